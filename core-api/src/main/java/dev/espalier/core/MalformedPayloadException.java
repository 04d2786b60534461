package dev.espalier.core;

/** Bytes that are not the payload they should be. Carries what was expected and where. */
public final class MalformedPayloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedPayloadException(String message) {
        super(message);
    }
}
