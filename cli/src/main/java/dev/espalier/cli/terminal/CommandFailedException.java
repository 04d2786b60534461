package dev.espalier.cli.terminal;

/** A command could not do what it was asked. The message is for a person: the thing, the cause, the next step. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        super(message);
    }
}
