package dev.espalier.bench.load;

import dev.espalier.bench.resp.Target;

/**
 * One server's share of the measured operations.
 *
 * @param target the server
 * @param operations answered without error
 * @param operationsPerSecond the same, per second of {@link LoadReport#elapsed}
 */
public record TargetReport(Target target, long operations, double operationsPerSecond) {}
