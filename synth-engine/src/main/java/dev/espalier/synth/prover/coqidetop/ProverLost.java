package dev.espalier.synth.prover.coqidetop;

import dev.espalier.synth.prover.session.ProverError;
import java.io.Serial;

/** The prover is gone: it died, or was killed for what it did. */
final class ProverLost extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ProverError error;

    ProverLost(ProverError error, String message) {
        super(message);
        this.error = error;
    }

    ProverLost(ProverError error, String message, Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    ProverError error() {
        return error;
    }
}
