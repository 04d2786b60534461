package dev.espalier.synth.search;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.growth.Candidate;
import dev.espalier.synth.growth.CoreText;
import dev.espalier.synth.growth.Growth;
import dev.espalier.synth.growth.StateFacts;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.machine.Extent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a design: methods are grown, and the core is put to the prover. What comes of it depends on nothing but the
 * design, so it may be made before it is known whether the design's turn will come. It is made by one thread and followed
 * by another.
 */
final class Attempt implements Pool.Task<Target> {
    /** How it ended. */
    sealed interface Ending {
        /** The design does not do. */
        record Failed(Cause cause, Optional<Outcome.Partial> best) implements Ending {}

        /** Its core is closed. */
        record Closed(Outcome.Closed core) implements Ending {}

        /** It has a core, which the prover is not asked about yet. */
        record Drafted(Candidate candidate) implements Ending {}

        /** Time was up, or the share of it that a design may have. */
        record Late(Optional<Outcome.Partial> best) implements Ending {}
    }

    /** What is said to whoever follows. */
    private sealed interface Said {
        record Told(Event event) implements Said {}

        record Over(Ending ending) implements Said {}

        record Broken(Throwable reason) implements Said {}
    }

    private final Node node;
    private final Ground whole;
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private final Optional<Candidate> draft;
    private Ground ground;
    private @Nullable Ending ending;

    /**
     * @param draft the core to put to the prover, if it was grown before; then nothing is grown
     */
    Attempt(Node node, Ground ground, Optional<Candidate> draft) {
        this.node = node;
        this.draft = draft;
        this.whole = ground;
        this.ground = ground;
    }

    @Override
    public void make(Target target, Pool.Room room) {
        try {
            said.add(new Said.Over(made(target, room)));
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            said.add(new Said.Broken(e));
        }
    }

    /** The next event; empty if there is none any more. Waits for it. */
    Optional<Event> next() throws IOException, InterruptedException {
        return switch (said.take()) {
            case Said.Told(Event event) -> Optional.of(event);
            case Said.Over(Ending how) -> {
                ending = how;
                yield Optional.empty();
            }
            case Said.Broken(IOException e) -> throw e;
            case Said.Broken(RuntimeException e) -> throw e;
            case Said.Broken(Error e) -> throw e;
            case Said.Broken(Throwable e) -> throw new IllegalStateException("an attempt was cut off", e);
        };
    }

    /** How it ended, after there is no next event any more. */
    Ending ending() {
        Ending how = ending;
        if (how == null) {
            throw new IllegalStateException("the attempt at design " + node.id() + " goes on");
        }
        return how;
    }

    private void tell(Event event) {
        said.add(new Said.Told(event));
    }

    private Ending made(Target target, Pool.Room room) throws IOException, InterruptedException {
        long start = System.nanoTime();
        ground = node.patient() ? whole : whole.forAShare();
        Ending how = draft.isPresent() ? proved(target, draft.get(), room) : grown(target, room);
        if (how instanceof Ending.Failed(Cause cause, Optional<Outcome.Partial> best)) {
            tell(Causes.event(node.id(), cause, millis(start)));
        }
        return how;
    }

    private Ending grown(Target target, Pool.Room room) throws IOException, InterruptedException {
        Optional<Cause> exceeded = ground.boundedness().exceeded(node.design());
        if (exceeded.isPresent()) {
            return new Ending.Failed(exceeded.get(), Optional.empty());
        }
        long start = System.nanoTime();
        return switch (ground.groundwork().growth(target, node.design(), ground)) {
            case Growth.Failed(Cause cause) -> new Ending.Failed(cause, Optional.empty());
            case Growth.Grown(Candidate candidate) -> {
                tell(new Event.Grown(node.id(), new CoreText(target, candidate).file(), millis(start)));
                yield ground.configuration().provesAsItGrows()
                        ? proved(target, candidate, room)
                        : new Ending.Drafted(candidate);
            }
        };
    }

    /**
     * If an obligation stays open, the relation may lack what would close it: then once more, with what is proposed. Or it
     * has too much, which no step keeps: then once more without that, until no step breaks what is left.
     */
    private Ending proved(Target target, Candidate candidate, Pool.Room room) throws IOException, InterruptedException {
        Ending first = attempted(target, candidate, room);
        if (!(first instanceof Ending.Failed(Cause.Unproved(String obligation, String goal), var best))) {
            return first;
        }
        long start = System.nanoTime();
        Candidate more = strengthened(target, candidate, goal);
        List<String> proposed =
                more.words().subList(candidate.facts().size(), more.facts().size());
        Ending last = first;
        if (!proposed.isEmpty()) {
            tell(new Event.Proposed(node.id(), obligation, proposed, millis(start)));
            last = attempted(target, more, room);
        }
        last = weakened(target, more, last, room);
        return last instanceof Ending.Failed ? first : last;
    }

    private Candidate strengthened(Target target, Candidate candidate, String goal) {
        Configuration configuration = ground.configuration();
        return configuration.has(Faculty.PROPOSER)
                ? StateFacts.strengthened(
                        target,
                        candidate,
                        Optional.of(goal).filter(seen -> configuration.has(Faculty.FEEDBACK)),
                        Extent.USUAL,
                        ground.seed())
                : candidate;
    }

    private Ending attempted(Target target, Candidate candidate, Pool.Room room)
            throws IOException, InterruptedException {
        return new Proving(ground, node.id(), target, candidate, room, this::tell).run();
    }

    /**
     * Takes from the relation what a step is not shown to keep, as Houdini does (Flanagan and Leino, "Houdini, an annotation
     * assistant for ESC/Java", FME 2001): what is left is kept by all steps together, and is the most that is.
     */
    private Ending weakened(Target target, Candidate candidate, Ending failed, Pool.Room room)
            throws IOException, InterruptedException {
        Candidate now = candidate;
        Ending ending = failed;
        while (ending instanceof Ending.Failed(Cause.Unproved(String obligation, String goal), var best)
                && !now.facts().isEmpty()
                && !ground.isOver()) {
            long start = System.nanoTime();
            Set<Integer> unkept = Weakening.unkept(ground, target, now, obligation);
            if (unkept.isEmpty()) {
                break; // what stays open is something else
            }
            tell(new Event.Weakened(node.id(), obligation, now.weakening(unkept), millis(start)));
            now = now.weakened(unkept);
            ending = attempted(target, now, room);
        }
        return ending;
    }

    private static long millis(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
