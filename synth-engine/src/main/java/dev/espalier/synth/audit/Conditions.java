package dev.espalier.synth.audit;

import dev.espalier.synth.growth.Candidate;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.search.Development;
import dev.espalier.synth.search.Hammer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether each condition of each guard is needed: without it, an obligation must fail. A condition that is not needed
 * makes clients wait for nothing.
 */
public final class Conditions {
    private Conditions() {}

    /**
     * Tries {@code candidate} without each condition.
     *
     * @param proofs those of the obligations with it
     * @param hammer CoqHammer, if it is there, which is asked again where a proof is its work: the term that it found is of the one
     *     goal, and says nothing of another
     */
    public static List<Finding> check(
            ProverSession.Source prover,
            Target target,
            Candidate candidate,
            Map<String, String> proofs,
            Optional<Hammer> hammer)
            throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Method guard : List.of(Method.GET_GUARD, Method.PUT_GUARD)) {
            List<String> conditions = candidate.conditions(guard);
            for (int i = 0; i < conditions.size(); i++) {
                long start = System.nanoTime();
                String refused = refused(prover, target, candidate.without(guard, i), proofs, hammer);
                findings.add(new Finding(
                        guard.word() + " needs " + conditions.get(i),
                        !refused.isEmpty(),
                        refused.isEmpty()
                                ? "the proof goes through without it"
                                : "without it " + refused + " is not proved",
                        Duration.ofNanos(System.nanoTime() - start)));
            }
        }
        return findings;
    }

    /** The first obligation that fails; empty if none does. */
    private static String refused(
            ProverSession.Source prover,
            Target target,
            Candidate mutant,
            Map<String, String> proofs,
            Optional<Hammer> hammer)
            throws IOException, InterruptedException {
        try (ProverSession session = prover.open()) {
            Development development = new Development(session, target, mutant);
            if (development.define() instanceof Development.Step.Refused refused) {
                throw new IOException("without a condition the core is no core any more: " + refused.message());
            }
            for (String obligation : development.obligations()) {
                String proof = proofs.getOrDefault(obligation, "close_obligation.");
                boolean closed = hammer.isPresent() && Hammer.found(proof)
                        ? development.isClosedBy(hammer.get(), obligation)
                        : development.prove(obligation, proof) instanceof Development.Step.Done;
                if (!closed) {
                    return obligation;
                }
            }
            return "";
        }
    }
}
