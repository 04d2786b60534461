package dev.espalier.store.command;

import dev.espalier.store.measure.DurationHistogram;

/** How often a command ran and how long it took. The clock costs more than many a command, so few calls are timed. */
public final class CommandCounts {
    /** One call in so many is timed; a power of two. */
    public static final int TIMED_ONE_IN = 64;

    /**
     * The counts since {@link #reset}.
     *
     * @param calls how often the command ran
     * @param refused how often it was refused before it ran
     * @param failed how often it ended in an error
     * @param timed how many of the calls were timed
     * @param timedNanos how long those took together
     * @param buckets how many of those fell into each bucket of a {@link DurationHistogram}
     */
    record Recent(long calls, long refused, long failed, long timed, long timedNanos, long[] buckets) {
        /** {@code part} of the timed calls, as a part of all calls. */
        long ofAll(long part) {
            return timed == 0 ? 0 : Math.round((double) part * calls / timed);
        }

        /** How long all calls took together, in microseconds, as far as those tell that were timed. */
        long micros() {
            return ofAll(timedNanos) / 1000;
        }
    }

    private final DurationHistogram durations = new DurationHistogram();
    private final boolean always;
    private long calls;
    private long refused;
    private long failed;
    private Recent before = new Recent(0, 0, 0, 0, 0, durations.bucketCounts());

    /**
     * @param always whether all calls are timed
     */
    CommandCounts(boolean always) {
        this.always = always;
    }

    /** Whether the next call is to be timed. */
    boolean isTimed() {
        return always || ((calls - before.calls()) & (TIMED_ONE_IN - 1)) == 0;
    }

    /** Counts a call that has run. */
    void called() {
        calls++;
    }

    void refused() {
        refused++;
    }

    void failed() {
        failed++;
    }

    /** Begins the counts of INFO and LATENCY anew; those of the metrics go on. */
    void reset() {
        before = new Recent(calls, refused, failed, durations.count(), durations.sumNanos(), durations.bucketCounts());
    }

    /** What was counted since {@link #reset}. */
    Recent recent() {
        long[] buckets = durations.bucketCounts();
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] -= before.buckets()[i];
        }
        return new Recent(
                calls - before.calls(),
                refused - before.refused(),
                failed - before.failed(),
                durations.count() - before.timed(),
                durations.sumNanos() - before.timedNanos(),
                buckets);
    }

    /** How often the command ran. */
    public long calls() {
        return calls;
    }

    /** How often it ended in an error. */
    public long failures() {
        return failed;
    }

    /** How long the calls that were timed took, without what they waited for and the commit. */
    public DurationHistogram durations() {
        return durations;
    }
}
