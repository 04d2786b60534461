package dev.espalier.bench.nemesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Faults by chance: one after another, of a second to four, with half a second to three without any in between. The same
 * seed, number of nodes and kinds give the same schedule, whose beginning does not depend on how long it is.
 */
public final class RandomSchedule {
    private static final int GAP_MILLIS_MIN = 500;
    private static final int GAP_MILLIS_MAX = 3_000;
    private static final int LENGTH_MILLIS_MIN = 1_000;
    private static final int LENGTH_MILLIS_MAX = 4_000;
    private static final int SKEW_MILLIS_MAX = 60_000;

    private final SplittableRandom random;
    private final int nodes;

    private RandomSchedule(long seed, int nodes) {
        this.random = new SplittableRandom(seed);
        this.nodes = nodes;
    }

    /**
     * Faults that begin within {@code horizon}.
     *
     * @param nodes how many nodes there are, 2 or more
     * @param kinds what may happen; not empty
     */
    public static List<ScheduledFault> of(long seed, int nodes, Duration horizon, List<FaultKind> kinds) {
        if (nodes < 2 || kinds.isEmpty()) {
            throw new IllegalArgumentException("faults by chance need two nodes and a kind of fault at the least");
        }
        RandomSchedule schedule = new RandomSchedule(seed, nodes);
        List<ScheduledFault> faults = new ArrayList<>();
        Duration at = schedule.millis(GAP_MILLIS_MIN, GAP_MILLIS_MAX);
        while (at.compareTo(horizon) < 0) {
            FaultKind kind = kinds.get(schedule.random.nextInt(kinds.size()));
            Duration length = schedule.millis(LENGTH_MILLIS_MIN, LENGTH_MILLIS_MAX);
            ScheduledFault fault = new ScheduledFault(at, length, schedule.fault(kind));
            faults.add(fault);
            at = fault.end().plus(schedule.millis(GAP_MILLIS_MIN, GAP_MILLIS_MAX));
        }
        return faults;
    }

    private Fault fault(FaultKind kind) {
        return switch (kind) {
            case KILL -> new Fault.Kill(node());
            case PAUSE -> new Fault.Pause(node());
            case CLOCK_SKEW -> {
                int millis = random.nextInt(1, SKEW_MILLIS_MAX);
                yield new Fault.ClockSkew(node(), Duration.ofMillis(random.nextBoolean() ? millis : -millis));
            }
            case DISK_FULL -> new Fault.DiskFull(node());
            case PARTITION ->
                new Fault.Partition(
                        route(random.nextInt(3) > 0), random.nextInt(3) == 0 ? millis(50, 400) : Duration.ZERO);
            case DELAY -> new Fault.Delay(route(random.nextBoolean()), millis(5, 200), millis(0, 50));
            case LOSS -> new Fault.Loss(route(random.nextBoolean()), millis(100, 700));
            case DUPLICATION -> new Fault.Duplication(route(random.nextBoolean()), millis(100, 700));
        };
    }

    /** Some nodes on one side, all others on the other. */
    private Fault.Route route(boolean bothWays) {
        Set<Integer> from = new HashSet<>(Set.of(node()));
        while (from.size() < nodes - 1 && random.nextInt(3) == 0) {
            from.add(node());
        }
        Set<Integer> to = new HashSet<>(IntStream.rangeClosed(1, nodes).boxed().toList());
        to.removeAll(from);
        return new Fault.Route(from, to, bothWays);
    }

    private int node() {
        return 1 + random.nextInt(nodes);
    }

    private Duration millis(int min, int max) {
        return Duration.ofMillis(random.nextInt(min, max));
    }
}
