package dev.espalier.store.engine;

/** The log, replayed through the core, did not give what it gave when it was written. */
public final class ReplayMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReplayMismatchException(String message) {
        super(message);
    }
}
