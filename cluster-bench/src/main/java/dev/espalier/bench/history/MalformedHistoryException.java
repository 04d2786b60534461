package dev.espalier.bench.history;

import java.io.IOException;

/** A line of a history that is not an operation. The message names file, line, cause and next step. */
public final class MalformedHistoryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long line;

    MalformedHistoryException(String source, long line, String problem, String nextStep) {
        super(source + ", line " + line + ": " + problem + "; " + nextStep);
        this.line = line;
    }

    /** The line's number, from 1. */
    public long line() {
        return line;
    }
}
