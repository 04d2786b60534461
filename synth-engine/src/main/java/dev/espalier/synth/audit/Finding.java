package dev.espalier.synth.audit;

import java.time.Duration;

/**
 * What came of a check.
 *
 * @param check its name
 * @param passed whether the core may pass
 * @param decided whether the check came to its end; one that was cut off, by time, memory or a prover that died, tells
 *     nothing against the core
 * @param detail what was seen, for people
 */
public record Finding(String check, boolean passed, boolean decided, String detail, Duration took) {
    /** Of a check that came to its end. */
    public Finding(String check, boolean passed, String detail, Duration took) {
        this(check, passed, true, detail, took);
    }

    /** Of a check that did not come to its end; {@code why} in words. */
    public static Finding undecided(String check, String why, Duration took) {
        return new Finding(check, false, false, why, took);
    }

    /** Whether this tells against the core. */
    public boolean isObjection() {
        return decided && !passed;
    }
}
