package dev.espalier.synth.audit;

import dev.espalier.synth.explore.ExplorationFailure;
import dev.espalier.synth.explore.ExplorationLimits;
import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.explore.Explorer;
import dev.espalier.synth.explore.InclusionResult;
import dev.espalier.synth.explore.ProgramBounds;
import dev.espalier.synth.explore.VacuityResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Explores what a core means, since refinement holds of cores that do nothing: is another client's put ever visible, is a
 * guard constant where the specification's is not, is a replica ever stuck, does every history belong to the
 * specification. All programs up to a size, all orders of delivery: evidence, and no proof.
 */
public final class Meaning {
    private static final ProgramBounds BOUNDS = new ProgramBounds(3, 3, 2);

    private Meaning() {}

    /** Compares {@code core} with {@code specification}. */
    public static List<Finding> check(Explorer explorer, ExploredMachine core, ExploredMachine specification)
            throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        ExplorationLimits limits = ExplorationLimits.usual().within(Duration.ofSeconds(20));
        try {
            long start = System.nanoTime();
            VacuityResult grown = explorer.vacuity(core, BOUNDS, limits);
            VacuityResult specified = explorer.vacuity(specification, BOUNDS, limits);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            findings.add(new Finding(
                    "another client's put is seen",
                    grown.remoteVisible().isPresent()
                            || specified.remoteVisible().isEmpty(),
                    grown.remoteVisible().isPresent()
                            ? "by a run of " + BOUNDS.text()
                            : "in no run of " + BOUNDS.text() + ", although the specification has one",
                    took));
            findings.add(constant("get_guard", grown.getGuard(), specified.getGuard()));
            findings.add(constant("put_guard", grown.putGuard(), specified.putGuard()));
            findings.add(waits(grown, specified));
            findings.add(seen(grown, specified));
            start = System.nanoTime();
            InclusionResult inclusion = explorer.conforms(core, specification, BOUNDS, limits);
            findings.add(new Finding(
                    "every explored history is one of the specification",
                    inclusion.verdict() != InclusionResult.Verdict.DIFFERENCE,
                    inclusion.verdict() == InclusionResult.Verdict.NONE
                            ? inclusion.programs() + " programs, " + inclusion.histories() + " histories"
                            : "the exploration ended with " + inclusion.verdict(),
                    Duration.ofNanos(System.nanoTime() - start)));
        } catch (ExplorationFailure e) {
            findings.add(new Finding("the core can be explored", false, String.valueOf(e.getMessage()), Duration.ZERO));
        }
        return findings;
    }

    /** A core may wait for ever where its specification does. */
    private static Finding waits(VacuityResult grown, VacuityResult specified) {
        String check = "no replica waits for ever";
        boolean put = grown.stuckPut().isPresent();
        boolean get = grown.refusedGet().isPresent();
        boolean passed = (!put || specified.stuckPut().isPresent())
                && (!get || specified.refusedGet().isPresent());
        String how = put
                ? "puts are pending at a replica and none can go in"
                : get ? "nothing is pending at a replica and a get is refused" : "in all runs of " + BOUNDS.text();
        return new Finding(
                check, passed, how + ((put || get) && passed ? ", as the specification has it" : ""), Duration.ZERO);
    }

    /** A core may forget what is done with where its specification does; it must not invent it. */
    private static Finding seen(VacuityResult grown, VacuityResult specified) {
        Optional<String> problem = grown.seenProblem().map(VacuityResult.SeenProblem::what);
        boolean same = problem.equals(specified.seenProblem().map(VacuityResult.SeenProblem::what));
        return new Finding(
                "put_seen tells the truth",
                problem.isEmpty() || same,
                problem.map(what -> what + (same ? ", as the specification has it" : ""))
                        .orElse("in all runs of " + BOUNDS.text()),
                Duration.ZERO);
    }

    private static Finding constant(
            String guard, VacuityResult.GuardAnswers grown, VacuityResult.GuardAnswers specified) {
        boolean never = grown.neverTrue() && !specified.neverTrue();
        return new Finding(
                guard + " is not constant where the specification's is not",
                !never,
                "true %d times and false %d times; the specification's %d and %d"
                        .formatted(grown.yes(), grown.no(), specified.yes(), specified.no()),
                Duration.ZERO);
    }
}
