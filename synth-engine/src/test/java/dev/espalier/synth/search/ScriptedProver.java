package dev.espalier.synth.search;

import dev.espalier.synth.prover.session.Accepted;
import dev.espalier.synth.prover.session.Answered;
import dev.espalier.synth.prover.session.Goal;
import dev.espalier.synth.prover.session.ProofState;
import dev.espalier.synth.prover.session.ProverError;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.QueryResult;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.StateId;
import dev.espalier.synth.prover.session.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Accepts what it is asked but for the proofs of some obligations, of which it leaves one goal. */
final class ScriptedProver implements ProverSession.Source {
    private final String goal;
    private final BiPredicate<String, String> open;
    private final List<String> asked = new ArrayList<>();

    /**
     * @param goal what it leaves
     * @param open whether an obligation stays open, by its name and all that was accepted before
     */
    ScriptedProver(String goal, BiPredicate<String, String> open) {
        this.goal = goal;
        this.open = open;
    }

    /** All sentences so far. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void note(String sentence) {
        asked.add(sentence);
    }

    @Override
    public String foundation() {
        return "scripted";
    }

    @Override
    public ProverSession open() {
        return new Session();
    }

    private final class Session implements ProverSession {
        private final List<String> script = new ArrayList<>();
        private final List<StateId> states = new ArrayList<>(List.of(StateId.root(foundation())));

        @Override
        public Verdict check(String sentence) {
            note(sentence);
            boolean proof = sentence.startsWith("close_") || sentence.contains("use_facts");
            boolean asserted = sentence.startsWith("assert");
            if ((proof && open.test(lemma(), String.join("\n", script))) || asserted) {
                return new Rejected(ProverError.TACTIC_FAILURE, "no", Optional.empty(), goals(), Duration.ZERO);
            }
            script.add(sentence);
            states.add(tip().then(sentence));
            return new Accepted(tip(), goals(), List.of(), Duration.ZERO);
        }

        private String lemma() {
            return script.reversed().stream()
                    .filter(sentence -> sentence.startsWith("Lemma "))
                    .map(sentence -> sentence.substring("Lemma ".length(), sentence.indexOf(" :")))
                    .findFirst()
                    .orElse("");
        }

        @Override
        public StateId tip() {
            return states.getLast();
        }

        @Override
        public ProofState goals() {
            return new ProofState(true, List.of(new Goal("1", List.of(), goal)), List.of(), List.of(), List.of());
        }

        @Override
        public void backTo(StateId state) {
            int depth = states.indexOf(state);
            states.subList(depth + 1, states.size()).clear();
            script.subList(depth, script.size()).clear();
        }

        @Override
        public QueryResult query(String command) {
            return new Answered(List.of());
        }

        @Override
        public void interrupt() {}

        @Override
        public void close() {}
    }
}
