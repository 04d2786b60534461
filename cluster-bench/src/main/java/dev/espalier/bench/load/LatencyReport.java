package dev.espalier.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Latencies in microseconds, to three significant digits; all zero when there were no operations.
 *
 * <p>In a closed loop an operation is sent only when an earlier one was answered, so while a server stalls few operations
 * are sent and few are measured slow ("coordinated omission"): such numbers say how long requests took that were made at
 * this pace, not how long users would have waited who arrive at their own. In an open loop they count from when an
 * operation was meant to be sent, and say just that. With pipelining they include the wait behind the operations ahead.
 *
 * @param p50 median
 * @param p90 90th percentile
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 * @param p9999 99.99th percentile
 * @param max largest
 * @param curve points of the whole distribution, ascending, denser towards the slow end
 */
public record LatencyReport(
        double p50, double p90, double p95, double p99, double p999, double p9999, double max, List<Point> curve) {
    private static final int TICKS_PER_HALF_DISTANCE = 5;

    public LatencyReport {
        curve = List.copyOf(curve);
    }

    /**
     * A point of a distribution.
     *
     * @param percentile 0 to 100
     * @param micros latency that this share of the operations did not exceed
     */
    public record Point(double percentile, double micros) {}

    /** A percentile that a report holds. */
    public enum Percentile {
        /** Median. */
        P50("p50"),
        /** 90th. */
        P90("p90"),
        /** 95th. */
        P95("p95"),
        /** 99th. */
        P99("p99"),
        /** 99.9th. */
        P999("p99.9"),
        /** 99.99th. */
        P9999("p99.99"),
        /** The largest. */
        MAX("max");

        private final String title;

        Percentile(String title) {
            this.title = title;
        }

        /** What it is called, as in {@code p99.9}. */
        public String title() {
            return title;
        }
    }

    /** The latency at {@code percentile}, in microseconds. */
    public double at(Percentile percentile) {
        return switch (percentile) {
            case P50 -> p50;
            case P90 -> p90;
            case P95 -> p95;
            case P99 -> p99;
            case P999 -> p999;
            case P9999 -> p9999;
            case MAX -> max;
        };
    }

    static LatencyReport of(Histogram nanoseconds) {
        if (nanoseconds.getTotalCount() == 0) {
            return new LatencyReport(0, 0, 0, 0, 0, 0, 0, List.of());
        }
        List<Point> curve = new ArrayList<>();
        for (HistogramIterationValue value : nanoseconds.percentiles(TICKS_PER_HALF_DISTANCE)) {
            curve.add(new Point(value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / 1e3));
        }
        return new LatencyReport(
                nanoseconds.getValueAtPercentile(50) / 1e3,
                nanoseconds.getValueAtPercentile(90) / 1e3,
                nanoseconds.getValueAtPercentile(95) / 1e3,
                nanoseconds.getValueAtPercentile(99) / 1e3,
                nanoseconds.getValueAtPercentile(99.9) / 1e3,
                nanoseconds.getValueAtPercentile(99.99) / 1e3,
                nanoseconds.getMaxValue() / 1e3,
                curve);
    }
}
