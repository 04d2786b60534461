package dev.espalier.synth.search;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.growth.Boundedness;
import dev.espalier.synth.growth.Candidate;
import dev.espalier.synth.growth.Claim;
import dev.espalier.synth.growth.CoreText;
import dev.espalier.synth.growth.Grower;
import dev.espalier.synth.growth.Growth;
import dev.espalier.synth.growth.Reloader;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.machine.Extent;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.machine.Restriction;
import dev.espalier.synth.prover.session.ProverSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The default policy: begin with everything as the specification has it, and let the reason why a design does not do say
 * which piece to represent otherwise. Designs that drop less come first, of those the last made.
 */
public final class Search {
    /** Where events go, before the next move is made. */
    public interface Listener {
        /** Takes {@code event}. */
        void event(Event event) throws IOException;
    }

    private record Node(int id, int parent, Design design, String reason) {
        long dropped() {
            return design.choices().values().stream()
                    .filter(Representation.Dropped.class::isInstance)
                    .count();
        }
    }

    private final Target target;
    private final ProverSession.Source prover;
    private final Settings settings;
    private final Listener listener;
    private final Map<Integer, Event.Failed> known = new HashMap<>();
    private int journaled;
    private final Map<String, Outcome.Closed> closed = new LinkedHashMap<>();
    private Optional<Outcome.Partial> best = Optional.empty();

    /**
     * @param before the events of the same search up to where it was interrupted; empty for a new one
     */
    public Search(
            Target target, ProverSession.Source prover, Settings settings, Listener listener, List<Event> before) {
        this.target = target;
        this.prover = prover;
        this.settings = settings;
        this.listener = listener;
        for (Event event : before) {
            if (event instanceof Event.Failed failed) {
                known.put(failed.id(), failed);
            }
            if (event instanceof Event.Designed designed) {
                journaled = Math.max(journaled, designed.id() + 1);
            }
        }
    }

    /** Searches. */
    public Outcome run() throws IOException, InterruptedException {
        long end = System.nanoTime() + settings.budget().toNanos();
        Boundedness boundedness = new Boundedness(target, settings.seed());
        Observations unrestricted = Observations.of(target.machine(), Restriction.NONE, Extent.USUAL, settings.seed());
        Optional<Outcome> useless = useless(unrestricted);
        if (useless.isPresent()) {
            return useless.get();
        }
        PriorityQueue<Node> waiting = new PriorityQueue<>(Comparator.comparingLong(Node::dropped)
                .thenComparing(Comparator.comparingInt(Node::id).reversed()));
        Set<Design> seen = new HashSet<>();
        Design first = Design.asSpecified(target.leaves());
        seen.add(first);
        waiting.add(new Node(0, -1, first, "the specification's own representation"));
        int made = 1;
        int taken = 0;
        @Nullable Cause last = null;
        while (!waiting.isEmpty()) {
            if (System.nanoTime() > end) {
                return over("the budget of " + settings.budget() + " is used up", true);
            }
            if (taken++ == settings.designsMax()) {
                return over(taken - 1 + " designs were tried, which is the most allowed", true);
            }
            Node node = waiting.remove();
            Cause cause = remembered(node);
            if (cause == null) {
                tell(node);
                long start = System.nanoTime();
                Result result = attempt(node, boundedness, unrestricted, end);
                if (result.isClosed()) {
                    if (closed.size() == settings.candidates()) {
                        return over("", false);
                    }
                    for (Design design : result.isNew() ? Reloader.beside(node.design()) : List.<Design>of()) {
                        if (seen.add(design)) {
                            waiting.add(new Node(made++, node.id(), design, "another core, to compare its speed"));
                        }
                    }
                    continue;
                }
                cause = result.cause();
                if (cause == null) {
                    return over("the budget of " + settings.budget() + " is used up", true);
                }
                listener.event(Causes.event(node.id(), cause, millis(start)));
            }
            last = cause;
            List<Design> next = Reloader.after(node.design(), cause);
            // The last made is the first tried.
            for (Design design : next.reversed()) {
                if (seen.add(design)) {
                    waiting.add(new Node(made++, node.id(), design, cause.words()));
                }
            }
        }
        return over(
                "no design is left to try; the last one failed because " + (last == null ? "" : last.words()), false);
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

        static Result failed(Cause cause) {
            return new Result(cause, false, false);
        }
    }

    private Result attempt(Node node, Boundedness boundedness, Observations unrestricted, long end)
            throws IOException, InterruptedException {
        Optional<Cause> exceeded = boundedness.exceeded(node.design());
        if (exceeded.isPresent()) {
            return Result.failed(exceeded.get());
        }
        long start = System.nanoTime();
        return switch (new Grower(target, node.design(), unrestricted, Extent.USUAL, settings.seed()).grow()) {
            case Growth.Failed(Cause cause) -> Result.failed(cause);
            case Growth.Grown(Candidate candidate) -> {
                String text = new CoreText(target, candidate).file();
                listener.event(new Event.Grown(node.id(), text, millis(start)));
                Outcome.Closed same = closed.get(program(text));
                if (same != null) {
                    listener.event(new Event.Failed(
                            node.id(),
                            "Same",
                            "",
                            "",
                            "it comes to the core of design " + same.design(),
                            millis(start)));
                    yield Result.SAME;
                }
                yield prove(node, candidate, program(text), end);
            }
        };
    }

    private Result prove(Node node, Candidate candidate, String program, long end)
            throws IOException, InterruptedException {
        try (ProverSession session = prover.open()) {
            Development development = new Development(session, target, candidate);
            int holes = development.obligations().size();
            switch (development.define()) {
                case Development.Step.Refused refused -> {
                    tell(node, "definitions", refused);
                    return Result.failed(new Cause.IllTyped(refused.message()));
                }
                case Development.Step.Done(Duration took) ->
                    listener.event(new Event.Defined(node.id(), holes, took.toMillis()));
            }
            for (String obligation : development.obligations()) {
                String goal = close(node, development, obligation, --holes, end);
                if (goal != null) {
                    best = Optional.of(
                            new Outcome.Partial(node.id(), candidate, new LinkedHashMap<>(development.closed())));
                    return System.nanoTime() > end ? Result.LATE : Result.failed(new Cause.Unproved(obligation, goal));
                }
            }
            if (development.finish() instanceof Development.Step.Refused refused) {
                tell(node, "the refinement", refused);
                return Result.failed(new Cause.IllTyped(refused.message()));
            }
            closed.put(
                    program,
                    new Outcome.Closed(node.id(), candidate, development.closed(), claims(node, development, end)));
            return Result.NEW;
        }
    }

    /** A core's text without the words on its design: two designs may come to the same core. */
    private static String program(String core) {
        return core.substring(core.indexOf("*)") + 2);
    }

    /** What else can be proved; a core without it is one still, and its report says so. */
    private Map<String, String> claims(Node node, Development development, long end)
            throws IOException, InterruptedException {
        Map<String, String> proved = new LinkedHashMap<>();
        for (Claim claim : development.claims()) {
            for (String way : claim.alternatives()) {
                if (proved.containsKey(claim.name()) || System.nanoTime() > end) {
                    break;
                }
                switch (development.claim(way)) {
                    case Development.Step.Done(Duration took) -> {
                        proved.put(claim.name(), way);
                        listener.event(new Event.Proved(node.id(), claim.name(), Portfolio.CLAIM, 0, took.toMillis()));
                    }
                    case Development.Step.Refused refused -> tell(node, claim.name(), refused);
                }
            }
        }
        return proved;
    }

    /** The goal that stays open, or {@code null} if none does. */
    private @Nullable String close(Node node, Development development, String obligation, int holes, long end)
            throws IOException, InterruptedException {
        for (String tactic : Portfolio.tactics(development.isRelative())) {
            if (System.nanoTime() > end) {
                return "";
            }
            switch (development.prove(obligation, tactic)) {
                case Development.Step.Done(Duration took) -> {
                    listener.event(new Event.Proved(node.id(), obligation, tactic, holes, took.toMillis()));
                    return null;
                }
                case Development.Step.Refused refused -> tell(node, obligation, refused);
            }
        }
        String left = Development.shown(development.left(obligation, Portfolio.open(development.isRelative())));
        return left.isEmpty() ? "the prover shows no goal" : left;
    }

    private void tell(Node node, String step, Development.Step.Refused refused) throws IOException {
        listener.event(new Event.Refused(
                node.id(),
                step,
                refused.kind(),
                refused.message(),
                Development.shown(refused.goals()),
                refused.took().toMillis()));
    }

    private static long millis(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
