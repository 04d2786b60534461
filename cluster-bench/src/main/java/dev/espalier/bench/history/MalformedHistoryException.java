package dev.espalier.bench.history;

import java.io.IOException;

/** A line of a history file that is not an operation. The message starts with the line's number. */
public final class MalformedHistoryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long line;

    MalformedHistoryException(long line, String problem) {
        super("line " + line + ": " + problem);
        this.line = line;
    }

    /** The line's number, from 1. */
    public long line() {
        return line;
    }
}
