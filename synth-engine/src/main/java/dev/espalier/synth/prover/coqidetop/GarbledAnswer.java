package dev.espalier.synth.prover.coqidetop;

import java.io.Serial;

/** The prover said what the protocol does not allow. */
final class GarbledAnswer extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    GarbledAnswer(String message) {
        super(message);
    }

    GarbledAnswer(String message, Throwable cause) {
        super(message, cause);
    }
}
