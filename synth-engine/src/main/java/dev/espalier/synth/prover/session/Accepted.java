package dev.espalier.synth.prover.session;

import java.time.Duration;
import java.util.List;

/**
 * The prover executed the sentence. This is no proof of anything yet: a sentence may be an axiom or give up a goal. What
 * a finished development proves, the proof gate decides.
 *
 * @param state the new tip
 * @param goals what is to be proved there
 * @param messages what the prover said, in order, at most the session's limit
 * @param took how long it took
 */
public record Accepted(StateId state, ProofState goals, List<Message> messages, Duration took) implements Verdict {
    public Accepted {
        messages = List.copyOf(messages);
    }
}
