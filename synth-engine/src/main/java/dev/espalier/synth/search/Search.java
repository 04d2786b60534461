package dev.espalier.synth.search;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.growth.Boundedness;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.machine.Extent;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.machine.Restriction;
import dev.espalier.synth.prover.session.ProverSession;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The default policy: begin with everything as the specification has it, and let the reason why a design does not do say
 * which piece to represent otherwise. Designs that drop less come first, of those the last made. Designs are attempted side
 * by side in a {@link Pool}, and each counts when its turn comes.
 */
public final class Search {
    /** Where events go, in order, before the next design takes its turn. */
    public interface Listener {
        /** Takes {@code event}. */
        void event(Event event) throws IOException;
    }

    /** How many designs are looked at beyond the one whose turn it is. */
    private static final int AHEAD = 32;

    private static final String SHARE_SPENT = "half of the time that was left went by at this design";

    private final Target target;
    private final ProverSession.Source prover;
    private final Settings settings;
    private final Optional<Hammer> hammer;
    private final Listener listener;
    private final Map<Integer, Event.Failed> known = new HashMap<>();
    /** How many obligations of each design were closed at most. */
    private final Map<Integer, Integer> proved = new HashMap<>();

    /** Those of the try that the design is at. */
    private final Map<Integer, Integer> counted = new HashMap<>();

    private final Set<Event.Stalled> told = new HashSet<>();
    private final Map<String, Outcome.Closed> closed = new LinkedHashMap<>();
    private Optional<Outcome.Partial> best = Optional.empty();

    /**
     * @param prover opens sessions; for several threads
     * @param hammer CoqHammer, if it is asked
     * @param before the events of the same search up to where it was interrupted; empty for a new one
     */
    Search(
            Target target,
            ProverSession.Source prover,
            Settings settings,
            Optional<Hammer> hammer,
            Listener listener,
            List<Event> before) {
        this.target = target;
        this.prover = prover;
        this.settings = settings;
        this.hammer = hammer;
        this.listener = listener;
        for (Event event : before) {
            switch (event) {
                case Event.Failed failed -> known.put(failed.id(), failed);
                case Event.Stalled stalled -> told.add(stalled);
                default -> note(event);
            }
        }
    }

    /** Searches. */
    public Outcome run() throws IOException, InterruptedException {
        long end = System.nanoTime() + settings.budget().toNanos();
        Observations unrestricted = Observations.of(target.machine(), Restriction.NONE, Extent.USUAL, settings.seed());
        Optional<Outcome> useless = useless(unrestricted);
        if (useless.isPresent()) {
            return useless.get();
        }
        Ground ground = new Ground(
                prover, settings.seed(), hammer, new Boundedness(target, settings.seed()), unrestricted, end);
        try (Pool<Target, Attempt> pool =
                new Pool<>(settings.searches(), node -> new Attempt(node, ground), target::forAnotherThread)) {
            return search(pool, ground);
        }
    }

    private Outcome search(Pool<Target, Attempt> pool, Ground ground) throws IOException, InterruptedException {
        Agenda agenda = new Agenda(Design.asSpecified(target.leaves()));
        Stagnation stagnation = new Stagnation(settings.designsMax());
        int taken = 0;
        @Nullable Cause last = null;
        while (!agenda.isEmpty()) {
            if (ground.isOver()) {
                return over(outOfTime(), true);
            }
            if (taken++ == settings.designsMax()) {
                return over(taken - 1 + " designs were tried, which is the most allowed", true);
            }
            Node node = agenda.next();
            Cause cause = remembered(node);
            if (cause == null) {
                tell(node);
                Result result = follow(pool, node, agenda.waiting());
                if (result.isClosed() && closed.size() == settings.candidates()) {
                    return over("", false);
                }
                if (result.isNew()) {
                    agenda.closed(node);
                }
                if (result.isLate()) {
                    if (ground.isOver()) {
                        return over(outOfTime(), true);
                    }
                    agenda.putOff(node);
                    stalled(new Event.Stalled(node.id(), 1, SHARE_SPENT, "it is put off until no other design waits"));
                }
                cause = result.cause();
            }
            if (cause != null) {
                last = cause;
                int count = proved.getOrDefault(node.id(), 0);
                agenda.failed(node, cause, count);
                Optional<String> noProgress = stagnation.failed(Causes.event(node.id(), cause, 0), count);
                if (noProgress.isPresent()) {
                    Optional<String> leap = agenda.leap();
                    if (leap.isPresent()) {
                        stalled(new Event.Stalled(node.id(), 1, noProgress.get(), leap.get()));
                    }
                }
            }
            if (agenda.isEmpty()) {
                Optional<Event.Stalled> further = agenda.escalated(node);
                if (further.isPresent()) {
                    stalled(further.get());
                }
            }
        }
        return over(
                "no design is left to try; the last one failed because " + (last == null ? "" : last.words()), false);
    }

    private void stalled(Event.Stalled event) throws IOException {
        if (told.add(event)) {
            listener.event(event);
        }
    }

    private void note(Event event) {
        switch (event) {
            case Event.Designed designed -> counted.put(designed.id(), 0);
            case Event.Defined defined -> counted.put(defined.id(), 0);
            case Event.Proved one -> {
                int count = counted.merge(one.id(), 1, Integer::sum);
                proved.merge(one.id(), count, Math::max);
            }
            default -> {}
        }
    }

    private String outOfTime() {
        return "the budget of " + settings.budget() + " is used up";
    }

    /** The designs whose turn comes next if no other is made before, those that are known to fail left out. */
    private List<Node> following(List<Node> waiting) {
        return waiting.stream()
                .filter(node -> !known.containsKey(node.id()))
                .limit(AHEAD)
                .toList();
    }

    /** Tells what happens in the attempt at {@code node}, whose turn it is, until it ends. */
    private Result follow(Pool<Target, Attempt> pool, Node node, List<Node> waiting)
            throws IOException, InterruptedException {
        Attempt attempt = pool.turn(node, following(waiting));
        try {
            String program = "";
            for (Optional<Event> event = attempt.next(); event.isPresent(); event = attempt.next()) {
                listener.event(event.get());
                note(event.get());
                if (event.get() instanceof Event.Grown grown) {
                    program = program(grown.core());
                    Outcome.Closed same = closed.get(program);
                    if (same != null) {
                        String words = "it comes to the core of design " + same.design();
                        listener.event(new Event.Failed(node.id(), "Same", "", "", words, grown.millis()));
                        return Result.SAME;
                    }
                }
            }
            return switch (attempt.ending()) {
                case Attempt.Ending.Failed(Cause cause, Optional<Outcome.Partial> partial) -> {
                    best = partial.or(() -> best);
                    yield Result.failed(cause);
                }
                case Attempt.Ending.Closed(Outcome.Closed core) -> {
                    closed.put(program, core);
                    yield Result.NEW;
                }
                case Attempt.Ending.Late(Optional<Outcome.Partial> partial) -> {
                    best = partial.or(() -> best);
                    yield Result.LATE;
                }
            };
        } finally {
            pool.over(node);
        }
    }

    /** What was found, or why nothing was. */
    private Outcome over(String why, boolean outOfBudget) {
        return closed.isEmpty()
                ? new Outcome.None(why, outOfBudget, best)
                : new Outcome.Proved(List.copyOf(closed.values()));
    }

    /** Of a specification whose guards contradict themselves every core is correct, and none is of any use. */
    private Optional<Outcome> useless(Observations observations) {
        for (Method method : List.of(Method.PUT, Method.GET)) {
            if (observations.of(method).isEmpty()) {
                return Optional.of(new Outcome.None(
                        "in no run of " + target.name() + " itself is a " + method.word() + " ever let in: its "
                                + method.word() + "_guard is never true, so any core would do and none would be of use;"
                                + " espalier spec check looks into it",
                        false,
                        best));
            }
        }
        return Optional.empty();
    }

    private @Nullable Cause remembered(Node node) {
        Event.Failed failed = known.get(node.id());
        return failed == null ? null : Causes.of(failed, target, node.design()).orElse(null);
    }

    private void tell(Node node) throws IOException {
        Map<String, String> choices = new LinkedHashMap<>();
        for (Map.Entry<Leaf, Representation> choice : node.design().choices().entrySet()) {
            choices.put(choice.getKey().toString(), choice.getValue().words());
        }
        listener.event(
                new Event.Designed(node.id(), node.parent(), node.design().words(), choices, node.reason()));
    }

    /** A cause, or a core that is closed, or time was up. */
    private record Result(@Nullable Cause cause, boolean isClosed, boolean isNew) {
        static final Result NEW = new Result(null, true, true);
        static final Result SAME = new Result(null, true, false);
        static final Result LATE = new Result(null, false, false);

        boolean isLate() {
            return cause == null && !isClosed;
        }

        static Result failed(Cause cause) {
            return new Result(cause, false, false);
        }
    }

    /** A core's text without the words on its design: two designs may come to the same core. */
    private static String program(String core) {
        return core.substring(core.indexOf("*)") + 2);
    }
}
