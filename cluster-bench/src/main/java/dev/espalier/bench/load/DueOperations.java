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
        int count = 0;
        while (count < room && !finished && next - now <= 0) {
            if (!control.claimArrival(next)) {
                finished = true;
                break;
            }
            if (control.isMeasured(next)) {
                // Whoever had no room is not late by the generator's fault.
                statistics.lag.recordValue(Math.max(0, now - (next - freedNanos > 0 ? next : freedNanos)));
            }
            claimed[count++] = next;
            next = schedule.next();
        }
        return count;
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
                statistics.response[kind.ordinal()].recordValue(limitNanos - next);
                statistics.unsent++;
            }
        }
    }
}
