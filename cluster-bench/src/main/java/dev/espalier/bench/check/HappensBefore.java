package dev.espalier.bench.check;

import dev.espalier.bench.history.History;

/**
 * The happens-before relation: program order united with reads-from, transitively. Kept as one vector clock for each
 * run of writes between which the session learned nothing new, so memory is at most (reads that learned something) x
 * sessions.
 */
final class HappensBefore implements SessionSchedule.Dependencies {
    private final History history;
    private final ReadsFrom readsFrom;
    private final ViolationLog log;
    private final ClockTable clocks;
    private final int[] clockOfWrite;
    private final int[][] rolling;
    /** Number of the kept clock that equals the session's rolling one, or -1 when there is none yet. */
    private final int[] keptClock;

    private HappensBefore(History history, ReadsFrom readsFrom, ViolationLog log) {
        this.history = history;
        this.readsFrom = readsFrom;
        this.log = log;
        this.clocks = new ClockTable(history.sessions());
        this.clockOfWrite = new int[history.operations()];
        this.rolling = new int[history.sessions()][history.sessions()];
        this.keptClock = new int[history.sessions()];
    }

    /** Computes the relation; reads that close a cycle are reported and dropped from {@code readsFrom}. */
    static HappensBefore compute(History history, ReadsFrom readsFrom, ViolationLog log) {
        HappensBefore relation = new HappensBefore(history, readsFrom, log);
        new SessionSchedule(history, relation).runAll();
        return relation;
    }

    /** Whether write {@code first} happens before write {@code second}. */
    boolean holds(int first, int second) {
        return holds(history.session(first), first, second);
    }

    /** As {@link #holds(int, int)}, for a caller that knows the session of {@code first}. */
    boolean holds(int firstSession, int first, int second) {
        if (firstSession == history.session(second)) {
            return first < second;
        }
        return clocks.get(clockOfWrite[second], firstSession) > first - history.start(firstSession);
    }

    /**
     * Takes what {@code read} saw into its session's clock.
     *
     * @param clock entry {@code s} is how many operations of session {@code s} happen before; the entry of the reader's
     *     own session is of no meaning
     * @return whether the clock changed
     */
    boolean learn(int read, int[] clock) {
        int write = readsFrom.source(read);
        if (write < 0) {
            return false;
        }
        int writer = history.session(write);
        int reach = history.index(write) + 1;
        if (writer == history.session(read) || clock[writer] >= reach) {
            return false;
        }
        clocks.joinInto(clockOfWrite[write], clock);
        clock[writer] = Math.max(clock[writer], reach);
        return true;
    }

    @Override
    public int blockedBy(int operation, SessionSchedule schedule) {
        int write = readsFrom.source(operation);
        return write < 0 || schedule.hasRun(write) ? NOTHING : write;
    }

    @Override
    public void run(int operation) {
        int session = history.session(operation);
        if (!history.isWrite(operation)) {
            if (learn(operation, rolling[session])) {
                keptClock[session] = -1;
            }
            return;
        }
        if (keptClock[session] < 0) {
            keptClock[session] = clocks.add(rolling[session]);
        }
        clockOfWrite[operation] = keptClock[session];
    }

    @Override
    public int breakCycle(int[] waiting, int[] awaited) {
        log.add(ViolationKind.CAUSALITY_CYCLE, () -> explain(waiting, awaited), CyclePath.operations(waiting, awaited));
        readsFrom.drop(waiting[0]);
        return 0;
    }

    private String explain(int[] waiting, int[] awaited) {
        StringBuilder text =
                new StringBuilder("these operations each come before the next, and the last before the first: ");
        for (int i = waiting.length - 1; i >= 0; i--) {
            text.append("the ").append(log.view(waiting[i]));
            int write = awaited[(i + waiting.length - 1) % waiting.length];
            text.append(", then in that session the ").append(log.view(write));
            text.append(i > 0 ? ", which is what was read by " : ", which is what was read by the first");
        }
        return text.toString();
    }
}
