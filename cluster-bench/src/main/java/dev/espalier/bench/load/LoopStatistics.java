package dev.espalier.bench.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * What one event loop counted. Written by that loop only, so nothing here is contended; the histograms may be read by
 * others only after the loop's sessions have ended, the two running counts at any time.
 */
final class LoopStatistics {
    private static final int SIGNIFICANT_DIGITS = 3;

    final Histogram getNanos = new Histogram(SIGNIFICANT_DIGITS);
    final Histogram putNanos = new Histogram(SIGNIFICANT_DIGITS);
    final long[] operationsOfTarget;
    final Map<ErrorKind, ErrorReport> errors = new EnumMap<>(ErrorKind.class);
    final AtomicLong answered = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
    long getErrors;
    long putErrors;
    long lastAnswerNanos = Long.MIN_VALUE;

    LoopStatistics(int targets) {
        operationsOfTarget = new long[targets];
        getNanos.setAutoResize(true);
        putNanos.setAutoResize(true);
    }

    void error(ErrorKind kind, String message) {
        ErrorReport known = errors.get(kind);
        errors.put(kind, known == null ? new ErrorReport(kind, 1, message) : more(known, 1));
        failed.setRelease(failed.getPlain() + 1);
    }

    static ErrorReport more(ErrorReport known, long count) {
        return new ErrorReport(known.kind(), known.count() + count, known.firstMessage());
    }
}
