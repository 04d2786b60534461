package dev.espalier.bench.nemesis;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Something that goes wrong for a while. Nodes are numbered from 1. */
public sealed interface Fault {
    /** The nodes that it is about. */
    Set<Integer> nodes();

    /** The process is killed with SIGKILL, and started again when the fault ends. */
    record Kill(int node) implements Fault {
        @Override
        public Set<Integer> nodes() {
            return Set.of(node);
        }

        @Override
        public String toString() {
            return "node " + node + " killed";
        }
    }

    /** The process is stopped with SIGSTOP, and goes on when the fault ends. */
    record Pause(int node) implements Fault {
        @Override
        public Set<Integer> nodes() {
            return Set.of(node);
        }

        @Override
        public String toString() {
            return "node " + node + " paused";
        }
    }

    /** The node is killed and started at once with a clock that is off by {@code by}; when the fault ends, again with the right one. */
    record ClockSkew(int node, Duration by) implements Fault {
        @Override
        public Set<Integer> nodes() {
            return Set.of(node);
        }

        @Override
        public String toString() {
            return "clock of node " + node + " off by " + millis(by);
        }
    }

    /**
     * The node can write no more to any file (the kernel's limit on file sizes, set while it runs), as when its disk is
     * full. When the fault ends it is started anew, as an operator would once there is room.
     */
    record DiskFull(int node) implements Fault {
        @Override
        public Set<Integer> nodes() {
            return Set.of(node);
        }

        @Override
        public String toString() {
            return "disk of node " + node + " full";
        }
    }

    /** Something about what nodes send each other. */
    sealed interface OfLinks extends Fault {
        /** The links from and to which it is. */
        Route route();

        @Override
        default Set<Integer> nodes() {
            Set<Integer> all = new TreeSet<>(route().from());
            all.addAll(route().to());
            return all;
        }
    }

    /**
     * Which links.
     *
     * @param from nodes that send
     * @param to nodes that receive
     * @param bothWays whether what is sent back is meant too
     */
    record Route(Set<Integer> from, Set<Integer> to, boolean bothWays) {
        public Route {
            from = new TreeSet<>(from);
            to = new TreeSet<>(to);
            if (from.isEmpty() || to.isEmpty()) {
                throw new IllegalArgumentException("a route needs a node at either end");
            }
            if (from.stream().anyMatch(to::contains)) {
                throw new IllegalArgumentException(
                        "the route from " + from + " to " + to + " has a node at both ends; leave it out of one");
            }
        }

        @Override
        public String toString() {
            return numbers(from) + (bothWays ? " and " : " to ") + numbers(to);
        }

        private static String numbers(Set<Integer> nodes) {
            return nodes.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /** Nothing arrives: all the time, or in every other {@code period} if that is not zero (flapping). */
    record Partition(Route route, Duration period) implements OfLinks {
        @Override
        public String toString() {
            return (route.bothWays() ? "partition" : "one-way partition") + " of " + route
                    + (period.isZero() ? "" : ", flapping each " + millis(period));
        }
    }

    /** What arrives comes later, by {@code time} give or take {@code jitter}; order is kept, as TCP keeps it. */
    record Delay(Route route, Duration time, Duration jitter) implements OfLinks {
        @Override
        public String toString() {
            return "delay of " + millis(time) + (jitter.isZero() ? "" : " ± " + millis(jitter)) + " from " + route;
        }
    }

    /**
     * Every {@code period} the connections are reset with all that is on its way, which is lost: what nodes see of a network
     * that loses more than TCP makes up for. They have to connect and to send again.
     */
    record Loss(Route route, Duration period) implements OfLinks {
        @Override
        public String toString() {
            return "connections between " + route + " reset each " + millis(period);
        }
    }

    /**
     * Puts arrive and their acknowledgements do not; every {@code period} the connections are reset, so that all that had
     * arrived is sent again: what nodes see of a network that duplicates, which TCP alone would hide.
     */
    record Duplication(Route route, Duration period) implements OfLinks {
        @Override
        public String toString() {
            return "puts between " + route + " sent again each " + millis(period);
        }
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
