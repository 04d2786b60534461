package dev.espalier.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Adds up what the event loops counted. */
final class Summary {
    private static final int SIGNIFICANT_DIGITS = 3;

    private Summary() {}

    static LoadReport of(LoadConfig config, KeySpace keySpace, RunControl control, List<LoopStatistics> loops) {
        Histogram gets = histogram();
        Histogram puts = histogram();
        long getErrors = 0;
        long putErrors = 0;
        long lastAnswer = control.measureFromNanos();
        long[] ofTarget = new long[config.targets().size()];
        Map<ErrorKind, ErrorReport> errors = new EnumMap<>(ErrorKind.class);
        for (LoopStatistics loop : loops) {
            gets.add(loop.getNanos);
            puts.add(loop.putNanos);
            getErrors += loop.getErrors;
            putErrors += loop.putErrors;
            if (loop.lastAnswerNanos != Long.MIN_VALUE && loop.lastAnswerNanos - lastAnswer > 0) {
                lastAnswer = loop.lastAnswerNanos;
            }
            for (int target = 0; target < ofTarget.length; target++) {
                ofTarget[target] += loop.operationsOfTarget[target];
            }
            for (ErrorReport error : loop.errors.values()) {
                errors.merge(error.kind(), error, (known, more) -> LoopStatistics.more(known, more.count()));
            }
        }
        long elapsedNanos = Math.max(0, lastAnswer - control.measureFromNanos());
        double seconds = elapsedNanos / 1e9;
        List<TargetReport> targets = new ArrayList<>();
        for (int target = 0; target < ofTarget.length; target++) {
            targets.add(
                    new TargetReport(config.targets().get(target), ofTarget[target], rate(ofTarget[target], seconds)));
        }
        return new LoadReport(
                config,
                keySpace,
                Duration.ofNanos(elapsedNanos),
                kind(gets, getErrors, seconds),
                kind(puts, putErrors, seconds),
                targets,
                List.copyOf(errors.values()));
    }

    private static Histogram histogram() {
        Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    private static KindReport kind(Histogram nanos, long errors, double seconds) {
        long count = nanos.getTotalCount();
        return new KindReport(count, errors, rate(count, seconds), LatencyReport.of(nanos));
    }

    private static double rate(long count, double seconds) {
        return seconds > 0 ? count / seconds : 0;
    }
}
