package dev.espalier.bench.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the sessions of a run share: whether to go on, from when to measure, and who is still at work. */
final class RunControl {
    private final AtomicLong left;
    private final boolean counted;
    private final CountDownLatch working;
    private volatile boolean stopped;
    private volatile long stoppedNanos;
    private volatile boolean measuring;
    private volatile long measureFromNanos;

    RunControl(Extent extent, int sessions) {
        counted = extent instanceof Extent.Operations;
        left = new AtomicLong(extent instanceof Extent.Operations operations ? operations.count() : 0);
        working = new CountDownLatch(sessions);
    }

    /** How many of {@code wanted} operations may be sent now; 0 means that the session is to end. */
    int claim(int wanted) {
        if (stopped) {
            return 0;
        }
        if (!counted || !measuring) {
            return wanted;
        }
        // Without the look first, sessions that ask again and again would run the number down without end.
        if (left.get() <= 0) {
            return 0;
        }
        return (int) Math.max(0, Math.min(wanted, left.getAndAdd(-wanted)));
    }

    /** Whether the operation that is due at {@code dueNanos} may be sent; if not, the session is to end. */
    boolean claimArrival(long dueNanos) {
        if (stopped) {
            return false;
        }
        // Those that were due before the end of the warm-up are not measured, however late they are sent.
        if (!counted || !measuring || dueNanos - measureFromNanos < 0) {
            return true;
        }
        return left.get() > 0 && left.getAndDecrement() > 0;
    }

    /** Whether the number of operations asked for has been sent. */
    boolean isUsedUp() {
        return counted && left.get() <= 0;
    }

    /** Whether nothing is to be sent any more. */
    boolean isOver() {
        return stopped || (measuring && isUsedUp());
    }

    void startMeasuring() {
        measureFromNanos = System.nanoTime();
        measuring = true;
    }

    void stop() {
        stoppedNanos = System.nanoTime();
        stopped = true;
    }

    /** Whether an operation that was due at {@code dueNanos} is measured. */
    boolean isMeasured(long dueNanos) {
        return measuring && dueNanos - measureFromNanos >= 0;
    }

    boolean isStopped() {
        return stopped;
    }

    /** When the run was stopped, of {@link System#nanoTime}; only after it was. */
    long stoppedNanos() {
        return stoppedNanos;
    }

    boolean isMeasuring() {
        return measuring;
    }

    /** When measuring started, of {@link System#nanoTime}; only after it did. */
    long measureFromNanos() {
        return measureFromNanos;
    }

    void sessionEnded() {
        working.countDown();
    }

    /** Waits until all sessions have ended, for at most {@code nanos}; returns whether they have. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        return working.await(nanos, TimeUnit.NANOSECONDS);
    }
}
