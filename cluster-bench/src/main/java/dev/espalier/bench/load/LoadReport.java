package dev.espalier.bench.load;

import java.time.Duration;
import java.util.List;

/**
 * What a run measured. See {@link LatencyReport} for what closed-loop latencies mean.
 *
 * @param config what was asked for
 * @param keySpace the keys that were used; of a recorded run, with the run's number in the prefix
 * @param elapsed from the end of the warm-up to the last answer
 * @param gets the gets
 * @param puts the puts
 * @param targets the servers' shares, in the order of the configuration
 * @param errors what went wrong, warm-up included; empty when nothing did
 */
public record LoadReport(
        LoadConfig config,
        KeySpace keySpace,
        Duration elapsed,
        KindReport gets,
        KindReport puts,
        List<TargetReport> targets,
        List<ErrorReport> errors) {
    public LoadReport {
        targets = List.copyOf(targets);
        errors = List.copyOf(errors);
    }

    /** Measured operations of both kinds. */
    public long operations() {
        return gets.operations() + puts.operations();
    }

    /** Measured operations of both kinds per second. */
    public double operationsPerSecond() {
        return gets.operationsPerSecond() + puts.operationsPerSecond();
    }
}
