package dev.espalier.bench.program;

import java.io.IOException;

/** A node could not do its part. The message names the node, what it said, and where its log is. */
public sealed class ProgramFailedException extends IOException permits NodeOutOfMemoryException {
    private static final long serialVersionUID = 1L;

    ProgramFailedException(String message) {
        super(message);
    }

    ProgramFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
