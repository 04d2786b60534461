package dev.espalier.bench.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Records one session: operations in the order they were sent, answers in the same order (a connection answers in
 * order). Costs two array stores an operation. For one thread at a time.
 */
public final class SessionRecorder {
    /** Largest key number that can be recorded. */
    public static final int KEY_MAX = (1 << 29) - 1;

    private static final int PAGE_BITS = 14;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int PAGE_MASK = PAGE_SIZE - 1;
    private static final int PUT = 1;
    private static final int FAILED = 2;
    /** Above every value that {@link #valueOf} gives. */
    private static final long FOREIGN = 1L << 62;

    private static final int COUNTER_BITS = 40;

    private final int number;
    private final List<int[]> operationPages = new ArrayList<>();
    private final List<long[]> valuePages = new ArrayList<>();
    private int[] operations = new int[0];
    private long[] values = new long[0];
    private int sent;
    private int answered;
    private int firstFailed = Integer.MAX_VALUE;
    private long foreign;

    SessionRecorder(int number) {
        this.number = number;
    }

    /** The session's number, from 0. */
    public int number() {
        return number;
    }

    /**
     * The value that stands for the {@code counter}-th put of this session: unique among all sessions of all puts,
     * never 0.
     *
     * @param counter 0 to 2^40 - 1
     */
    public long valueOf(long counter) {
        return (number + 1L) << COUNTER_BITS | counter;
    }

    /** The put of {@code value} to {@code key} is being sent. */
    public void putSent(int key, long value) {
        send(key << 2 | PUT, value);
    }

    /** A get of {@code key} is being sent. */
    public void getSent(int key) {
        send(key << 2, History.INITIAL_VALUE);
    }

    /** The oldest unanswered operation, a put, was acknowledged. */
    public void putDone() {
        answered++;
    }

    /** The oldest unanswered operation, a get, returned {@code value}. */
    public void getDone(long value) {
        valuePages.get(answered >>> PAGE_BITS)[answered & PAGE_MASK] = value;
        answered++;
    }

    /** The oldest unanswered operation, a get, returned something that no put of this run wrote. */
    public void getDoneForeign() {
        getDone(FOREIGN | (number + 1L) << COUNTER_BITS | foreign++);
    }

    /** The oldest unanswered operation was answered with an error: it may or may not have been done. */
    public void failed() {
        operationPages.get(answered >>> PAGE_BITS)[answered & PAGE_MASK] |= FAILED;
        firstFailed = Math.min(firstFailed, answered);
        answered++;
    }

    private void send(int operation, long value) {
        int place = sent & PAGE_MASK;
        if (place == 0) {
            operations = new int[PAGE_SIZE];
            values = new long[PAGE_SIZE];
            operationPages.add(operations);
            valuePages.add(values);
        }
        operations[place] = operation;
        values[place] = value;
        sent++;
    }

    int sent() {
        return sent;
    }

    int firstUncertain() {
        return Math.min(firstFailed, answered);
    }

    boolean isCertain(int index) {
        return index < answered && (operation(index) & FAILED) == 0;
    }

    boolean isPut(int index) {
        return (operation(index) & PUT) != 0;
    }

    int key(int index) {
        return operation(index) >>> 2;
    }

    long value(int index) {
        return valuePages.get(index >>> PAGE_BITS)[index & PAGE_MASK];
    }

    long foreignReads() {
        return foreign;
    }

    private int operation(int index) {
        return operationPages.get(index >>> PAGE_BITS)[index & PAGE_MASK];
    }
}
