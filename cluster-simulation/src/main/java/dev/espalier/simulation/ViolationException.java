package dev.espalier.simulation;

/** What must never happen has happened; the message says what. */
final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ViolationException(String what) {
        super(what);
    }

    ViolationException(String what, Throwable cause) {
        super(what, cause);
    }
}
