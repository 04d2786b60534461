package dev.espalier.synth.trellis;

import dev.espalier.core.Sha256;
import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.rank.KeptState;
import dev.espalier.synth.search.Synthesis;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether a development may be emitted: the audit of every grown core, and what a search sees to by the designs that it
 * takes up and a hand does not, that nothing kept or sent grows with the number of operations.
 */
final class Closing {
    private final Specification specification;
    private final Synthesis synthesis;
    private final Synthesis.Foundation foundation;

    Closing(Specification specification, Synthesis synthesis, Synthesis.Foundation foundation) {
        this.specification = specification;
        this.synthesis = synthesis;
        this.foundation = foundation;
    }

    /** Checks a core and its proof, which have {@code holes}; each finding goes to {@code found}. */
    Entry.Closed audit(List<String> holes, String core, String proof, Consumer<Finding> found)
            throws IOException, InterruptedException, GateFailure {
        long start = System.nanoTime();
        List<String> objections = new ArrayList<>();
        Consumer<Finding> each = finding -> {
            if (!finding.passed()) {
                objections.add(finding.check() + ": " + finding.detail());
            }
            found.accept(finding);
        };
        if (!synthesis.sources(specification).equals(foundation.sources())) {
            each.accept(new Finding(
                    "the specification is what it was",
                    false,
                    "its sources changed since the development was opened: restore them, or open another folder",
                    Duration.ZERO));
        } else if (holes.isEmpty()) {
            synthesis.audit(specification, core, proof, each);
            if (objections.isEmpty()) {
                KeptState.check(foundation.compiled(), core).forEach(each);
            }
        } else {
            each.accept(new Finding("no hole", false, "missing: " + String.join(", ", holes), Duration.ZERO));
        }
        return new Entry.Closed(
                objections.isEmpty(),
                objections,
                hash(core),
                hash(proof),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
