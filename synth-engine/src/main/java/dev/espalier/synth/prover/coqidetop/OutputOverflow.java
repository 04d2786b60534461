package dev.espalier.synth.prover.coqidetop;

import java.io.Serial;

/** The prover said more than it may. */
final class OutputOverflow extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    OutputOverflow(int charactersMax) {
        super("it said more than " + charactersMax + " characters");
    }
}
