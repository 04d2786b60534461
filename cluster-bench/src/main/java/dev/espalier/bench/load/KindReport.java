package dev.espalier.bench.load;

/**
 * The measured operations of one kind: those that were to be sent after the warm-up and were answered.
 *
 * @param operations how many were answered without error
 * @param errors how many were answered with an error
 * @param operationsPerSecond answered without error, per second of {@link LoadReport#elapsed}
 * @param latencyMicros of those answered without error: from when an operation was meant to be sent ("response time"); in
 *     an open loop with those that were due and never sent, for as long as they had waited
 * @param serviceMicros the same from when it was sent ("service time"); in a closed loop no other than
 *     {@code latencyMicros}
 */
public record KindReport(
        long operations,
        long errors,
        double operationsPerSecond,
        LatencyReport latencyMicros,
        LatencyReport serviceMicros) {}
