package dev.espalier.synth.search;

import dev.espalier.synth.growth.Candidate;
import dev.espalier.synth.growth.Claim;
import dev.espalier.synth.growth.CoreText;
import dev.espalier.synth.growth.ProofText;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.prover.coqidetop.CoqSentences;
import dev.espalier.synth.prover.session.Accepted;
import dev.espalier.synth.prover.session.Goal;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.StateId;
import dev.espalier.synth.prover.session.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * A core and its proof under construction in a prover's session: the definitions and the relation first, with a hole for
 * each obligation; then the holes are closed one by one. After each step the prover has accepted all that there is.
 *
 * <p>Only what the engine itself writes gets into a development, besides the tactics of a portfolio: statement, relation
 * and obligations are made from the specification and the design.
 */
public final class Development {
    private final ProverSession session;
    private final ProofText proof;
    private final List<String> definitions;
    private final Map<String, String> obligations;
    private final Map<String, String> closed = new LinkedHashMap<>();

    /** What became of a step. */
    public sealed interface Step {
        /** The prover accepts it. */
        record Done(Duration took) implements Step {}

        /**
         * The prover refuses it.
         *
         * @param kind which kind of error
         * @param message the prover's words
         * @param goals what is left to show, for people
         */
        record Refused(String kind, String message, List<String> goals, Duration took) implements Step {}
    }

    /** Nothing is checked yet. */
    public Development(ProverSession session, Target target, Candidate candidate) {
        this.session = session;
        this.proof = new ProofText(target, candidate);
        this.obligations = proof.obligations();
        this.definitions = CoqSentences.split(new CoreText(target, candidate).file() + "\n" + proof.head(""));
    }

    /** The names of the obligations, in order. */
    public List<String> obligations() {
        return List.copyOf(obligations.keySet());
    }

    /** Whether they speak of what was put so far. */
    public boolean isRelative() {
        return proof.isRelative();
    }

    /** The obligations that are closed, each with its proof. */
    public Map<String, String> closed() {
        return Map.copyOf(closed);
    }

    /** Checks the definitions, and that what is claimed follows if the obligations hold: every obligation is a hole. */
    public Step define() throws InterruptedException {
        Step defined = all(definitions);
        if (!(defined instanceof Step.Done(Duration took))) {
            return defined;
        }
        StateId open = session.tip();
        for (Map.Entry<String, String> obligation : obligations.entrySet()) {
            if (assume(obligation.getKey()) instanceof Step.Refused refused) {
                return refused;
            }
        }
        Step follows = all(CoqSentences.split(proof.tail()));
        if (!(follows instanceof Step.Done(Duration more))) {
            return follows;
        }
        session.backTo(open);
        return new Step.Done(took.plus(more));
    }

    /** Checks the definitions alone: whether anything follows is asked elsewhere. */
    Step defineOnly() throws InterruptedException {
        return all(definitions);
    }

    /** Goes on as if the next obligation {@code name} were closed: it is, elsewhere. */
    Step assume(String name) throws InterruptedException {
        return all(List.of(lemma(name), "Admitted."));
    }

    /** Checks {@code sentences} up to the first that is refused. */
    private Step all(List<String> sentences) throws InterruptedException {
        Duration took = Duration.ZERO;
        for (String sentence : sentences) {
            Verdict verdict = session.check(sentence);
            took = took.plus(verdict.took());
            if (verdict instanceof Rejected rejected) {
                return refused(rejected, took);
            }
        }
        return new Step.Done(took);
    }

    /** Closes the next obligation {@code name} by {@code tactic}; refused, it is where it was. */
    public Step prove(String name, String tactic) throws InterruptedException {
        List<String> sentences = new ArrayList<>(List.of(lemma(name), "Proof."));
        sentences.addAll(CoqSentences.split(tactic));
        sentences.add("Qed.");
        Step step = allOrNone(sentences);
        if (step instanceof Step.Done) {
            closed.put(name, tactic);
        }
        return step;
    }

    /** Has CoqHammer look for a proof of the obligation {@code name}; nothing is changed. */
    Hammer.Result strike(Hammer hammer, String name) throws IOException, InterruptedException {
        return hammer.attack(session, definitions, lemma(name), Portfolio.open(isRelative()));
    }

    /** Makes the goals that stay open of the obligation {@code name} into lemmas; nothing is changed. */
    Generaliser.Result generalise(String name) throws InterruptedException {
        return Generaliser.attack(session, lemma(name), Portfolio.open(isRelative()));
    }

    /** Closes the next obligation {@code name} by what CoqHammer finds; whether it did. */
    public boolean isClosedBy(Hammer hammer, String name) throws IOException, InterruptedException {
        return strike(hammer, name) instanceof Hammer.Result.Found found
                && prove(name, found.proof()) instanceof Step.Done;
    }

    /** Checks {@code sentences}; if one is refused, it is as if none had been checked. */
    private Step allOrNone(List<String> sentences) throws InterruptedException {
        StateId before = session.tip();
        Step step = all(sentences);
        if (step instanceof Step.Refused) {
            session.backTo(before);
        }
        return step;
    }

    /**
     * The facts of the relation, by number, that the obligation {@code name} is not shown to keep: each is tried alone, from
     * the relation as a whole. Nothing is changed.
     *
     * @param isOver whether to end before all are tried; those that are left then count as kept
     */
    Set<Integer> unkept(String name, BooleanSupplier isOver) throws InterruptedException {
        StateId before = session.tip();
        Set<Integer> unkept = new TreeSet<>();
        for (ProofText.Kept kept : proof.kept(name)) {
            if (unkept.contains(kept.fact()) || isOver.getAsBoolean()) {
                continue;
            }
            boolean shown = all(CoqSentences.split(kept.definition())) instanceof Step.Done
                    && isShown("Lemma kept_alone : " + kept.statement() + ".");
            if (!shown) {
                unkept.add(kept.fact());
            }
            session.backTo(before);
        }
        return unkept;
    }

    private boolean isShown(String lemma) throws InterruptedException {
        for (String tactic : Portfolio.quick(isRelative())) {
            List<String> sentences = new ArrayList<>(List.of(lemma, "Proof."));
            sentences.addAll(CoqSentences.split(tactic));
            sentences.add("Qed.");
            if (allOrNone(sentences) instanceof Step.Done) {
                return true;
            }
        }
        return false;
    }

    /** What is left of the obligation {@code name} after {@code tactic}; nothing is changed. */
    public List<String> left(String name, String tactic) throws InterruptedException {
        StateId before = session.tip();
        List<String> left = List.of();
        boolean accepted = true;
        List<String> sentences = new ArrayList<>(List.of(lemma(name), "Proof."));
        sentences.addAll(CoqSentences.split(tactic));
        for (String sentence : sentences) {
            if (accepted) {
                Verdict verdict = session.check(sentence);
                accepted = verdict instanceof Accepted;
                left = goals(verdict);
            }
        }
        session.backTo(before);
        return left;
    }

    /** The refinement follows. */
    public Step finish() throws InterruptedException {
        return all(CoqSentences.split(proof.tail()));
    }

    /** What is proposed besides the refinement. */
    public List<Claim> claims() {
        return proof.claims();
    }

    /** Proves a claim after the refinement by one of its ways; refused, nothing is changed. */
    public Step claim(String way) throws InterruptedException {
        return allOrNone(CoqSentences.split(way));
    }

    /** A way to prove a claim with what CoqHammer finds; nothing is changed. */
    Optional<String> hammered(Hammer hammer, String way) throws IOException, InterruptedException {
        return HammeredClaim.of(session, definitions, hammer, way);
    }

    private String lemma(String name) {
        return "Lemma " + name + " : " + obligations.get(name) + ".";
    }

    private static Step refused(Rejected rejected, Duration took) {
        return new Step.Refused(rejected.error().name(), rejected.message(), goals(rejected), took);
    }

    private static List<String> goals(Verdict verdict) {
        return verdict.goals().foreground().stream().map(Goal::toString).toList();
    }

    /** The first of {@code goals}, cut for a line of a log. */
    static String shown(List<String> goals) {
        Optional<String> first = goals.stream().findFirst();
        return first.map(goal -> goal.length() <= 2_000 ? goal : goal.substring(0, 2_000) + " ...")
                .orElse("");
    }
}
