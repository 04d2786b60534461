package dev.espalier.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Adds up what the event loops counted. */
final class Summary {
    private Summary() {}

    static LoadReport of(
            LoadConfig config,
            KeySpace keySpace,
            RunControl control,
            List<LoopStatistics> loops,
            Measurements measurements,
            GeneratorMeter generator) {
        long lastAnswer = control.measureFromNanos();
        long unsent = 0;
        long[] ofTarget = new long[config.targets().size()];
        Map<ErrorKind, ErrorReport> errors = new EnumMap<>(ErrorKind.class);
        for (LoopStatistics loop : loops) {
            if (loop.lastAnswerNanos != Long.MIN_VALUE && loop.lastAnswerNanos - lastAnswer > 0) {
                lastAnswer = loop.lastAnswerNanos;
            }
            for (int target = 0; target < ofTarget.length; target++) {
                ofTarget[target] += loop.operationsOfTarget[target];
            }
            for (ErrorReport error : loop.errors.values()) {
                errors.merge(error.kind(), error, (known, more) -> LoopStatistics.more(known, more.count()));
            }
            unsent += loop.unsent;
        }
        long elapsedNanos = Math.max(0, lastAnswer - control.measureFromNanos());
        double seconds = elapsedNanos / 1e9;
        List<TargetReport> targets = new ArrayList<>();
        for (int target = 0; target < ofTarget.length; target++) {
            targets.add(
                    new TargetReport(config.targets().get(target), ofTarget[target], rate(ofTarget[target], seconds)));
        }
        boolean open = config.pace() instanceof Pace.Open;
        Map<OperationKind, KindReport> kinds = new EnumMap<>(OperationKind.class);
        Histogram response = Measurements.histogram();
        Histogram service = Measurements.histogram();
        long allErrors = 0;
        long allOperations = 0;
        for (OperationKind kind : OperationKind.values()) {
            Histogram ofKind = measurements.response(kind);
            Histogram served = open ? measurements.service(kind) : ofKind;
            long failed = loops.stream()
                    .mapToLong(loop -> loop.errorsOfKind[kind.index()])
                    .sum();
            // What was never sent has a response time, that it waited in vain, but was not answered.
            long answered = served.getTotalCount();
            if (ofKind.getTotalCount() + failed > 0) {
                kinds.put(kind, kind(ofKind, served, answered, failed, seconds));
            }
            response.add(ofKind);
            service.add(served);
            allErrors += failed;
            allOperations += answered;
        }
        return new LoadReport(
                config,
                keySpace,
                Duration.ofNanos(elapsedNanos),
                kinds,
                kind(response, service, allOperations, allErrors, seconds),
                unsent,
                targets,
                measurements.intervals(),
                generator.report(LatencyReport.of(measurements.lag())),
                List.copyOf(errors.values()));
    }

    private static KindReport kind(
            Histogram response, Histogram service, long operations, long errors, double seconds) {
        return new KindReport(
                operations, errors, rate(operations, seconds), LatencyReport.of(response), LatencyReport.of(service));
    }

    private static double rate(long count, double seconds) {
        return seconds > 0 ? count / seconds : 0;
    }
}
