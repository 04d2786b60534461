package dev.espalier.synth.explore;

/** An exploration could not be done at all; the message names what, why, and what to do. */
public final class ExplorationFailure extends Exception {
    private static final long serialVersionUID = 1;

    ExplorationFailure(String message) {
        super(message);
    }
}
