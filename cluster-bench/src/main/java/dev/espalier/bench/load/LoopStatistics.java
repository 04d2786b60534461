package dev.espalier.bench.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What one event loop counted. Written by that loop only, so nothing here is contended. The recorders may be emptied by
 * one other thread at any time and the two running counts read; the rest only after the loop's sessions have ended.
 */
final class LoopStatistics {
    private static final int KINDS = OperationKind.values().length;

    final long[] operationsOfTarget;
    final Map<ErrorKind, ErrorReport> errors = new EnumMap<>(ErrorKind.class);
    final AtomicLong answered = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
    final long[] errorsOfKind = new long[KINDS];
    long unsent;
    long lastAnswerNanos = Long.MIN_VALUE;

    /** Nanoseconds from when an operation was meant to be sent, by kind. */
    final SingleWriterRecorder[] response = recorders();
    /** Nanoseconds from when it was sent, by kind; empty in a closed loop, where that is the same. */
    final SingleWriterRecorder[] service = recorders();
    /** Nanoseconds by which the loop itself was late to send an operation. */
    final SingleWriterRecorder lag = new SingleWriterRecorder(Measurements.SIGNIFICANT_DIGITS);

    LoopStatistics(int targets) {
        operationsOfTarget = new long[targets];
    }

    void error(ErrorKind kind, String message) {
        ErrorReport known = errors.get(kind);
        errors.put(kind, known == null ? new ErrorReport(kind, 1, message) : more(known, 1));
        failed.setRelease(failed.getPlain() + 1);
    }

    static ErrorReport more(ErrorReport known, long count) {
        return new ErrorReport(known.kind(), known.count() + count, known.firstMessage());
    }

    private static SingleWriterRecorder[] recorders() {
        SingleWriterRecorder[] recorders = new SingleWriterRecorder[KINDS];
        for (int kind = 0; kind < KINDS; kind++) {
            recorders[kind] = new SingleWriterRecorder(Measurements.SIGNIFICANT_DIGITS);
        }
        return recorders;
    }
}
