package dev.espalier.bridge.interpreter;

/** A program has no result, or none was found. */
public final class InterpretationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why there is no result. */
    public enum Kind {
        /** A branch was reached that the proof excludes, or no case matched. */
        ABSURD,
        /** A number does not fit into 64 bits, or is divided by zero. */
        ARITHMETIC,
        /** The program raised an exception. */
        RAISED,
        /** A value is defined by itself. */
        CYCLE,
        /** The program took more steps than it was allowed. */
        STEP_LIMIT,
        /** The program does what no well-typed one does: a pass broke it. */
        ILL_FORMED
    }

    private final Kind kind;

    InterpretationException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Why there is no result. */
    public Kind kind() {
        return kind;
    }

    static InterpretationException illFormed(String message) {
        return new InterpretationException(Kind.ILL_FORMED, message);
    }
}
