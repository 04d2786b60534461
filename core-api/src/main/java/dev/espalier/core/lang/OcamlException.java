package dev.espalier.core.lang;

import java.util.List;

/**
 * An OCaml exception that extracted code raises: {@code raise}, {@code failwith}, {@code invalid_arg}. Translated code
 * never catches one. It is a value as well, {@code exn}.
 */
public final class OcamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient List<Object> arguments;

    /**
     * The exception {@code name}.
     *
     * @param name its OCaml name, for example {@code Not_found}
     * @param arguments what its constructor is applied to
     */
    public OcamlException(String name, Object... arguments) {
        super(text(name, arguments));
        this.name = name;
        this.arguments = List.of(arguments);
    }

    /** Its OCaml name. */
    public String name() {
        return name;
    }

    /** What its constructor was applied to. */
    public List<Object> arguments() {
        return arguments;
    }

    /** {@code raise}: it never returns, so the result has whatever type is needed. */
    public static <T> T raise(OcamlException exception) {
        throw exception;
    }

    /** {@code failwith}. */
    public static <T> T failwith(ByteString message) {
        throw new OcamlException("Failure", message);
    }

    /** {@code invalid_arg}. */
    public static <T> T invalidArg(ByteString message) {
        throw new OcamlException("Invalid_argument", message);
    }

    /** What the standard library raises for a wrong argument. */
    static OcamlException invalidArgument(String message) {
        return new OcamlException("Invalid_argument", ByteString.of(message));
    }

    /** Only texts and numbers are shown: other values may be large. */
    private static String text(String name, Object... arguments) {
        StringBuilder text = new StringBuilder(name);
        for (Object argument : arguments) {
            boolean small = argument instanceof ByteString || argument instanceof Number;
            text.append(' ').append(small ? argument : "...");
        }
        return text.toString();
    }
}
