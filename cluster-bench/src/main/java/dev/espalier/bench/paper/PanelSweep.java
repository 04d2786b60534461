package dev.espalier.bench.paper;

import dev.espalier.bench.program.ProgramPoint;
import dev.espalier.bench.program.Sweep;
import java.util.List;

/** What a panel shows a core's rate over. */
public enum PanelSweep {
    /**
     * Operations a node, over the number of keys that was published. A store that keeps every put falls with them as its
     * memory fills, until it is full.
     */
    N(Sweep.Parameter.N, "n", 100_000),
    /**
     * Operations a node, over so many keys that each put finds another one: a store that is a chain of closures gets as deep
     * as there are keys that were put, so its cost grows with the operations until all keys were.
     */
    N_OVER_MANY_KEYS(Sweep.Parameter.N, "n-over-many-keys", 5_000),
    /** Share of puts. */
    PUT(Sweep.Parameter.PUT, "put", Integer.MAX_VALUE);

    private final Sweep.Parameter parameter;
    private final String text;
    private final int mostWarmingOperations;

    PanelSweep(Sweep.Parameter parameter, String text, int mostWarmingOperations) {
        this.parameter = parameter;
        this.text = text;
        this.mostWarmingOperations = mostWarmingOperations;
    }

    /** What differs from point to point. */
    public Sweep.Parameter parameter() {
        return parameter;
    }

    /** Its name in JSON. */
    public String text() {
        return text;
    }

    /**
     * The program that warms the processes: the last of {@code points} which is not so large that a core may not end it,
     * as it would be left out from there on; the first, if all are.
     */
    ProgramPoint warming(List<ProgramPoint> points) {
        return points.stream()
                .filter(point -> point.operations() <= mostWarmingOperations)
                .reduce((earlier, later) -> later)
                .orElse(points.getFirst());
    }

    /** How many of {@code wanted} rounds before those that count are made: two, where rounds are long, warm as well. */
    public int warmUpRounds(int wanted) {
        return this == N_OVER_MANY_KEYS ? Math.min(wanted, 2) : wanted;
    }

    /** Whether there are published points of it. */
    boolean wasPublished() {
        return this != N_OVER_MANY_KEYS;
    }
}
