package dev.espalier.store.command;

/** A command cannot be answered yet; it has changed and replied nothing, and is to be run again when the time comes. */
public final class MustWait extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome.Wait outcome;

    MustWait(Outcome.Wait outcome) {
        super("waits", null, false, false);
        this.outcome = outcome;
    }

    /** What it waits for. */
    Outcome.Wait outcome() {
        return outcome;
    }
}
