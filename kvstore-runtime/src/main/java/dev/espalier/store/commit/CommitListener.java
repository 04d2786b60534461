package dev.espalier.store.commit;

/** Something that holds effects back until what they tell of is durable. */
public interface CommitListener {
    /**
     * Everything recorded so far is durable: the time to note what may leave. Every listener is told before any is told
     * {@link #committed}, since replies that go let clients go on, and what they do then is not durable yet. Nothing may be
     * recorded here.
     */
    default void durable() {}

    /** What was durable at the last call of {@link #durable} may leave: held effects go. */
    void committed();

    /** The node stops serving and no commit will come any more: held effects must not go. */
    void commitFailed(Exception cause);

    /** A round after the failure: only what was held since then, all of it aware of the failure, may go. */
    default void roundAfterFailure() {}
}
