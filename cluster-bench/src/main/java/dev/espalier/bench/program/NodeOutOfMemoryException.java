package dev.espalier.bench.program;

/** A node's heap was full, whereupon its process ended. */
final class NodeOutOfMemoryException extends ProgramFailedException {
    private static final long serialVersionUID = 1L;

    NodeOutOfMemoryException(String message) {
        super(message);
    }
}
