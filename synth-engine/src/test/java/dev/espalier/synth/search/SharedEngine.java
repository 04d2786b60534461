package dev.espalier.synth.search;

import dev.espalier.synth.spec.Catalogue;
import dev.espalier.synth.spec.Specification;

/** The engine of this package's tests, for tests of other packages. */
public final class SharedEngine {
    private SharedEngine() {}

    /** One engine for all tests of a run; the test is skipped without a prover. */
    public static Synthesis synthesis() throws Exception {
        return Syntheses.shared();
    }

    /** A specification of the library. */
    public static Specification specification(String name) throws Exception {
        return Catalogue.read(Syntheses.SPECS).named(name).orElseThrow();
    }
}
