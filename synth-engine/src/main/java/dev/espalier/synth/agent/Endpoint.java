package dev.espalier.synth.agent;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a model is reached.
 *
 * @param baseUrl empty for the provider's own
 * @param key what the provider knows the user by; never printed or written
 * @param retries how often a request is repeated that was refused for its rate, or broke off before the answer began
 * @param timeout of a request
 */
public record Endpoint(Optional<String> baseUrl, String key, int retries, Duration timeout) {
    private static final int UNAUTHORIZED = 401;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    /** Without the key. */
    @Override
    public String toString() {
        return baseUrl.orElse("the provider's own address");
    }

    static ModelException refused(String model, int status, RuntimeException cause) {
        String said = cause.getMessage() == null ? "" : cause.getMessage();
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN, PAYMENT_REQUIRED ->
                new ModelException(
                        ModelException.Kind.KEY,
                        model + ": the key is refused (" + status + "). Set ANTHROPIC_API_KEY or OPENAI_API_KEY to one"
                                + " that may use this model",
                        cause);
            case TOO_MANY ->
                new ModelException(
                        ModelException.Kind.RATE,
                        model + ": too many requests, also after waiting. Go on later with the same command",
                        cause);
            case NOT_FOUND, TOO_LARGE ->
                new ModelException(
                        ModelException.Kind.REQUEST,
                        model + ": " + said + ". Is the model's name right, and --base-url?",
                        cause);
            default ->
                status >= SERVER
                        ? new ModelException(
                                ModelException.Kind.UNREACHABLE,
                                model + ": the provider fails (" + status
                                        + "), also after trying again. Go on later with" + " the same command",
                                cause)
                        : new ModelException(ModelException.Kind.REQUEST, model + ": " + said, cause);
        };
    }

    static ModelException unreachable(String model, RuntimeException cause) {
        return new ModelException(
                ModelException.Kind.UNREACHABLE,
                model + " is not reached, or broke off: " + reason(cause)
                        + ". Check the network and --base-url, and go on with the same command",
                cause);
    }

    static ModelException garbled(String model, RuntimeException cause) {
        return new ModelException(
                ModelException.Kind.GARBLED,
                model + " answers what its protocol does not allow: " + reason(cause)
                        + ". Is --base-url that of such a provider?",
                cause);
    }

    private static String reason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}
