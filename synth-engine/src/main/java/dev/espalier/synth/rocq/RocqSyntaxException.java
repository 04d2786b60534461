package dev.espalier.synth.rocq;

/** A source that cannot be split into sentences beyond doubt. */
public final class RocqSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    RocqSyntaxException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Where, from 1. */
    public int line() {
        return line;
    }
}
