package dev.espalier.store.config;

/**
 * Why a node did not start. The message is one line for a person: it names the thing, the cause and the next step.
 */
public final class NodeStartException extends Exception {
    private static final long serialVersionUID = 1L;

    public NodeStartException(String message) {
        super(message);
    }

    public NodeStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
