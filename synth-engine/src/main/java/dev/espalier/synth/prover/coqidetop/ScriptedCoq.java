package dev.espalier.synth.prover.coqidetop;

import dev.espalier.synth.prover.session.Message;
import dev.espalier.synth.prover.session.ProofState;
import dev.espalier.synth.prover.session.SessionLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One process and the sentences that it has executed. It is used until it is lost, then another takes its place. */
final class ScriptedCoq {
    private static final Duration LEAST = Duration.ofMillis(1);

    /** What became of a sentence. */
    sealed interface Outcome {}

    /** It was executed. */
    record Done(ProofState goals, List<Message> messages) implements Outcome {}

    /** It was not; {@code parsing} if it was not even understood. */
    record Failed(Answer.Bad answer, boolean parsing) implements Outcome {}

    private final CoqDialogue dialogue;
    private final Duration slowly;
    /** Coq's names for the states: the root's, and one for each sentence. */
    private final List<Integer> states = new ArrayList<>();
    /** Whether Coq's tip is not the last of them. */
    private boolean moved;

    private ScriptedCoq(CoqDialogue dialogue, Duration slowly) {
        this.dialogue = dialogue;
        this.slowly = slowly;
    }

    static ScriptedCoq start(CoqIdeTopSource source, Path home) throws ProverLost, InterruptedException {
        SessionLimits limits = source.limits();
        CoqDialogue dialogue = new CoqDialogue(ProverProcess.start(source.command(), home, limits), limits);
        boolean begun = false;
        try {
            ScriptedCoq coq = new ScriptedCoq(dialogue, limits.startup());
            switch (dialogue.call(Calls.INIT, "", limits.startup())) {
                case Answer.Good good -> coq.states.add(Answers.state(good.content()));
                case Answer.Bad bad -> throw dialogue.unusable("it does not begin: " + bad.message());
            }
            begun = true;
            return coq;
        } catch (GarbledAnswer e) {
            throw dialogue.unusable(String.valueOf(e.getMessage()));
        } finally {
            if (!begun) {
                dialogue.close();
            }
        }
    }

    boolean isAlive() {
        return dialogue.isAlive();
    }

    long pid() {
        return dialogue.pid();
    }

    void interrupt() {
        dialogue.interrupt();
    }

    void close() {
        dialogue.close();
    }

    /** How many sentences it has executed. */
    int depth() {
        return states.size() - 1;
    }

    /** Forgets all but the first {@code depth} sentences, if there are more. */
    void truncate(int depth) {
        if (depth < depth()) {
            states.subList(depth + 1, states.size()).clear();
            moved = true;
        }
    }

    /** Moves Coq's tip to the last state; false if that cannot be done without keeping what came after it. */
    boolean settle() throws ProverLost, InterruptedException {
        if (!moved) {
            return true;
        }
        try {
            moved = switch (dialogue.call(Calls.editAt(states.getLast()), "", slowly)) {
                case Answer.Good good -> Answers.keptWhatFollows(good.content());
                case Answer.Bad bad -> true;
            };
            return !moved;
        } catch (GarbledAnswer e) {
            throw dialogue.unusable(String.valueOf(e.getMessage()));
        }
    }

    /** Executes {@code sentence} at the tip, after {@link #settle}. */
    Outcome add(String sentence, Duration limit) throws ProverLost, InterruptedException {
        long started = System.nanoTime();
        try {
            Answer added = dialogue.call(Calls.add(sentence, states.getLast()), sentence, limit);
            // Whatever fails from here on leaves Coq's tip where we do not want it.
            moved = true;
            if (added instanceof Answer.Bad bad) {
                return new Failed(bad, true);
            }
            Answer.Good parsed = (Answer.Good) added;
            int state = Answers.state(parsed.content());
            if (parsed.content().is("pair") && Answers.keptWhatFollows(parsed.content())) {
                throw dialogue.unusable("it went on with what had been forgotten");
            }
            Duration left = limit.minusNanos(System.nanoTime() - started);
            Answer executed = dialogue.call(Calls.GOAL, sentence, left.isPositive() ? left : LEAST);
            if (executed instanceof Answer.Bad bad) {
                return new Failed(bad, false);
            }
            Answer.Good done = (Answer.Good) executed;
            ProofState goals = Answers.goals(done.content());
            states.add(state);
            moved = false;
            List<Message> messages = new ArrayList<>(parsed.messages());
            messages.addAll(done.messages());
            return new Done(goals, messages);
        } catch (GarbledAnswer e) {
            throw dialogue.unusable(String.valueOf(e.getMessage()));
        }
    }

    /** Runs {@code command} at the tip, after {@link #settle}; the goals of what it answers are none. */
    Outcome query(String command, Duration limit) throws ProverLost, InterruptedException {
        return switch (dialogue.call(Calls.query(command, states.getLast()), command, limit)) {
            case Answer.Good good -> new Done(ProofState.NONE, good.messages());
            case Answer.Bad bad -> new Failed(bad, false);
        };
    }
}
