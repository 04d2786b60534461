package dev.espalier.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** The latencies of a run, in total and by the second: emptied out of the event loops' recorders while they go on. */
final class Measurements {
    static final int SIGNIFICANT_DIGITS = 3;
    /** Less than a second, since it is asked every half second and a little. */
    private static final double INTERVAL_SECONDS = 0.95;

    private static final byte[] NOTHING = {};
    private static final OperationKind[] KINDS = OperationKind.values();

    private final List<LoopStatistics> loops;
    private final boolean open;
    private final Histogram[] response = histograms();
    private final Histogram[] service = histograms();
    private final Histogram lag = histogram();
    private final List<LoadShare.IntervalShare> intervals = new ArrayList<>();
    private final boolean mergeable;
    private double lastSeconds;
    private long lastErrors;

    /**
     * Of {@code loops}.
     *
     * @param mergeable whether the latencies of each interval are kept, to be merged with those of other generators
     */
    Measurements(List<LoopStatistics> loops, boolean open, boolean mergeable) {
        this.loops = loops;
        this.open = open;
        this.mergeable = mergeable;
    }

    /** Ends an interval if one is due, {@code seconds} after measuring started. */
    void collectIfDue(double seconds) {
        if (seconds - lastSeconds >= INTERVAL_SECONDS) {
            collect(seconds);
        }
    }

    /** Ends an interval, {@code seconds} after measuring started. */
    void collect(double seconds) {
        Histogram all = histogram();
        long errors = 0;
        long served = 0;
        for (LoopStatistics loop : loops) {
            for (OperationKind kind : KINDS) {
                all.add(drain(loop.response[kind.index()], response[kind.index()]));
                served +=
                        drain(loop.service[kind.index()], service[kind.index()]).getTotalCount();
            }
            drain(loop.lag, lag);
            errors += loop.failed.getAcquire();
        }
        Interval interval = new Interval(
                lastSeconds,
                seconds - lastSeconds,
                // What was due and never sent has a response time and was not served.
                open ? served : all.getTotalCount(),
                errors - lastErrors,
                micros(all, 50),
                micros(all, 99),
                all.getMaxValue() / 1e3);
        intervals.add(new LoadShare.IntervalShare(interval, mergeable ? HistogramBytes.of(all) : NOTHING));
        lastSeconds = seconds;
        lastErrors = errors;
    }

    /** From when operations of {@code kind} were meant to be sent, in nanoseconds. */
    Histogram response(OperationKind kind) {
        return response[kind.index()];
    }

    /** From when operations of {@code kind} were sent, in nanoseconds. */
    Histogram service(OperationKind kind) {
        return service[kind.index()];
    }

    /** By how much the generator was late, in nanoseconds. */
    Histogram lag() {
        return lag;
    }

    /** The intervals so far. */
    List<LoadShare.IntervalShare> intervals() {
        return List.copyOf(intervals);
    }

    static Histogram histogram() {
        Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    private static Histogram drain(SingleWriterRecorder from, Histogram into) {
        Histogram drained = from.getIntervalHistogram();
        into.add(drained);
        return drained;
    }

    static double micros(Histogram nanoseconds, double percentile) {
        return nanoseconds.getTotalCount() == 0 ? 0 : nanoseconds.getValueAtPercentile(percentile) / 1e3;
    }

    private static Histogram[] histograms() {
        Histogram[] histograms = new Histogram[KINDS.length];
        for (int kind = 0; kind < histograms.length; kind++) {
            histograms[kind] = histogram();
        }
        return histograms;
    }
}
