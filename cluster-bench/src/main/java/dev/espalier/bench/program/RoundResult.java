package dev.espalier.bench.program;

import java.util.List;

/**
 * What a round came to.
 *
 * @param phase what it is for
 * @param outcome how it ended
 * @param seconds from before the first start signal to the last node's word that every put is applied there, by the
 *     coordinator's monotonic clock; the limit, if the round was given up; 0 if a node ended
 * @param operations of all nodes together
 * @param puts of all programs together
 * @param nodes what each node did; empty when a node failed
 * @param trouble what a node that failed said; empty when none did
 */
public record RoundResult(
        Phase phase,
        Outcome outcome,
        double seconds,
        long operations,
        long puts,
        List<NodeFigures> nodes,
        String trouble) {
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
        STUCK,
        /** A node's heap was full: what its core keeps does not fit into it. */
        OUT_OF_MEMORY,
        /** A node could not do its part: its core or its disk failed. */
        FAILED
    }

    public RoundResult {
        nodes = List.copyOf(nodes);
    }

    /** Operations a second, of all nodes together, until every put is applied everywhere. */
    public double operationsPerSecond() {
        return operations / seconds;
    }

    /**
     * What the event loops of all nodes used of a processor for each operation, in microseconds. It says what an operation
     * costs where other work makes the rate say little; garbage collectors and compilers are not in it.
     */
    public double cpuMicrosPerOperation() {
        return nodes.stream().mapToDouble(NodeFigures::cpuSeconds).sum() / operations * 1e6;
    }

    /** A round in which a node failed. */
    static RoundResult failed(Phase phase, long operations, String trouble) {
        return new RoundResult(phase, Outcome.FAILED, 0, operations, 0, List.of(), trouble);
    }

    /** A round in which a node's heap was full. */
    static RoundResult outOfMemory(Phase phase, long operations, String trouble) {
        return new RoundResult(phase, Outcome.OUT_OF_MEMORY, 0, operations, 0, List.of(), trouble);
    }

    /** Puts that a node should have applied and has not, summed over the nodes; 0 when a node failed. */
    public long missing() {
        return puts * nodes.size()
                - nodes.stream().mapToLong(NodeFigures::putsApplied).sum();
    }

    /** Whether all replicas hold the same at the end. */
    public boolean replicasAlike() {
        return nodes.stream().map(NodeFigures::digest).distinct().count() == 1;
    }
}
