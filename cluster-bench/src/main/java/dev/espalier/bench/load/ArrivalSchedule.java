package dev.espalier.bench.load;

import java.util.SplittableRandom;

/**
 * When the operations of one connection are to be sent. All connections share one timeline that says how many arrivals
 * there are until a time; it is inverted to say when the next one of this connection is. Evenly spread, connection i of c
 * takes arrivals i, i + c, i + 2c, ...; of a Poisson process each takes a c-th, independently, which makes one of c times
 * the rate.
 */
final class ArrivalSchedule {
    private final Pace.Open pace;
    private final int connections;
    private final long originNanos;
    private final double warmUpSeconds;
    private final double rampSeconds;
    private final SplittableRandom random;
    private double position;

    /**
     * A schedule.
     *
     * @param originNanos when load starts, of {@link System#nanoTime}
     * @param warmUpSeconds for how long the rate stays what it is at the start
     * @param rampSeconds how long it takes to become what it is at the end, after the warm-up
     * @param number of the connection, from 0
     */
    ArrivalSchedule(
            Pace.Open pace,
            long originNanos,
            double warmUpSeconds,
            double rampSeconds,
            int number,
            int connections,
            SplittableRandom random) {
        this.pace = pace;
        this.connections = connections;
        this.originNanos = originNanos;
        this.warmUpSeconds = warmUpSeconds;
        this.rampSeconds = rampSeconds;
        this.random = random;
        this.position = pace.arrivals() == Pace.Arrivals.CONSTANT ? number - connections : 0;
    }

    /** When the next operation is to be sent, of {@link System#nanoTime}. */
    long next() {
        position += connections * (pace.arrivals() == Pace.Arrivals.CONSTANT ? 1 : -Math.log(1 - random.nextDouble()));
        return originNanos + (long) (secondsOf(position) * 1e9);
    }

    /** After how many seconds there have been {@code arrivals} arrivals. */
    private double secondsOf(double arrivals) {
        double duringWarmUp = pace.from() * warmUpSeconds;
        if (arrivals <= duringWarmUp) {
            return arrivals / pace.from();
        }
        double left = arrivals - duringWarmUp;
        double duringRamp = (pace.from() + pace.to()) / 2 * rampSeconds;
        if (left > duringRamp) {
            return warmUpSeconds + rampSeconds + (left - duringRamp) / pace.to();
        }
        // Arrivals until t are from t + slope t^2 / 2; this form of the root has no difference of like numbers.
        double slope = (pace.to() - pace.from()) / rampSeconds;
        return warmUpSeconds + 2 * left / (pace.from() + Math.sqrt(pace.from() * pace.from() + 2 * slope * left));
    }
}
