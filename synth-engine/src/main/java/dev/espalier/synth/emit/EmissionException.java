package dev.espalier.synth.emit;

/** A core that cannot be emitted: the message names the thing, the cause and the next step. */
public final class EmissionException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param thing the file, folder or name
     * @param cause what is the matter with it
     * @param nextStep what to do
     */
    public EmissionException(String thing, String cause, String nextStep) {
        super(thing + ": " + cause + ". " + nextStep + ".");
    }
}
