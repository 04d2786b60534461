package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import dev.espalier.bench.history.LongIntMap;
import java.util.Arrays;

/** Which write each read returned, found by key and value. Reports reads that have no write to return. */
final class ReadsFrom {
    /** The read returned the initial value. */
    static final int INITIAL = -1;
    /** Not a read, or one that is left out of what follows because it was reported. */
    static final int NONE = -2;

    private final int[] sources;

    private ReadsFrom(int[] sources) {
        this.sources = sources;
    }

    static ReadsFrom find(History history, ViolationLog log) {
        int[] sources = new int[history.operations()];
        Arrays.fill(sources, NONE);
        WriteIndex writes = WriteIndex.build(history, log);
        LongIntMap writesByValue = null;
        for (int read = 0; read < sources.length; read++) {
            if (history.isWrite(read)) {
                continue;
            }
            long value = history.value(read);
            if (value == History.INITIAL_VALUE) {
                sources[read] = INITIAL;
                continue;
            }
            int write = writes.find(history.key(read), value);
            if (write != WriteIndex.NOT_FOUND) {
                sources[read] = future(history, log, read, write) ? NONE : write;
                continue;
            }
            if (writesByValue == null) {
                writesByValue = writesByValue(history);
            }
            reportUnwritten(log, read, writesByValue.get(value));
        }
        return new ReadsFrom(sources);
    }

    /** The write that {@code operation} returned, {@link #INITIAL} or {@link #NONE}. */
    int source(int operation) {
        return sources[operation];
    }

    /** Leaves {@code read} out of what follows. */
    void drop(int read) {
        sources[read] = NONE;
    }

    private static boolean future(History history, ViolationLog log, int read, int write) {
        if (write < read || history.session(write) != history.session(read)) {
            return false;
        }
        log.add(
                ViolationKind.FUTURE_READ,
                () -> "the " + log.view(read) + " saw what its own session wrote only later, in the " + log.view(write),
                read,
                write);
        return true;
    }

    private static void reportUnwritten(ViolationLog log, int read, int elsewhere) {
        if (elsewhere == LongIntMap.ABSENT) {
            log.add(
                    ViolationKind.THIN_AIR_READ,
                    () -> "the " + log.view(read) + " returned a value that no put in this history wrote",
                    read);
        } else {
            log.add(
                    ViolationKind.WRONG_KEY_READ,
                    () -> "the " + log.view(read) + " returned a value that was never written to that key, only by the "
                            + log.view(elsewhere),
                    read,
                    elsewhere);
        }
    }

    private static LongIntMap writesByValue(History history) {
        LongIntMap found = new LongIntMap(1024);
        for (int operation = 0; operation < history.operations(); operation++) {
            if (history.isWrite(operation)) {
                found.put(history.value(operation), operation);
            }
        }
        return found;
    }
}
