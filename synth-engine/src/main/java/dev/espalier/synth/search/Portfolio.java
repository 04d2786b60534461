package dev.espalier.synth.search;

import java.util.List;

/** The tactics that are tried on an obligation, the cheapest first. */
final class Portfolio {
    private static final String OPEN = "open_obligation; split_goal; try close_atom.";

    private static final List<String> TACTICS = List.of(
            "close_obligation.",
            "open_obligation; split_goal; first [ close_atom | use_facts; decide_identifiers; to_membership;"
                    + " split_hypotheses; to_arithmetic; intuition (auto with slots; lia) ].",
            "open_obligation; split_goal; try close_atom; repeat (progress (use_facts; decide_identifiers;"
                    + " to_membership; split_hypotheses; to_arithmetic)); intuition (eauto with slots || lia || congruence).");

    /** What the proofs of claims end in. */
    static final String CLAIM = "close_obligation, close_dependency";

    private static final List<String> TACTICS_WITH_HISTORY = List.of("close_history.", "close_history_deeply.");

    private Portfolio() {}

    /** The tactics for obligations that speak of what was put so far, or of states and payloads alone. */
    static List<String> tactics(boolean history) {
        return history ? TACTICS_WITH_HISTORY : TACTICS;
    }

    /** Those of them that give up soon. */
    static List<String> quick(boolean history) {
        return history ? TACTICS_WITH_HISTORY.subList(0, 1) : TACTICS;
    }

    /** Leaves the goals that stay open. */
    static String open(boolean history) {
        return history ? "open_history_obligation; try close_history_atom." : OPEN;
    }
}
