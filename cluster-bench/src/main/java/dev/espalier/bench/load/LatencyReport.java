package dev.espalier.bench.load;

import org.HdrHistogram.Histogram;

/**
 * Latencies in microseconds, to three significant digits. Measured in a closed loop: an operation is sent only when an
 * earlier one was answered, so while a server stalls few operations are sent and few are measured slow ("coordinated
 * omission"). These numbers say how long requests took that were made at this pace, not how long users would have
 * waited who arrive at their own. With pipelining they include the wait behind the operations ahead. All zero when
 * there were no operations.
 *
 * @param p50 median
 * @param p90 90th percentile
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 * @param max largest
 */
public record LatencyReport(double p50, double p90, double p99, double p999, double max) {
    static LatencyReport of(Histogram nanoseconds) {
        if (nanoseconds.getTotalCount() == 0) {
            return new LatencyReport(0, 0, 0, 0, 0);
        }
        return new LatencyReport(
                nanoseconds.getValueAtPercentile(50) / 1e3,
                nanoseconds.getValueAtPercentile(90) / 1e3,
                nanoseconds.getValueAtPercentile(99) / 1e3,
                nanoseconds.getValueAtPercentile(99.9) / 1e3,
                nanoseconds.getMaxValue() / 1e3);
    }
}
