package dev.espalier.synth.machine;

/** A specification that cannot be run. The message says what and why. */
public final class MachineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With its cause in words. */
    public MachineException(String message) {
        super(message);
    }
}
