package dev.espalier.bench.history;

import java.util.Arrays;

/**
 * What sessions did: per session, in program order, reads with the value they returned and writes with the value they
 * wrote. Operations are numbered from 0, session after session, so a session's operations are a range of numbers and
 * program order within it is the order of numbers. Immutable; 16 bytes an operation.
 *
 * <p>Sessions and keys are numbered densely from 0; their labels are the numbers that the outside knows them by. The
 * value 0 is the initial one: what a key holds before any write.
 */
public final class History {
    /** What a read of a key that was never written returns. */
    public static final long INITIAL_VALUE = 0;

    private final int[] sessionStarts;
    private final long[] sessionLabels;
    private final long[] keyLabels;
    private final int[] keysAndKinds;
    private final long[] values;
    private final int[] sessions;

    History(int[] sessionStarts, long[] sessionLabels, long[] keyLabels, int[] keysAndKinds, long[] values) {
        this.sessionStarts = sessionStarts;
        this.sessionLabels = sessionLabels;
        this.keyLabels = keyLabels;
        this.keysAndKinds = keysAndKinds;
        this.values = values;
        this.sessions = new int[values.length];
        for (int session = 0; session < sessionLabels.length; session++) {
            Arrays.fill(sessions, sessionStarts[session], sessionStarts[session + 1], session);
        }
    }

    /** An empty builder. */
    public static HistoryBuilder builder() {
        return new HistoryBuilder();
    }

    /** Number of operations. */
    public int operations() {
        return values.length;
    }

    /** Number of sessions. */
    public int sessions() {
        return sessionLabels.length;
    }

    /** Number of distinct keys. */
    public int keys() {
        return keyLabels.length;
    }

    /** The number of the first operation of {@code session}. */
    public int start(int session) {
        return sessionStarts[session];
    }

    /** One more than the number of the last operation of {@code session}. */
    public int end(int session) {
        return sessionStarts[session + 1];
    }

    /** Whether {@code operation} is a write. */
    public boolean isWrite(int operation) {
        return (keysAndKinds[operation] & 1) != 0;
    }

    /** The key of {@code operation}, 0 to {@link #keys} - 1. */
    public int key(int operation) {
        return keysAndKinds[operation] >>> 1;
    }

    /** The value that {@code operation} wrote or returned. */
    public long value(int operation) {
        return values[operation];
    }

    /** The session of {@code operation}, 0 to {@link #sessions} - 1. */
    public int session(int operation) {
        return sessions[operation];
    }

    /** How many operations of its session come before {@code operation}. */
    public int index(int operation) {
        return operation - sessionStarts[sessions[operation]];
    }

    /** The number that the outside knows {@code session} by. */
    public long sessionLabel(int session) {
        return sessionLabels[session];
    }

    /** The number that the outside knows {@code key} by. */
    public long keyLabel(int key) {
        return keyLabels[key];
    }
}
