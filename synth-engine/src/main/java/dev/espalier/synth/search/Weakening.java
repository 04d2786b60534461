package dev.espalier.synth.search;

import dev.espalier.synth.growth.Candidate;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.prover.session.ProverSession;
import java.io.IOException;
import java.util.Set;

/** Asks the prover which facts of a relation a step does not keep. */
final class Weakening {
    private Weakening() {}

    /** Those of {@code candidate}, by number, that {@code obligation} is not shown to keep, all others given. */
    static Set<Integer> unkept(Ground ground, Target target, Candidate candidate, String obligation)
            throws IOException, InterruptedException {
        try (ProverSession session = ground.prover().open()) {
            Development development = new Development(session, target, candidate);
            return development.defineOnly() instanceof Development.Step.Refused
                    ? Set.of()
                    : development.unkept(obligation, ground::isOver);
        }
    }
}
