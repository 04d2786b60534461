package dev.espalier.synth.explore;

import java.time.Duration;

/**
 * What one question may use, and the bounds of what is explored.
 *
 * @param time processor time of one question, in whole seconds, at least one
 * @param states how many states may be met, at least one
 * @param megabytes how much memory the program may use, at least 64
 * @param deliveries how often a replica may be given the same put, at least one; the network duplicates
 * @param replicas how many replicas there are, for machines for which their number matters, at least one
 */
public record ExplorationLimits(Duration time, long states, int megabytes, int deliveries, int replicas) {
    public ExplorationLimits {
        if (time.toSeconds() < 1 || states < 1 || megabytes < 64 || deliveries < 1 || replicas < 1) {
            throw new IllegalArgumentException(
                    "an exploration needs a second, a state, 64 megabytes, a delivery and" + " a replica at least");
        }
    }

    /** A minute, five million states, two gigabytes; two deliveries of a put, and two replicas. */
    public static ExplorationLimits usual() {
        return new ExplorationLimits(Duration.ofSeconds(60), 5_000_000, 2_000, 2, 2);
    }

    /** The same with another time. */
    public ExplorationLimits within(Duration other) {
        return new ExplorationLimits(other, states, megabytes, deliveries, replicas);
    }

    /** The same with another number of states. */
    public ExplorationLimits withStates(long other) {
        return new ExplorationLimits(time, other, megabytes, deliveries, replicas);
    }

    /** The same with other bounds. */
    public ExplorationLimits withBounds(int otherDeliveries, int otherReplicas) {
        return new ExplorationLimits(time, states, megabytes, otherDeliveries, otherReplicas);
    }

    String line() {
        return "limits %d %d %d %d %d".formatted(time.toSeconds(), states, megabytes, deliveries, replicas);
    }
}
