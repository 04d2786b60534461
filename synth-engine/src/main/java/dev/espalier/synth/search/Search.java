package dev.espalier.synth.search;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.growth.Candidate;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.prover.session.ProverSession;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
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

    /**
     * What a search works with.
     *
     * @param prover opens sessions; for several threads
     * @param hammer CoqHammer, if it is asked
     * @param speed says which of several cores are the fastest
     * @param groundwork what was found out before for the same specification and seed
     */
    record Means(
            ProverSession.Source prover, Optional<Hammer> hammer, Ranking speed, Meter meter, Groundwork groundwork) {}

    /** Ranks cores. */
    interface Ranking {
        /** The same cores, the one to take first. */
        List<Outcome.Closed> order(List<Outcome.Closed> cores) throws IOException, InterruptedException, GateFailure;
    }

    private final Target target;
    private final Means means;
    private final Settings settings;
    private final Configuration configuration;
    private final Listener listener;
    private final Map<Integer, Event.Failed> known = new HashMap<>();
    /** How many obligations of each design were closed at most. */
    private final Map<Integer, Integer> proved = new HashMap<>();

    /** Those of the try that the design is at. */
    private final Map<Integer, Integer> counted = new HashMap<>();

    private final Set<Event.Stalled> told = new HashSet<>();
    private final Map<String, Outcome.Closed> closed = new LinkedHashMap<>();

    private final Drafts drafts = new Drafts();
    private Optional<Outcome.Partial> best = Optional.empty();

    /**
     * @param before the events of the same search up to where it was interrupted; empty for a new one
     */
    Search(Target target, Means means, Settings settings, Listener listener, List<Event> before) {
        this.target = target;
        this.means = means;
        this.settings = settings;
        this.configuration = settings.configuration();
        this.listener = listener;
        for (Event event : before) {
            switch (event) {
                // What a proof failed at must not say which core is chosen, nor whether it was seen before.
                case Event.Failed failed
                when !configuration.provesAsItGrows()
                        && (failed.kind().equals("Unproved") || failed.kind().equals("IllTyped")) -> {}
                case Event.Failed failed -> known.put(failed.id(), failed);
                case Event.Stalled stalled -> told.add(stalled);
                default -> note(event);
            }
        }
    }

    /** Searches. */
    public Outcome run() throws IOException, InterruptedException, GateFailure {
        Meter meter = means.meter();
        long end = meter.now() + settings.budget().toNanos();
        Groundwork.Runs runs = means.groundwork().runs(target, settings.seed(), meter);
        Optional<Outcome> useless = useless(runs.unrestricted());
        if (useless.isPresent()) {
            return useless.get();
        }
        Ground ground = new Ground(
                means.prover(),
                settings.seed(),
                means.hammer(),
                runs.boundedness(),
                runs.unrestricted(),
                means.groundwork(),
                configuration,
                meter,
                end,
                new AtomicLong(end));
        try (Pool<Target, Attempt> pool = new Pool<>(
                settings.searches(), node -> new Attempt(node, ground, drafts.put(node)), target::forAnotherThread)) {
            if (configuration.provesAsItGrows()) {
                return search(pool, ground);
            }
            Outcome none = search(pool, ground.forAShare());
            if (drafts.isEmpty()) {
                return none;
            }
            return configuration.has(Faculty.PROOF) ? proved(pool) : claimed(pool);
        }
    }

    /** The cores are what they are: the prover is asked about each, and what it says changes none of them. */
    private Outcome proved(Pool<Target, Attempt> pool) throws IOException, InterruptedException {
        String why = "";
        for (Drafts.Draft draft : drafts.all()) {
            Result result = put(pool, draft);
            why = result.cause() == null ? outOfTime() : result.cause().words();
        }
        return over("the code was chosen first, and its proof stays open: " + why, false);
    }

    /** The fastest is taken for right; whether it is comes after that. */
    private Outcome claimed(Pool<Target, Attempt> pool) throws IOException, InterruptedException, GateFailure {
        Outcome.Closed taken = means.speed()
                .order(drafts.all().stream().map(Drafts.Draft::core).toList())
                .getFirst();
        means.meter().settle();
        Result result = put(pool, drafts.of(taken.design()));
        String why = result.cause() == null ? outOfTime() : result.cause().words();
        return result.isClosed() ? over("", false) : new Outcome.Claimed(taken, why);
    }

    private Result put(Pool<Target, Attempt> pool, Drafts.Draft draft) throws IOException, InterruptedException {
        Node node = draft.node().withPatience();
        drafts.putToTheProver(draft);
        tell(node);
        return follow(pool, node, List.of());
    }

    private Outcome search(Pool<Target, Attempt> pool, Ground ground) throws IOException, InterruptedException {
        Agenda agenda = new Agenda(Design.asSpecified(target.leaves()), configuration, settings.seed());
        Stagnation stagnation = new Stagnation(settings.designsMax(), configuration.has(Faculty.FEEDBACK));
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
                if (result.isClosed() && closed.size() + drafts.size() == settings.wanted()) {
                    return over("", false);
                }
                if (result.isNew()) {
                    agenda.closed(node);
                    if (configuration.provesAsItGrows()) {
                        ground.endAfter(settings.further());
                    }
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
            String program = drafts.programOf(node);
            for (Optional<Event> event = attempt.next(); event.isPresent(); event = attempt.next()) {
                listener.event(event.get());
                note(event.get());
                if (event.get() instanceof Event.Grown grown) {
                    program = program(grown.core());
                    OptionalInt same = designOf(program);
                    if (same.isPresent()) {
                        String words = "it comes to the core of design " + same.getAsInt();
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
                case Attempt.Ending.Drafted(Candidate candidate) -> {
                    drafts.add(program, node, candidate);
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

    /** The design that has come to {@code program} before. */
    private OptionalInt designOf(String program) {
        Outcome.Closed same = closed.get(program);
        return same == null ? drafts.designOf(program) : OptionalInt.of(same.design());
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
