package dev.espalier.synth.audit;

import java.time.Duration;

/**
 * What came of a check.
 *
 * @param check its name
 * @param passed whether the core may pass
 * @param cutOff whether the check did not come to its end, for want of time or memory or because the prover died; that
 *     tells nothing against the core
 * @param detail what was seen, for people
 */
public record Finding(String check, boolean passed, boolean cutOff, String detail, Duration took) {
    /** Of a check that came to its end. */
    public Finding(String check, boolean passed, String detail, Duration took) {
        this(check, passed, false, detail, took);
    }

    /** Of a check that did not come to its end; {@code why} in words. */
    public static Finding cutOff(String check, String why, Duration took) {
        return new Finding(check, false, true, why, took);
    }

    /** Whether this tells against the core. */
    public boolean isObjection() {
        return !passed && !cutOff;
    }
}
