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
    private final History history;
    private final ReadsFrom readsFrom;
    private final HappensBefore happensBefore;
    private final ViolationLog log;
    private final WritesByKey writes;
    private final PutOrderEdges edges;
    private final int[] pointers;

    private Overwrites(History history, ReadsFrom readsFrom, HappensBefore happensBefore, ViolationLog log) {
        this.history = history;
        this.readsFrom = readsFrom;
        this.happensBefore = happensBefore;
        this.log = log;
        this.writes = new WritesByKey(history);
        this.edges = new PutOrderEdges(history);
        this.pointers = new int[writes.groups()];
    }

    static PutOrderEdges find(History history, ReadsFrom readsFrom, HappensBefore happensBefore, ViolationLog log) {
        Overwrites overwrites = new Overwrites(history, readsFrom, happensBefore, log);
        for (int session = 0; session < history.sessions(); session++) {
            overwrites.session(session);
        }
        return overwrites.edges;
    }

    private void session(int session) {
        for (int group = 0; group < pointers.length; group++) {
            pointers[group] = writes.start(group);
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
        boolean stale = false;
        for (int group = writes.firstGroup(key); group < writes.firstGroup(key + 1); group++) {
            int latest = latestBefore(group, clock[writes.session(group)]);
            if (latest < 0 || latest == source || stale) {
                continue;
            }
            if (source == ReadsFrom.INITIAL) {
                reportInitial(read, latest);
                stale = true;
            } else if (happensBefore.holds(source, latest)) {
                reportStale(read, source, latest);
                stale = true;
            } else if (!happensBefore.holds(latest, source)) {
                edges.add(latest, source, read);
            }
        }
    }

    /** The last write of {@code group} among the first {@code reach} operations of its session, or -1. */
    private int latestBefore(int group, int reach) {
        int start = writes.start(group);
        int end = writes.start(group + 1);
        int limit = history.start(writes.session(group)) + reach;
        int pointer = pointers[group];
        while (pointer < end && writes.write(pointer) < limit) {
            pointer++;
        }
        pointers[group] = pointer;
        return pointer == start ? -1 : writes.write(pointer - 1);
    }

    private void reportInitial(int read, int missed) {
        log.add(
                ViolationKind.STALE_INITIAL_READ,
                () -> "the " + log.view(read) + " should have returned " + history.value(missed)
                        + " or something newer: its session already depended on the " + log.view(missed),
                read,
                missed);
    }

    private void reportStale(int read, int source, int missed) {
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
