package dev.espalier.bench.load;

/** The operations of a session in an open loop: which are due, and how long those waited that were never sent. */
final class DueOperations {
    private final ArrivalSchedule schedule;
    private final RunControl control;
    private final LoopStatistics statistics;
    private final long[] claimed;
    private long next;
    /** When there was room again in a session that had none, of {@link System#nanoTime}. */
    private long freedNanos;

    /** By how much the generator itself was late with the operation sent last, in nanoseconds. */
    private long lag;

    private boolean finished;

    DueOperations(
            ArrivalSchedule schedule, RunControl control, LoopStatistics statistics, int pipeline, long originNanos) {
        this.schedule = schedule;
        this.control = control;
        this.statistics = statistics;
        this.claimed = new long[pipeline];
        this.next = schedule.next();
        this.freedNanos = originNanos;
    }

    /** Takes up to {@code room} operations that are due by {@code now}; returns how many. */
    int claim(long now, int room) {
        finished |= control.isOver();
        skipWhatWarmUpLeft();
        int count = 0;
        while (count < room && !finished && next - now <= 0) {
            if (!control.claimArrival(next)) {
                finished = true;
                break;
            }
            // When a generator that is never late would have sent it: when due, or when there would have been room, had
            // it
            // not been late with the operation before.
            long roomNanos = freedNanos - lag;
            long punctual = next - roomNanos > 0 ? next : roomNanos;
            lag = Math.max(0, now - punctual);
            if (control.isMeasured(next)) {
                statistics.lag.recordValue(lag);
            }
            claimed[count++] = next;
            next = schedule.next();
        }
        return count;
    }

    /** A backlog of the warm-up, when the generator is still slow itself, is not carried into the time that is measured. */
    private void skipWhatWarmUpLeft() {
        while (control.isMeasuring() && next - control.measureFromNanos() < 0) {
            next = schedule.next();
            lag = 0;
        }
    }

    /** When the operation taken at {@code place} was due, of {@link System#nanoTime}. */
    long due(int place) {
        return claimed[place];
    }

    /** When the next one is due, of {@link System#nanoTime}. */
    long next() {
        return next;
    }

    /** Whether no more are to be sent. */
    boolean isFinished() {
        return finished;
    }

    /** There is room again where there was none. */
    void roomFreed(long now) {
        freedNanos = now;
    }

    /** The session has done its part: counts what came due while there was no room, and not what was just not sent yet. */
    void end(OperationWriter operations) {
        if (control.isStopped()) {
            long stopped = control.stoppedNanos();
            countUnsent(freedNanos - stopped < 0 ? freedNanos : stopped, operations);
        }
    }

    /** The session has failed: counts all that came due. */
    void fail(OperationWriter operations) {
        countUnsent(control.isStopped() ? control.stoppedNanos() : System.nanoTime(), operations);
    }

    private void countUnsent(long limitNanos, OperationWriter operations) {
        for (; next - limitNanos <= 0; next = schedule.next()) {
            if (control.isMeasured(next)) {
                OperationKind kind = operations.kindOfUnsent();
                // It waited in vain at least until then.
                statistics.response[kind.index()].recordValue(limitNanos - next);
                statistics.unsent++;
            }
        }
    }
}
