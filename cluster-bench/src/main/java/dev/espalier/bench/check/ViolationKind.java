package dev.espalier.bench.check;

/** The ways in which a history can fail to be causal+. */
public enum ViolationKind {
    /** Two puts wrote the same value to the same key, or a put wrote the initial value 0: reads cannot be told apart. */
    NOT_DIFFERENTIATED("values that are not unique"),
    /** A get returned a value that nobody wrote. */
    THIN_AIR_READ("reads out of thin air"),
    /** A get returned a value that was written, but only to another key. */
    WRONG_KEY_READ("reads of another key's value"),
    /** A get returned what its own session wrote only later. */
    FUTURE_READ("reads of the own future"),
    /** Program order and reads-from form a cycle: some operation comes before itself. */
    CAUSALITY_CYCLE("cycles of causality"),
    /** A get returned a value although its session already depended on one that overwrote it. */
    STALE_READ("stale reads"),
    /** A get found nothing although its session already depended on a put of that key. */
    STALE_INITIAL_READ("stale reads of the initial value"),
    /** Gets disagree on the order of concurrent puts: no one order of puts explains what all sessions saw. */
    DIVERGENCE("divergent orders of puts");

    private final String title;

    ViolationKind(String title) {
        this.title = title;
    }

    /** What this kind is called in reports, in the plural. */
    public String title() {
        return title;
    }
}
