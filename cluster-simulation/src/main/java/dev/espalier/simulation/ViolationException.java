package dev.espalier.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What must never happen has happened; the message says what. Nodes catch what is thrown in them, so the first one of a
 * thread, which runs one simulation, is remembered.
 */
final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<ViolationException> FIRST = new ThreadLocal<>();

    ViolationException(String what) {
        super(what);
        remember();
    }

    ViolationException(String what, Throwable cause) {
        super(what, cause);
        remember();
    }

    private void remember() {
        if (FIRST.get() == null) {
            FIRST.set(this);
        }
    }

    /** The first one of this thread; {@code null} when there is none. */
    static @Nullable ViolationException first() {
        return FIRST.get();
    }
}
