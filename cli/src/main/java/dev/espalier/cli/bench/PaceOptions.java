package dev.espalier.cli.bench;

import dev.espalier.bench.load.Objective;
import dev.espalier.bench.load.Pace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** When operations are to be sent, as flags. */
final class PaceOptions {
    private static final String BETWEEN = "..";

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            converter = RateConverter.class,
            description =
                    "Open loop: this many operations are due per second, whatever the store does, and latency counts"
                            + " from when each was due. For example 500, 20k, 1.5M. With --find-rate: where to begin.")
    private @Nullable Double rate;

    @Option(
            names = "--ramp",
            paramLabel = "FROM..TO",
            description =
                    "Open loop whose rate changes in a straight line over the measured time, for example 1k..50k.")
    private @Nullable String ramp;

    @Option(
            names = "--arrivals",
            paramLabel = "KIND",
            description =
                    "How the open loop spreads operations: constant (evenly) or poisson (as of independent users)."
                            + " Default: ${DEFAULT-VALUE}.")
    private Pace.Arrivals arrivals = Pace.Arrivals.CONSTANT;

    @Option(
            names = "--find-rate",
            paramLabel = "OBJECTIVE",
            description =
                    "Look for the highest open-loop rate that meets this, for example p99<2ms (quote it); every run is"
                            + " shown, and the rate told is confirmed three times. Percentiles: p50, p90, p95, p99, p99.9, p99.99,"
                            + " max.")
    private @Nullable String objective;

    @Option(
            names = "--precision",
            paramLabel = "PERCENT",
            description = "How near the rate found is to one that misses. Default: ${DEFAULT-VALUE}.")
    private double precision = 5;

    /** What to look for, or {@code null} if a single run is asked for. */
    @Nullable
    Objective objective() {
        if (objective == null) {
            return null;
        }
        if (ramp != null) {
            throw new IllegalArgumentException("--find-rate and --ramp exclude each other; give one");
        }
        return Objective.parse(objective);
    }

    /** How near to get, as a share. */
    double precision() {
        return precision / 100;
    }

    /** Where to begin to look, in operations per second. */
    double start() {
        return rate == null ? 1_000 : rate;
    }

    /** An open loop of constant rate. */
    Pace.Open at(double perSecond) {
        return new Pace.Open(perSecond, perSecond, arrivals);
    }

    /** The pace of a single run. */
    Pace pace() {
        if (ramp != null) {
            if (rate != null) {
                throw new IllegalArgumentException("--rate and --ramp exclude each other; give one");
            }
            int between = ramp.indexOf(BETWEEN);
            if (between < 0) {
                throw new IllegalArgumentException("--ramp " + ramp + " is not FROM..TO, for example 1k..50k");
            }
            return new Pace.Open(
                    rate(ramp.substring(0, between)), rate(ramp.substring(between + BETWEEN.length())), arrivals);
        }
        return rate == null ? new Pace.Closed() : at(rate);
    }

    private static double rate(String text) {
        try {
            return new RateConverter().convert(text);
        } catch (TypeConversionException e) {
            throw new IllegalArgumentException("--ramp: " + e.getMessage(), e);
        }
    }
}
