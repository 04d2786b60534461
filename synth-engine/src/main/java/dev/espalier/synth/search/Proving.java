package dev.espalier.synth.search;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.growth.Candidate;
import dev.espalier.synth.growth.Claim;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.prover.session.ProverSession;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Puts a core to the prover: its definitions with a hole for each obligation, the obligations in order, the refinement, and
 * what else is claimed. With room for a second prover, that one takes obligations from the end; they count in their order
 * all the same, so what comes of it is what one prover alone would say.
 */
final class Proving {
    /** CoqHammer takes its time, and few ways to prove a claim are worth that. */
    private static final int HAMMERED_MAX = 2;

    private final Ground ground;
    private final int design;
    private final Target target;
    private final Candidate candidate;
    private final Pool.Room room;
    private final Search.Listener listener;
    private final Map<String, String> proofs = new LinkedHashMap<>();

    Proving(Ground ground, int design, Target target, Candidate candidate, Pool.Room room, Search.Listener listener) {
        this.ground = ground;
        this.design = design;
        this.target = target;
        this.candidate = candidate;
        this.room = room;
        this.listener = listener;
    }

    Attempt.Ending run() throws IOException, InterruptedException {
        boolean lent = room.lend();
        try (ProverSession session = ground.prover().open()) {
            Development development = new Development(session, target, candidate);
            ConcurrentLinkedDeque<String> left = new ConcurrentLinkedDeque<>(development.obligations());
            if (!lent) {
                return prove(development, left, null);
            }
            try (SecondProver second = SecondProver.start(ground, design, target, candidate, left)) {
                return prove(development, left, second);
            }
        } finally {
            if (lent) {
                room.giveBack();
            }
        }
    }

    private Attempt.Ending prove(
            Development development, ConcurrentLinkedDeque<String> left, @Nullable SecondProver second)
            throws IOException, InterruptedException {
        int holes = development.obligations().size();
        switch (development.define()) {
            case Development.Step.Refused refused -> {
                return illTyped("definitions", refused);
            }
            case Development.Step.Done(Duration took) ->
                listener.event(new Event.Defined(design, holes, took.toMillis()));
        }
        Attack attack = new Attack(design, development, ground, listener);
        for (String obligation : development.obligations()) {
            // What is not left is with the second prover, as is all that comes after it.
            @Nullable SecondProver elsewhere = second == null || left.remove(obligation) ? null : second;
            switch (elsewhere == null ? attack.on(obligation) : elsewhere.result(obligation, listener)) {
                case Attack.Result.Closed(String by, String proof, Duration took) -> {
                    proofs.put(obligation, proof);
                    listener.event(new Event.Proved(design, obligation, by, --holes, took.toMillis()));
                    if (elsewhere != null
                            && development.assume(obligation) instanceof Development.Step.Refused refused) {
                        return illTyped(obligation, refused);
                    }
                }
                case Attack.Result.Open(String goal) -> {
                    Optional<Outcome.Partial> best = Optional.of(new Outcome.Partial(design, candidate, proofs));
                    return ground.isOver()
                            ? new Attempt.Ending.Late(best)
                            : new Attempt.Ending.Failed(new Cause.Unproved(obligation, goal), best);
                }
            }
        }
        if (development.finish() instanceof Development.Step.Refused refused) {
            return illTyped("the refinement", refused);
        }
        return new Attempt.Ending.Closed(new Outcome.Closed(design, candidate, proofs, claims(development)));
    }

    private Attempt.Ending illTyped(String step, Development.Step.Refused refused) throws IOException {
        listener.event(Attack.event(design, step, refused));
        return new Attempt.Ending.Failed(new Cause.IllTyped(refused.message()), Optional.empty());
    }

    /** What else can be proved; a core without it is one still, and its report says so. */
    private Map<String, String> claims(Development development) throws IOException, InterruptedException {
        Map<String, String> proved = new LinkedHashMap<>();
        for (Claim claim : development.claims()) {
            for (String way : claim.alternatives()) {
                if (proved.containsKey(claim.name()) || ground.isOver()) {
                    break;
                }
                switch (development.claim(way)) {
                    case Development.Step.Done(Duration took) -> {
                        proved.put(claim.name(), way);
                        listener.event(new Event.Proved(design, claim.name(), Portfolio.CLAIM, 0, took.toMillis()));
                    }
                    case Development.Step.Refused refused ->
                        listener.event(Attack.event(design, claim.name(), refused));
                }
            }
            if (!proved.containsKey(claim.name()) && ground.hammer().isPresent()) {
                hammered(development, claim, ground.hammer().get(), proved);
            }
        }
        return proved;
    }

    private void hammered(Development development, Claim claim, Hammer hammer, Map<String, String> proved)
            throws IOException, InterruptedException {
        List<String> ways = claim.alternatives();
        for (String way : ways.subList(0, Math.min(HAMMERED_MAX, ways.size()))) {
            if (ground.isOver()) {
                return;
            }
            long start = System.nanoTime();
            Optional<String> text = development.hammered(hammer, way);
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            if (text.isPresent() && development.claim(text.get()) instanceof Development.Step.Done) {
                proved.put(claim.name(), text.get());
                listener.event(new Event.Proved(design, claim.name(), "CoqHammer", 0, millis));
                return;
            }
            listener.event(new Event.Refused(
                    design, claim.name(), "TACTIC_FAILURE", "CoqHammer leaves a goal of it open", "", millis));
        }
    }
}
