package dev.espalier.bench.load;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a run measured. See {@link LatencyReport} for what its latencies mean in a closed and in an open loop.
 *
 * @param config what was asked for
 * @param keySpace the keys that there were in the end; of a recorded run, with the run's number in the prefix
 * @param elapsed from the end of the warm-up to the last answer
 * @param kinds what was measured of each kind of operation that occurred
 * @param all all kinds together
 * @param unsent in an open loop: operations that were due and could not be sent before the run ended, for the server had
 *     not answered what was in flight
 * @param targets the servers' shares, in the order of the configuration
 * @param intervals the course of the run, about a second each
 * @param generator how hard the generator itself worked
 * @param errors what went wrong, warm-up included; empty when nothing did
 */
public record LoadReport(
        LoadConfig config,
        KeySpace keySpace,
        Duration elapsed,
        Map<OperationKind, KindReport> kinds,
        KindReport all,
        long unsent,
        List<TargetReport> targets,
        List<Interval> intervals,
        GeneratorReport generator,
        List<ErrorReport> errors) {
    private static final LatencyReport NO_LATENCY = new LatencyReport(0, 0, 0, 0, 0, 0, 0, List.of());
    private static final KindReport NONE = new KindReport(0, 0, 0, NO_LATENCY, NO_LATENCY);

    public LoadReport {
        Map<OperationKind, KindReport> ordered = new EnumMap<>(OperationKind.class);
        ordered.putAll(kinds);
        kinds = Collections.unmodifiableMap(ordered);
        targets = List.copyOf(targets);
        intervals = List.copyOf(intervals);
        errors = List.copyOf(errors);
    }

    /** What was measured of {@code kind}; all zero if there was none. */
    public KindReport kind(OperationKind kind) {
        return Objects.requireNonNullElse(kinds.get(kind), NONE);
    }

    /** The gets. */
    public KindReport gets() {
        return kind(OperationKind.GET);
    }

    /** The puts. */
    public KindReport puts() {
        return kind(OperationKind.PUT);
    }

    /** Measured operations of all kinds. */
    public long operations() {
        return all.operations();
    }

    /** Measured operations of all kinds per second. */
    public double operationsPerSecond() {
        return all.operationsPerSecond();
    }
}
