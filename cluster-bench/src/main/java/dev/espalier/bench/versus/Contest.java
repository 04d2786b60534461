package dev.espalier.bench.versus;

/**
 * One load that both sides are given.
 *
 * @param nodes how many nodes each side has
 * @param puts whether it is all puts; otherwise all gets
 * @param pipeline operations in flight on each connection
 */
public record Contest(int nodes, boolean puts, int pipeline) {
    /** As tables have it. */
    public String title() {
        return (nodes == 1 ? "one node" : nodes + " nodes") + ", " + (puts ? "SET" : "GET") + ", pipeline " + pipeline;
    }
}
