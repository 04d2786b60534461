package dev.espalier.store.command;

/** A command is refused; nothing has been changed or replied yet. The message is the error reply, its code first. */
public final class CommandError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public static final String SYNTAX = "ERR syntax error";
    public static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";

    public CommandError(String codeAndMessage) {
        // Clients cause these at will, so they cost no stack trace.
        super(codeAndMessage, null, false, false);
    }

    /** What is refused for its form. */
    static CommandError syntax() {
        return new CommandError(SYNTAX);
    }

    /** The reply. */
    public String reply() {
        return String.valueOf(getMessage());
    }
}
