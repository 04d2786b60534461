package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import java.util.Arrays;

/**
 * The writes of each key, grouped by the session that wrote: group {@code g} holds the writes of one key by one session
 * in program order. Only sessions that wrote a key have a group for it.
 */
final class WritesByKey {
    private final int[] firstGroupOfKey;
    private final int[] groupStart;
    private final int[] groupSession;
    private final int[] writes;

    WritesByKey(History history) {
        int[] starts = new int[history.keys() + 1];
        for (int operation = 0; operation < history.operations(); operation++) {
            if (history.isWrite(operation)) {
                starts[history.key(operation) + 1]++;
            }
        }
        for (int key = 0; key < history.keys(); key++) {
            starts[key + 1] += starts[key];
        }
        // Operations are numbered session by session, so filling in their order groups by session within a key.
        writes = new int[starts[history.keys()]];
        int[] fill = Arrays.copyOf(starts, history.keys());
        for (int operation = 0; operation < history.operations(); operation++) {
            if (history.isWrite(operation)) {
                writes[fill[history.key(operation)]++] = operation;
            }
        }
        firstGroupOfKey = new int[history.keys() + 1];
        int[] found = new int[16];
        int[] sessions = new int[16];
        int groups = 0;
        for (int key = 0; key < history.keys(); key++) {
            firstGroupOfKey[key] = groups;
            for (int i = starts[key]; i < starts[key + 1]; i++) {
                int session = history.session(writes[i]);
                if (i == starts[key] || session != history.session(writes[i - 1])) {
                    if (groups == found.length) {
                        found = Arrays.copyOf(found, 2 * groups);
                        sessions = Arrays.copyOf(sessions, 2 * groups);
                    }
                    found[groups] = i;
                    sessions[groups++] = session;
                }
            }
        }
        firstGroupOfKey[history.keys()] = groups;
        groupStart = Arrays.copyOf(found, groups + 1);
        groupStart[groups] = writes.length;
        groupSession = Arrays.copyOf(sessions, groups);
    }

    int groups() {
        return groupSession.length;
    }

    /** The first group of {@code key}; its last is the one before that of {@code key + 1}. */
    int firstGroup(int key) {
        return firstGroupOfKey[key];
    }

    int session(int group) {
        return groupSession[group];
    }

    /** Where the writes of {@code group} start; they end where those of the next group start. */
    int start(int group) {
        return groupStart[group];
    }

    int write(int place) {
        return writes[place];
    }
}
