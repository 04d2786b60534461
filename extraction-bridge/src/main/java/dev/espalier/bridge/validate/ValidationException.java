package dev.espalier.bridge.validate;

/** A translation could not be validated at all. The message is for a person: the thing, the cause, the next step. */
public final class ValidationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ValidationException(String message) {
        super(message);
    }
}
