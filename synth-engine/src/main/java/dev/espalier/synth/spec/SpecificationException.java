package dev.espalier.synth.spec;

/** A specification that cannot be used: the message names the place, the cause and the next step. */
public final class SpecificationException extends Exception {
    private static final long serialVersionUID = 1L;

    SpecificationException(String place, String cause, String nextStep) {
        super(place + ": " + cause + ". " + nextStep + ".");
    }
}
