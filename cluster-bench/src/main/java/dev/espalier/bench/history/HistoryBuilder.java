package dev.espalier.bench.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects operations into a {@link History}. Operations of different sessions may come interleaved; those of one
 * session must come in its program order. Not thread-safe.
 */
public final class HistoryBuilder {
    private final LongIntMap sessionNumbers = new LongIntMap(64);
    private final List<SessionOperations> sessions = new ArrayList<>();
    private final LongIntMap keyNumbers = new LongIntMap(1024);
    private long[] keyLabels = new long[1024];

    HistoryBuilder() {}

    /** Adds a read of {@code key} by {@code session} that returned {@code value}. */
    public HistoryBuilder read(long session, long key, long value) {
        add(session, key, false, value);
        return this;
    }

    /** Adds a write of {@code value} to {@code key} by {@code session}. */
    public HistoryBuilder write(long session, long key, long value) {
        add(session, key, true, value);
        return this;
    }

    /** Makes sure that {@code session} exists, if only without operations; so sessions keep the order of calls. */
    public HistoryBuilder session(long session) {
        operationsOf(session);
        return this;
    }

    void add(long session, long key, boolean write, long value) {
        operationsOf(session).add(keyNumber(key) << 1 | (write ? 1 : 0), value);
    }

    /** The history of all that was added. */
    public History build() {
        int[] starts = new int[sessions.size() + 1];
        long[] labels = new long[sessions.size()];
        for (int i = 0; i < labels.length; i++) {
            starts[i + 1] = Math.addExact(starts[i], sessions.get(i).count);
            labels[i] = sessions.get(i).label;
        }
        int[] keysAndKinds = new int[starts[labels.length]];
        long[] values = new long[keysAndKinds.length];
        for (int i = 0; i < labels.length; i++) {
            SessionOperations session = sessions.get(i);
            System.arraycopy(session.keysAndKinds, 0, keysAndKinds, starts[i], session.count);
            System.arraycopy(session.values, 0, values, starts[i], session.count);
        }
        return new History(starts, labels, Arrays.copyOf(keyLabels, keyNumbers.size()), keysAndKinds, values);
    }

    private SessionOperations operationsOf(long label) {
        int number = sessionNumbers.get(label);
        if (number == LongIntMap.ABSENT) {
            number = sessions.size();
            sessionNumbers.put(label, number);
            sessions.add(new SessionOperations(label));
        }
        return sessions.get(number);
    }

    private int keyNumber(long label) {
        int number = keyNumbers.get(label);
        if (number == LongIntMap.ABSENT) {
            number = keyNumbers.size();
            keyNumbers.put(label, number);
            if (number == keyLabels.length) {
                keyLabels = Arrays.copyOf(keyLabels, 2 * number);
            }
            keyLabels[number] = label;
        }
        return number;
    }

    private static final class SessionOperations {
        final long label;
        int[] keysAndKinds = new int[256];
        long[] values = new long[256];
        int count;

        SessionOperations(long label) {
            this.label = label;
        }

        void add(int keyAndKind, long value) {
            if (count == values.length) {
                int capacity = Math.addExact(count, count >> 1);
                keysAndKinds = Arrays.copyOf(keysAndKinds, capacity);
                values = Arrays.copyOf(values, capacity);
            }
            keysAndKinds[count] = keyAndKind;
            values[count++] = value;
        }
    }
}
