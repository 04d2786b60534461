package dev.espalier.synth.search;

import dev.espalier.synth.prover.coqidetop.CoqSentences;
import dev.espalier.synth.prover.session.Accepted;
import dev.espalier.synth.prover.session.Message;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.StateId;
import dev.espalier.synth.prover.session.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Goals that the kit's tactics leave, put to the tactics of CoqHammer that need no outside prover ({@code sauto}; Czajka,
 * "Practical Proof Search for Coq by Type Inhabitation", IJCAR 2020). They only find: what goes into the development is the
 * term that they built, written out, which the prover checks without the library. Who compiles the proof later needs
 * nothing but the prover, and trusts nothing more.
 */
public final class Hammer {
    private static final String IMPORT = "From Hammer Require Import Tactics.";

    /** The cheapest first. */
    private static final List<String> TACTICS = List.of("hauto lq: on", "sauto lq: on", "sauto");

    /** How long one of them may take for a goal. */
    private static final int SECONDS = 15;

    /** More open goals are a wrong design rather than a gap in the tactics. */
    private static final int GOALS_MAX = 12;

    /** Longer terms, in characters, are not worth a proof. */
    private static final int TERM_MAX = 200_000;

    private static final int COLUMNS = 120;

    /** Closes the goal over all that it speaks of, so that the term for it speaks of nothing that is named by chance. */
    private static final String REVERTED = "repeat match goal with H : _ |- _ => revert H end.";

    private static final List<String> PRINTING =
            List.of("Set Printing All.", "Set Printing Width 100000.", "Set Printing Depth 1000000.");

    private static final String MARK = "(* by CoqHammer's ";

    private Hammer() {}

    /** What became of an obligation. */
    sealed interface Result {
        /**
         * All goals are closed.
         *
         * @param tactics those that closed one
         * @param proof the obligation's, without the library
         */
        record Found(Set<String> tactics, String proof, Duration took) implements Result {}

        /** One stays open. */
        record Nothing(String why, Duration took) implements Result {}
    }

    /**
     * Whether the prover has the library, by its own account.
     *
     * @throws IOException if it says neither yes nor no
     */
    static boolean isInstalled(ProverSession.Source uncached) throws IOException, InterruptedException {
        try (ProverSession session = uncached.open()) {
            return switch (session.check(IMPORT)) {
                case Accepted accepted -> true;
                case Rejected rejected when rejected.error().lasting() -> false;
                case Rejected rejected ->
                    throw new IOException("the prover does not say whether it has CoqHammer: " + rejected.message()
                            + "; without it the search is asked for by --no-hammer");
            };
        }
    }

    /** Whether {@code proof} was found so. */
    public static boolean found(String proof) {
        return proof.contains(MARK);
    }

    /**
     * Tries to prove {@code lemma}; the session is where it was when this ends.
     *
     * @param lemma its statement as a sentence
     * @param open the kit's tactics that leave the goals
     */
    static Result attack(ProverSession session, String lemma, String open) throws InterruptedException {
        StateId before = session.tip();
        try {
            return new Strike(session, open).at(lemma);
        } finally {
            session.backTo(before);
        }
    }

    /** One attack. Used once. */
    private static final class Strike {
        private final ProverSession session;
        private final String open;
        private final Set<String> tactics = new LinkedHashSet<>();
        private final List<String> byGoal = new ArrayList<>();
        private Duration took = Duration.ZERO;

        Strike(ProverSession session, String open) {
            this.session = session;
            this.open = open;
        }

        Result at(String lemma) throws InterruptedException {
            List<String> sentences = new ArrayList<>(List.of(IMPORT, lemma, "Proof."));
            sentences.addAll(CoqSentences.split(open));
            for (String sentence : sentences) {
                if (check(sentence) instanceof Rejected rejected) {
                    return nothing("it never came to its tactics: " + rejected.message());
                }
            }
            int goals = session.goals().foreground().size();
            if (goals > GOALS_MAX) {
                return nothing(goals + " goals are left, which is too many to try");
            }
            for (int goal = 0; goal < goals; goal++) {
                if (!close(goal)) {
                    return nothing("CoqHammer closes " + goal + " of " + goals + " goals, and not the next");
                }
            }
            return written(goals);
        }

        private boolean close(int goal) throws InterruptedException {
            if (check(REVERTED) instanceof Rejected) {
                return false;
            }
            for (String tactic : TACTICS) {
                String sentence = "abstract (intros; timeout " + SECONDS + " (" + tactic + ")) using " + name(goal) + ".";
                if (check(sentence) instanceof Accepted) {
                    tactics.add(tactic);
                    byGoal.add(tactic);
                    return true;
                }
            }
            return false;
        }

        /** The proof with the terms in the place of the tactics that built them. */
        private Result written(int goals) throws InterruptedException {
            // Kept apart only so are the terms of goals still there to be printed.
            List<String> sentences = new ArrayList<>(List.of("Defined."));
            sentences.addAll(PRINTING);
            for (String sentence : sentences) {
                if (check(sentence) instanceof Rejected rejected) {
                    return nothing("the proof is not accepted as a whole: " + rejected.message());
                }
            }
            StringBuilder proof = new StringBuilder(open);
            for (int goal = 0; goal < goals; goal++) {
                Optional<String> term = check("Print " + name(goal) + ".") instanceof Accepted printed
                        ? term(name(goal), printed.messages())
                        : Optional.empty();
                if (term.isEmpty()) {
                    return nothing("the term for a goal cannot be written without the library, or is too long");
                }
                proof.append("\n    ").append(MARK).append(byGoal.get(goal)).append(" *)\n    ");
                proof.append(REVERTED).append("\n    exact (").append(wrapped(term.get())).append(").");
            }
            return new Result.Found(tactics, proof.toString(), took);
        }

        private Verdict check(String sentence) throws InterruptedException {
            Verdict verdict = session.check(sentence);
            took = took.plus(verdict.took());
            return verdict;
        }

        private Result nothing(String why) {
            return new Result.Nothing(why, took);
        }
    }

    private static String name(int goal) {
        return "found_for_goal_" + (goal + 1);
    }

    /** The body of the constant {@code name} as it was printed; empty if it needs the library. */
    static Optional<String> term(String name, List<Message> printed) {
        String text = printed.stream().map(Message::text).collect(Collectors.joining("\n"));
        // A line that begins in the sixth column with a colon is the constant's type: all else stands further right.
        Matcher matcher = Pattern.compile("(?ms)^" + name + " =\\s(.*?)\\n {5}: ").matcher(text);
        return matcher.find() ? usable(matcher.group(1).replaceAll("\\s+", " ").strip()) : Optional.empty();
    }

    private static Optional<String> usable(String term) {
        return term.length() > TERM_MAX || term.contains("Hammer.") ? Optional.empty() : Optional.of(term);
    }

    private static String wrapped(String term) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : term.split(" ")) {
            boolean next = column + word.length() >= COLUMNS;
            lines.append(next ? "\n      " : column == 0 ? "" : " ").append(word);
            column = next ? word.length() : column + word.length() + 1;
        }
        return lines.toString();
    }
}
