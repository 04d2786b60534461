package dev.espalier.synth.trellis;

/** A tool is called with what it cannot use. */
public final class WrongCallException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongCallException(String message) {
        super(message);
    }
}
