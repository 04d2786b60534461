package dev.espalier.synth.search;

import dev.espalier.synth.spec.Catalogue;
import dev.espalier.synth.spec.Specification;
import java.nio.file.Path;

/** The engine of this package's tests, for tests of other packages. */
public final class SharedEngine {
    private SharedEngine() {}

    /** One engine for all tests of a run; the test is skipped without a prover. */
    public static Synthesis synthesis() throws Exception {
        return Syntheses.shared();
    }

    /** An engine of a test's own, over other sources, which keeps what it makes in {@code work}. */
    public static Synthesis over(Path specs, Path work) throws Exception {
        return Syntheses.over(specs, work);
    }

    /** A specification of the library. */
    public static Specification specification(String name) throws Exception {
        return Catalogue.read(Syntheses.SPECS).named(name).orElseThrow();
    }
}
