package dev.espalier.bench.load;

/** When operations are to be sent. */
public sealed interface Pace {
    /** Largest rate in operations per second. */
    double RATE_MAX = 1e8;

    /** Each connection sends an operation for each answer: the server sets the pace. */
    record Closed() implements Pace {}

    /**
     * Operations arrive by the clock, whatever the server does, and latency counts from when one was meant to be sent.
     * So a stall of the server is felt by all that arrive meanwhile: no coordinated omission.
     *
     * @param from operations per second over all connections, at the start and through the warm-up; more than 0, at most
     *     {@link #RATE_MAX}
     * @param to the same at the end of the measured time, reached in a straight line; equal to {@code from} for a
     *     constant rate
     * @param arrivals how the arrivals are spread
     */
    record Open(double from, double to, Arrivals arrivals) implements Pace {
        public Open {
            requireInRange(from);
            requireInRange(to);
        }

        /** Whether the rate changes. */
        public boolean isRamp() {
            return from != to;
        }

        private static void requireInRange(double rate) {
            if (!(rate > 0 && rate <= RATE_MAX)) {
                throw new IllegalArgumentException("a rate of " + rate + " operations per second is not in (0, 1e8]");
            }
        }
    }

    /** How arrivals are spread at a given rate. */
    enum Arrivals {
        /** Evenly, over all connections together. */
        CONSTANT,
        /** As of users who know nothing of each other: a Poisson process. */
        POISSON
    }
}
