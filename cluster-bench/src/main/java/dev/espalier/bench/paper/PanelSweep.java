package dev.espalier.bench.paper;

import dev.espalier.bench.program.Sweep;

/** What a panel shows a core's rate over. */
public enum PanelSweep {
    /** Operations a node, over the number of keys that was published. */
    N(Sweep.Parameter.N, "n"),
    /**
     * Operations a node, over so many keys that each put finds another one: a store that is a chain of closures gets as deep
     * as there are keys that were put, so its cost grows with the operations until all keys were.
     */
    N_OVER_MANY_KEYS(Sweep.Parameter.N, "n-over-many-keys"),
    /** Share of puts. */
    PUT(Sweep.Parameter.PUT, "put");

    private final Sweep.Parameter parameter;
    private final String text;

    PanelSweep(Sweep.Parameter parameter, String text) {
        this.parameter = parameter;
        this.text = text;
    }

    /** What differs from point to point. */
    public Sweep.Parameter parameter() {
        return parameter;
    }

    /** Its name in JSON. */
    public String text() {
        return text;
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
