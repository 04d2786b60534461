package dev.espalier.synth.search;

import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.growth.ProofText;
import dev.espalier.synth.prover.CommandOutcome;
import dev.espalier.synth.prover.coqidetop.CoqSentences;
import dev.espalier.synth.prover.session.Accepted;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final String NAME = "found_for_goal_";
    private static final String MARK = "(* by CoqHammer's ";

    private final Compiler compiler;

    Hammer(Compiler compiler) {
        this.compiler = compiler;
    }

    /** Compiles files, for several threads. */
    interface Compiler {
        /** What the prover says on standard output as it compiles {@code text}; empty if it does not compile. */
        String output(String text) throws IOException, InterruptedException;
    }

    /** With the prover that has the specification {@code compiled}. */
    static Hammer of(CompiledSpecification compiled) {
        AtomicInteger files = new AtomicInteger();
        return new Hammer(text -> {
            try {
                CommandOutcome outcome = compiled.compile("candidate/Found" + files.incrementAndGet() + ".v", text);
                return outcome.succeeded() ? outcome.output() : "";
            } catch (GateFailure e) {
                return ""; // out of time or memory: nothing is found then
            }
        });
    }

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
     * @param definitions what the session has accepted so far, but for other lemmas
     * @param lemma its statement as a sentence
     * @param open the kit's tactics that leave the goals
     */
    Result attack(ProverSession session, List<String> definitions, String lemma, String open)
            throws IOException, InterruptedException {
        StateId before = session.tip();
        try {
            return new Strike(session, definitions, open).at(lemma);
        } finally {
            session.backTo(before);
        }
    }

    /** One attack. Used once. */
    private final class Strike {
        private final ProverSession session;
        private final List<String> definitions;
        private final String open;
        private final Set<String> tactics = new LinkedHashSet<>();
        private final List<String> byGoal = new ArrayList<>();
        private final List<String> accepted = new ArrayList<>();
        private Duration took = Duration.ZERO;

        Strike(ProverSession session, List<String> definitions, String open) {
            this.session = session;
            this.definitions = definitions;
            this.open = open;
        }

        Result at(String lemma) throws IOException, InterruptedException {
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
                String sentence =
                        "abstract (intros; timeout " + SECONDS + " (" + tactic + ")) using " + name(goal) + ".";
                if (check(sentence) instanceof Accepted) {
                    tactics.add(tactic);
                    byGoal.add(tactic);
                    return true;
                }
            }
            return false;
        }

        /** The proof with the terms in the place of the tactics that built them. */
        private Result written(int goals) throws IOException, InterruptedException {
            String printed = compiler.output(file(goals));
            StringBuilder proof = new StringBuilder(open);
            for (int goal = 0; goal < goals; goal++) {
                Optional<String> term = term(name(goal), printed);
                if (term.isEmpty()) {
                    return nothing("the term for a goal cannot be written without the library, or is too long");
                }
                proof.append("\n    ").append(MARK).append(byGoal.get(goal)).append(" *)\n    ");
                proof.append(REVERTED)
                        .append("\n    exact (")
                        .append(wrapped(term.get()))
                        .append(").");
            }
            return new Result.Found(tactics, proof.toString(), took);
        }

        /** All that was accepted, in a file that prints the terms: what a session prints is cut off at some depth. */
        private String file(int goals) {
            List<String> sentences = new ArrayList<>(definitions);
            sentences.addAll(accepted);
            // Kept apart only so are the terms of goals still there to be printed.
            sentences.add("Defined.");
            sentences.addAll(PRINTING);
            for (int goal = 0; goal < goals; goal++) {
                sentences.add("Print " + name(goal) + ".");
            }
            return String.join("\n", sentences) + "\n" + ProofText.END;
        }

        private Verdict check(String sentence) throws InterruptedException {
            Verdict verdict = session.check(sentence);
            took = took.plus(verdict.took());
            if (verdict instanceof Accepted) {
                accepted.add(sentence);
            }
            return verdict;
        }

        private Result nothing(String why) {
            return new Result.Nothing(why, took);
        }
    }

    private static String name(int goal) {
        return NAME + (goal + 1);
    }

    /** The body of the constant {@code name} as it was printed among others; empty if it needs the library. */
    private static Optional<String> term(String name, String printed) {
        Matcher head = Pattern.compile("(?m)^" + name + " =\\s").matcher(printed);
        if (!head.find()) {
            return Optional.empty();
        }
        Matcher next = Pattern.compile("(?m)^" + NAME).matcher(printed);
        String whole = printed.substring(head.end(), next.find(head.end()) ? next.start() : printed.length());
        // The last line with a colon in the sixth column begins the constant's type: what belongs to that is further
        // right.
        int type = whole.lastIndexOf("\n     : ");
        return type < 0
                ? Optional.empty()
                : Optional.of(whole.substring(0, type).replaceAll("\\s+", " ").strip())
                        .filter(Hammer::isUsable);
    }

    private static boolean isUsable(String term) {
        return term.length() <= TERM_MAX && !term.contains("Hammer.") && !term.contains("...");
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
