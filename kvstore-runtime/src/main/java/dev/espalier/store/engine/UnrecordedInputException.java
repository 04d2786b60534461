package dev.espalier.store.engine;

/**
 * An input changed the engine's state and could not be recorded: what the engine holds is no longer what its journal
 * leads to. Nothing that depends on it may leave the node; a restart recovers the recorded state.
 */
public final class UnrecordedInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnrecordedInputException(String input, Throwable cause) {
        super(
                input + " could not be recorded (" + cause + "); restart the node: it recovers what was acknowledged",
                cause);
    }
}
