package dev.espalier.store.commit;

/** Something that holds effects back until what they tell of is durable. */
public interface CommitListener {
    /** Everything recorded before this call is durable: held effects may go. */
    void committed();

    /** The node stops serving and no commit will come any more: held effects must not go. */
    void commitFailed(Exception cause);

    /** A round after the failure: only what was held since then, all of it aware of the failure, may go. */
    default void roundAfterFailure() {}
}
