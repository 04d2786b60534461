package dev.espalier.synth.search;

import dev.espalier.synth.prover.coqidetop.CoqSentences;
import dev.espalier.synth.prover.session.Accepted;
import dev.espalier.synth.prover.session.Goal;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.StateId;
import dev.espalier.synth.prover.session.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Makes goals that stay open into lemmas. What a goal reads in states, payloads and slots becomes variables, and what it does
 * not depend on is dropped: first all that is known, then all that is known of other things than it speaks of. A lemma that
 * small values refute is given up; the others are tried by induction, which no tactic of the kit does and the goal as it
 * stands does not allow. The proof has each lemma with its own proof, and rests on nothing of the search. Used once.
 */
final class Generaliser {
    private static final List<String> DEFINITIONS = CoqSentences.split(definitions());

    /** The most general first. */
    private static final List<String> GENERALISED = List.of("generalised.", "generalised_with_premises.");

    private static final String FINISH = "intros; cbn in *; to_membership; split_hypotheses; decide_identifiers;"
            + " to_membership; solve [ lia | congruence | auto ]";

    private static final String BY_INDUCTION = "let n := fresh \"n\" in intro n; induction n; " + FINISH;

    /** As it stands, or by induction on the first variable, the second and so on, over all that follow it. */
    private static final List<String> WAYS =
            List.of(FINISH, BY_INDUCTION, "do 1 intro; " + BY_INDUCTION, "do 2 intro; " + BY_INDUCTION);

    /** More open goals are a wrong design rather than a gap. */
    private static final int GOALS_MAX = 12;

    /** Longer statements, in characters, are no idea of what is missing. */
    private static final int STATEMENT_MAX = 2_000;

    private final ProverSession session;
    private final List<Lemma> lemmas = new ArrayList<>();
    private final Set<String> tried = new HashSet<>();

    private Generaliser(ProverSession session) {
        this.session = session;
    }

    /** What became of a lemma. */
    enum Fate {
        PROVED,
        REFUTED,
        OPEN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A lemma made of a goal.
     *
     * @param by what proves or refutes it, in words; empty if nothing does
     */
    record Lemma(String statement, Fate fate, String by, Duration took) {}

    /**
     * What became of an obligation.
     *
     * @param lemmas all that were tried, in order
     * @param proof the obligation's, if all of its goals are closed
     */
    record Result(List<Lemma> lemmas, Optional<String> proof) {}

    /**
     * Tries to prove {@code lemma}; the session is where it was when this ends.
     *
     * @param lemma its statement as a sentence
     * @param open the kit's tactics that leave the goals
     */
    static Result attack(ProverSession session, String lemma, String open) throws InterruptedException {
        StateId before = session.tip();
        try {
            Generaliser generaliser = new Generaliser(session);
            Optional<String> proof = generaliser.proof(lemma, open);
            return new Result(List.copyOf(generaliser.lemmas), proof);
        } finally {
            session.backTo(before);
        }
    }

    private Optional<String> proof(String lemma, String open) throws InterruptedException {
        List<String> sentences = new ArrayList<>(DEFINITIONS);
        sentences.addAll(List.of(lemma, "Proof."));
        sentences.addAll(CoqSentences.split(open));
        for (String sentence : sentences) {
            if (!(session.check(sentence) instanceof Accepted)) {
                return Optional.empty();
            }
        }
        int goals = session.goals().foreground().size();
        StringBuilder proof = new StringBuilder(open);
        for (int goal = 0; goal < goals; goal++) {
            Optional<String> closed = goals > GOALS_MAX ? Optional.empty() : closed();
            if (closed.isEmpty()) {
                return Optional.empty();
            }
            proof.append(closed.get());
        }
        return Optional.of(proof.toString());
    }

    /** Closes the first goal, if a lemma made of it does; how. */
    private Optional<String> closed() throws InterruptedException {
        StateId before = session.tip();
        for (String generalised : GENERALISED) {
            Optional<String> statement = statement(generalised);
            session.backTo(before);
            if (statement.isPresent() && tried.add(statement.get())) {
                Optional<String> closed = closedBy(statement.get());
                if (closed.isPresent()) {
                    return closed;
                }
                session.backTo(before);
            }
        }
        return Optional.empty();
    }

    /** The first goal, generalised; empty if it is too large, or printed with something left out. */
    private Optional<String> statement(String generalised) throws InterruptedException {
        if (!(session.check(generalised) instanceof Accepted)) {
            return Optional.empty();
        }
        Goal goal = session.goals().foreground().getFirst();
        String statement = goal.conclusion().replaceAll("\\s+", " ").strip();
        return goal.hypotheses().isEmpty() && statement.length() <= STATEMENT_MAX && !statement.contains("...")
                ? Optional.of(statement)
                : Optional.empty();
    }

    private Optional<String> closedBy(String statement) throws InterruptedException {
        Verdict refuted = session.check("assert (~ (" + statement + ")) by refuted.");
        if (refuted instanceof Accepted) {
            lemmas.add(new Lemma(statement, Fate.REFUTED, "small values", refuted.took()));
            return Optional.empty();
        }
        Duration took = refuted.took();
        for (String way : WAYS) {
            String asserted = "assert (generalised : " + statement + ") by (" + way + ").";
            Verdict verdict = session.check(asserted);
            took = took.plus(verdict.took());
            if (verdict instanceof Accepted) {
                lemmas.add(new Lemma(statement, Fate.PROVED, way, took));
                String used = "solve [ apply generalised | eapply generalised; eassumption ].";
                return session.check(used) instanceof Accepted
                        ? Optional.of("\n    " + asserted + "\n    " + used)
                        : Optional.empty();
            }
        }
        lemmas.add(new Lemma(statement, Fate.OPEN, "", took));
        return Optional.empty();
    }

    private static String definitions() {
        try (InputStream stream = Generaliser.class.getResourceAsStream("Generalise.v")) {
            if (stream == null) {
                throw new IllegalStateException("Generalise.v is missing from this program's archive");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Generalise.v in this program's archive cannot be read", e);
        }
    }
}
