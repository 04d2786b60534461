package dev.espalier.store.cores;

/** A core that cannot be loaded or swapped in. The message says which, why, and what to do; nothing has changed. */
public final class CoreRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public CoreRefusedException(String message) {
        super(message);
    }
}
