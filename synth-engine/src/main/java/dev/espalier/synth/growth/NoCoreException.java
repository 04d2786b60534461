package dev.espalier.synth.growth;

import dev.espalier.synth.design.Cause;

/** A design has no core; it ends the growing of one. */
final class NoCoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Cause reason;

    NoCoreException(Cause reason) {
        super(reason.words(), null, false, false);
        this.reason = reason;
    }

    Cause reason() {
        return reason;
    }
}
