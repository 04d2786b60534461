package dev.espalier.bench.check;

import dev.espalier.bench.history.History;

/**
 * Compares what each get returned with the puts of the same key that had happened before it: reports stale reads, and
 * collects what the other gets tell about the order of concurrent puts.
 *
 * <p>Per reading session, a pointer into each group of {@link WritesByKey} moves forward only, as the session's clock
 * does; so all of it takes operations x sessions steps (the argument of AWDIT, section on causal consistency).
 */
final class Overwrites {
    private static final int NO_MORE = Integer.MAX_VALUE;
    private static final int NONE_YET = -1;

    private final History history;
    private final ReadsFrom readsFrom;
    private final HappensBefore happensBefore;
    private final StaleReads staleReads;
    private final ViolationLog log;
    private final WritesByKey writes;
    private final PutOrderEdges edges;
    /** Per group, the place of the first write that has not happened before the reader. */
    private final int[] pointers;
    /** Per group, that write itself, or {@link #NO_MORE}: kept beside, for it is looked at far more often than changed. */
    private final int[] upcoming;
    /** Per group, the last write that has happened before the reader, or {@link #NONE_YET}. */
    private final int[] latest;

    private Overwrites(
            History history, ReadsFrom readsFrom, HappensBefore happensBefore, StaleReads stale, ViolationLog log) {
        this.history = history;
        this.readsFrom = readsFrom;
        this.happensBefore = happensBefore;
        this.staleReads = stale;
        this.log = log;
        this.writes = new WritesByKey(history);
        this.edges = new PutOrderEdges(history);
        this.pointers = new int[writes.groups()];
        this.upcoming = new int[writes.groups()];
        this.latest = new int[writes.groups()];
    }

    static PutOrderEdges find(
            History history, ReadsFrom readsFrom, HappensBefore happensBefore, StaleReads stale, ViolationLog log) {
        Overwrites overwrites = new Overwrites(history, readsFrom, happensBefore, stale, log);
        for (int session = 0; session < history.sessions(); session++) {
            overwrites.session(session);
        }
        return overwrites.edges;
    }

    private void session(int session) {
        for (int group = 0; group < pointers.length; group++) {
            pointers[group] = writes.start(group);
            upcoming[group] = writes.write(writes.start(group));
            latest[group] = NONE_YET;
        }
        int[] clock = new int[history.sessions()];
        for (int operation = history.start(session); operation < history.end(session); operation++) {
            if (readsFrom.source(operation) != ReadsFrom.NONE) {
                happensBefore.learn(operation, clock);
                clock[session] = history.index(operation);
                read(operation, clock);
            }
        }
    }

    private void read(int read, int[] clock) {
        int source = readsFrom.source(read);
        int key = history.key(read);
        int end = writes.firstGroup(key + 1);
        boolean stale = false;
        for (int group = writes.firstGroup(key); group < end; group++) {
            int writer = writes.session(group);
            int limit = history.start(writer) + clock[writer];
            if (upcoming[group] < limit) {
                advance(group, limit);
            }
            int candidate = latest[group];
            if (candidate == NONE_YET || candidate == source || stale) {
                continue;
            }
            if (source == ReadsFrom.INITIAL) {
                reportInitial(read, candidate);
                stale = true;
            } else if (!happensBefore.holds(writer, candidate, source)) {
                // Seldom come to, for the clock of what was read, one for all groups, mostly covers the others.
                if (happensBefore.holds(source, candidate)) {
                    reportStale(read, source, candidate);
                    stale = true;
                } else {
                    edges.add(candidate, source, read);
                }
            }
        }
    }

    /** Moves {@code group} on to the writes before operation {@code limit} of its session; there is at least one more. */
    private void advance(int group, int limit) {
        int end = writes.start(group + 1);
        int pointer = pointers[group];
        do {
            pointer++;
        } while (pointer < end && writes.write(pointer) < limit);
        pointers[group] = pointer;
        latest[group] = writes.write(pointer - 1);
        upcoming[group] = pointer < end ? writes.write(pointer) : NO_MORE;
    }

    private void reportInitial(int read, int missed) {
        staleReads.add(read);
        log.add(
                ViolationKind.STALE_INITIAL_READ,
                () -> "the " + log.view(read) + " should have returned " + history.value(missed)
                        + " or something newer: its session already depended on the " + log.view(missed),
                read,
                missed);
    }

    private void reportStale(int read, int source, int missed) {
        staleReads.add(read);
        log.add(
                ViolationKind.STALE_READ,
                () -> "the " + log.view(read) + " should have returned " + history.value(missed)
                        + " or something newer: what it returned, the " + log.view(source) + ", was overwritten by the "
                        + log.view(missed) + ", on which its session already depended",
                read,
                source,
                missed);
    }
}
