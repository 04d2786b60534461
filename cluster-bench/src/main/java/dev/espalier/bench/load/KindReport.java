package dev.espalier.bench.load;

/**
 * The measured operations of one kind: those sent after the warm-up and answered.
 *
 * @param operations how many were answered without error
 * @param errors how many were answered with an error
 * @param operationsPerSecond answered without error, per second of {@link LoadReport#elapsed}
 * @param latencyMicros of those answered without error
 */
public record KindReport(long operations, long errors, double operationsPerSecond, LatencyReport latencyMicros) {}
