package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import java.util.Arrays;

/** Finds the write of a value to a key: a hash table of operation numbers, at most half full. */
final class WriteIndex {
    static final int NOT_FOUND = -1;

    private final History history;
    private final int[] table;

    private WriteIndex(History history, int writes) {
        this.history = history;
        this.table = new int[Integer.highestOneBit(Math.max(8, Math.min(writes, 1 << 28))) << 2];
        Arrays.fill(table, NOT_FOUND);
    }

    /** Indexes all writes; reports those that are not unique. */
    static WriteIndex build(History history, ViolationLog log) {
        int writes = 0;
        for (int operation = 0; operation < history.operations(); operation++) {
            writes += history.isWrite(operation) ? 1 : 0;
        }
        WriteIndex index = new WriteIndex(history, writes);
        for (int operation = 0; operation < history.operations(); operation++) {
            if (history.isWrite(operation)) {
                index.add(operation, log);
            }
        }
        return index;
    }

    /** The operation that wrote {@code value} to {@code key}, or {@link #NOT_FOUND}. */
    int find(int key, long value) {
        return table[slot(key, value)];
    }

    private void add(int write, ViolationLog log) {
        if (history.value(write) == History.INITIAL_VALUE) {
            log.add(
                    ViolationKind.NOT_DIFFERENTIATED,
                    () -> "the " + log.view(write) + " wrote the value 0, which stands for \"never written\";"
                            + " give every put a value of its own",
                    write);
            return;
        }
        int slot = slot(history.key(write), history.value(write));
        int first = table[slot];
        if (first == NOT_FOUND) {
            table[slot] = write;
            return;
        }
        log.add(
                ViolationKind.NOT_DIFFERENTIATED,
                () -> "the " + log.view(first) + " and the " + log.view(write)
                        + " wrote the same value, so a get of it cannot be told to be of one or the other;"
                        + " give every put a value of its own",
                first,
                write);
    }

    private int slot(int key, long value) {
        long hash = (value ^ (key * 0x9e3779b97f4a7c15L)) * 0xbf58476d1ce4e5b9L;
        int mask = table.length - 1;
        int slot = (int) (hash ^ (hash >>> 32)) & mask;
        while (table[slot] != NOT_FOUND && (history.value(table[slot]) != value || history.key(table[slot]) != key)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
