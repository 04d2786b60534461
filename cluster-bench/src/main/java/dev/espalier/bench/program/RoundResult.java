package dev.espalier.bench.program;

import java.util.List;

/**
 * What a round came to.
 *
 * @param phase what it is for
 * @param outcome how it ended
 * @param seconds from before the first start signal to the last node's word that every put is applied there, by the
 *     coordinator's monotonic clock; the limit, if the round was given up
 * @param operations of all nodes together
 * @param puts of all programs together
 * @param nodes what each node did
 */
public record RoundResult(
        Phase phase, Outcome outcome, double seconds, long operations, long puts, List<NodeFigures> nodes) {
    /** What a round is for. */
    public enum Phase {
        /** The first round of new processes: nothing is compiled yet. */
        COLD,
        /** Before those that count. */
        WARMING,
        /** Counts. */
        MEASURED
    }

    /** How a round ended. */
    public enum Outcome {
        /** Every put was applied everywhere. */
        COMPLETE,
        /** It was given up at the limit while puts were still being applied. */
        OUT_OF_TIME,
        /** It was given up at the limit, and nothing moved any more: puts are lost, or wait for ever. */
        STUCK
    }

    public RoundResult {
        nodes = List.copyOf(nodes);
    }

    /** Operations a second, of all nodes together, until every put is applied everywhere. */
    public double operationsPerSecond() {
        return operations / seconds;
    }

    /** Puts that a node should have applied and has not, summed over the nodes. */
    public long missing() {
        return puts * nodes.size()
                - nodes.stream().mapToLong(NodeFigures::putsApplied).sum();
    }

    /** Whether all replicas hold the same at the end. */
    public boolean replicasAlike() {
        return nodes.stream().map(NodeFigures::digest).distinct().count() == 1;
    }
}
