package dev.espalier.synth.search;

import dev.espalier.synth.design.Design;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.growth.Boundedness;
import dev.espalier.synth.growth.Grower;
import dev.espalier.synth.growth.Growth;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.machine.Extent;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.machine.Restriction;
import dev.espalier.synth.rank.Contender;
import dev.espalier.synth.rank.Measurement;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What depends on specification, design and seed alone, and on no faculty of a search: the specification's runs, and what
 * came of growing a core of a design. Searches of the same specification and seed can share it; each is charged for what it
 * cost the first. For several threads.
 */
public final class Groundwork {
    /** What the specification was seen to do under its own guards, and what a long run says of designs. */
    record Runs(Observations unrestricted, Boundedness boundedness) {}

    private record Kept<T>(T what, Duration processor) {}

    private final Map<Design, Kept<Growth>> growths = new ConcurrentHashMap<>();
    private final Map<List<String>, List<Measurement>> races = new ConcurrentHashMap<>();
    private @Nullable Kept<Runs> runs;

    /** Of one specification and one seed. */
    public Groundwork() {}

    private interface Work<T> {
        T done();
    }

    private static <T> Kept<T> done(Work<T> work) {
        long processor = Meter.threadProcessorTime();
        T what = work.done();
        return new Kept<>(what, Duration.ofNanos(Meter.threadProcessorTime() - processor));
    }

    /** How fast cores were; the number of each is that of its design. */
    interface Racing {
        List<Measurement> done() throws IOException, InterruptedException, GateFailure;
    }

    /**
     * How fast cores were beside the reference. Of no search's time.
     *
     * @param programs the files of the cores
     * @param designs their designs, in the same order
     */
    List<Measurement> race(List<String> programs, List<Integer> designs, Racing racing)
            throws IOException, InterruptedException, GateFailure {
        List<Measurement> known = races.get(programs);
        if (known == null) {
            List<Measurement> measured = racing.done();
            // By their places: the same core has another number where another search came to it.
            races.put(
                    List.copyOf(programs),
                    measured.stream()
                            .map(one -> one.as(designs.indexOf(one.id())))
                            .toList());
            return measured;
        }
        return known.stream()
                .map(one -> one.id() == Contender.REFERENCE ? one : one.as(designs.get(one.id())))
                .toList();
    }

    synchronized Runs runs(Target target, long seed, Meter meter) {
        Kept<Runs> known = runs;
        if (known == null) {
            known = done(() -> new Runs(
                    Observations.of(target.machine(), Restriction.NONE, Extent.USUAL, seed),
                    new Boundedness(target, seed)));
            runs = known;
        } else {
            meter.charge(known.processor);
        }
        return known.what;
    }

    Growth growth(Target target, Design design, Ground ground) {
        Kept<Growth> known = growths.get(design);
        if (known == null) {
            known = done(() -> new Grower(target, design, ground.unrestricted(), Extent.USUAL, ground.seed()).grow());
            growths.put(design, known);
        } else {
            ground.meter().charge(known.processor);
        }
        return known.what;
    }
}
