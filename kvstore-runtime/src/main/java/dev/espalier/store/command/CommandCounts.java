package dev.espalier.store.command;

import dev.espalier.store.measure.DurationHistogram;

/** How often a command ran and how long it took. The clock costs more than many a command, so few calls are timed. */
public final class CommandCounts {
    /** One call in so many is timed; a power of two. */
    public static final int TIMED_ONE_IN = 64;

    private final DurationHistogram durations = new DurationHistogram();
    private long calls;
    private long failed;

    /** Counts a call; returns whether it is to be timed. */
    boolean called() {
        return (calls++ & (TIMED_ONE_IN - 1)) == 0;
    }

    void failed() {
        failed++;
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
