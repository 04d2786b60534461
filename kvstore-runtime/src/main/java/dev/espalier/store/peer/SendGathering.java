package dev.espalier.store.peer;

import java.util.concurrent.TimeUnit;

/**
 * Which own puts may leave: all that are durable, or, while every peer that takes them is still busy with those sent before,
 * fewer for a moment, so that one write takes many of them. A write costs as much as dozens of puts. The idea is Nagle's (RFC
 * 896); other than there a peer is busy only with hundreds of puts, so that a put of a node that makes few never waits, and
 * none waits longer than {@link #LONGEST_NANOS}.
 */
final class SendGathering {
    /** How long puts wait at most. */
    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** So many need not wait for more. */
    static final int ENOUGH_PUTS = 1 << 10;

    /** A peer that has fewer still to acknowledge is not busy, unless it is configured otherwise. */
    static final int BUSY_PUTS = 1 << 9;

    private final int busyPuts;
    private long leaving;

    /**
     * @param durable number of the last own put that is durable
     * @param busyPuts how many puts a busy peer has still to acknowledge, at least; 0 if none is to wait ever
     */
    SendGathering(long durable, int busyPuts) {
        this.leaving = durable;
        this.busyPuts = busyPuts;
    }

    /** Number of the last put that may leave. */
    long leaving() {
        return leaving;
    }

    /** All puts up to number {@code durable} may leave. */
    void letLeave(long durable) {
        leaving = durable;
    }

    /**
     * Whether the puts up to number {@code durable} that have not left should wait for more.
     *
     * @param onTheirWay how many puts the least busy of the peers that are sent any has still to acknowledge
     */
    boolean mayWait(long durable, long onTheirWay) {
        long ready = durable - leaving;
        return ready > 0 && ready < ENOUGH_PUTS && busyPuts > 0 && onTheirWay >= busyPuts;
    }
}
