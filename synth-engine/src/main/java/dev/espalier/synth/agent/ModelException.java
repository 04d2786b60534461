package dev.espalier.synth.agent;

/** A model gives no turn. The message names the provider, the cause and the next step, and no secret. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why there is no turn. */
    public enum Kind {
        /** The key is missing, wrong, or may not use the model. */
        KEY,
        /** Too many requests, also after waiting. */
        RATE,
        /** The provider is not reached, broke off, or is overloaded, also after trying again. */
        UNREACHABLE,
        /** The request is refused: an unknown model, too long a conversation. */
        REQUEST,
        /** The answer is none that the protocol allows. */
        GARBLED
    }

    /** A turn that is not to be had. */
    public ModelException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
