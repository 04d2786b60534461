package dev.espalier.synth.search;

import dev.espalier.synth.growth.Candidate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a search ended. */
public sealed interface Outcome {
    /**
     * Cores whose obligations are all closed.
     *
     * @param cores at least one, in the order in which they were found; no two are the same program
     */
    record Proved(List<Closed> cores) implements Outcome {
        public Proved {
            cores = List.copyOf(cores);
        }
    }

    /**
     * A core whose obligations are all closed.
     *
     * @param design the number of its design
     * @param proofs the tactic for each obligation
     * @param claims what is proved besides the refinement: theorems with their proofs, by name, in order
     */
    record Closed(int design, Candidate candidate, Map<String, String> proofs, Map<String, String> claims) {}

    /**
     * A core that was taken for right, by its runs alone, and whose proof stays open.
     *
     * @param core what was taken, with the proofs that there are
     */
    record Claimed(Closed core, String why) implements Outcome {}

    /**
     * There is none.
     *
     * @param why in words
     * @param outOfBudget whether time was up; otherwise nothing is left to try
     * @param best what came closest
     */
    record None(String why, boolean outOfBudget, Optional<Partial> best) implements Outcome {}

    /**
     * A core with holes in its proof.
     *
     * @param proofs the obligations that are closed
     */
    record Partial(int design, Candidate candidate, Map<String, String> proofs) {}
}
