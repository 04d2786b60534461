package dev.espalier.bench.load;

/**
 * What was measured in one stretch of a run, about a second.
 *
 * @param startSeconds since measuring started
 * @param seconds length
 * @param operations answered without error
 * @param errors operations answered with an error, and connections lost
 * @param p50 median latency in microseconds, of all kinds together; 0 when there were no operations
 * @param p99 99th percentile
 * @param max largest
 */
public record Interval(
        double startSeconds, double seconds, long operations, long errors, double p50, double p99, double max) {
    /** Operations per second. */
    public double operationsPerSecond() {
        return seconds > 0 ? operations / seconds : 0;
    }
}
