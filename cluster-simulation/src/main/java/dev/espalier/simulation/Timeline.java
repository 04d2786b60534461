package dev.espalier.simulation;

import io.netty.util.concurrent.Ticker;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** Simulated time: what is to happen, in order, and the clock that stands still in between. */
final class Timeline implements Ticker {
    /** Not 0, which has a meaning of its own among Netty's deadlines. */
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Happening(long nanos, long order, Runnable what) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            return nanos == other.nanos ? Long.compare(order, other.order) : Long.compare(nanos, other.nanos);
        }
    }

    private final PriorityQueue<Happening> ahead = new PriorityQueue<>();
    private long nowNanos = START_NANOS;
    private long order;

    @Override
    public long initialNanoTime() {
        return START_NANOS;
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public void sleep(long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("nobody sleeps on the simulated loop");
    }

    /** Milliseconds since the run began. */
    long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nowNanos - START_NANOS);
    }

    /** Has {@code what} happen at {@code nanos}, or now if that is past; equal times keep the order of calls. */
    void at(long nanos, Runnable what) {
        ahead.add(new Happening(Math.max(nanos, nowNanos), order++, what));
    }

    /** Has {@code what} happen in {@code nanos}. */
    void after(long nanos, Runnable what) {
        at(nowNanos + nanos, what);
    }

    /** Lets the next thing happen; {@code false} when there is none. */
    boolean step() {
        Happening next = ahead.poll();
        if (next == null) {
            return false;
        }
        nowNanos = next.nanos();
        next.what().run();
        return true;
    }
}
