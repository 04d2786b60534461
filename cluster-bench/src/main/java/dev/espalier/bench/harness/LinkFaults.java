package dev.espalier.bench.harness;

import dev.espalier.bench.harness.FaultProxy.Direction;
import java.util.concurrent.ThreadLocalRandom;

/** What is wrong with a link now, and the waiting that follows from it. */
final class LinkFaults {
    private boolean cutToTarget;
    private boolean cutFromTarget;
    private boolean refusing;
    private long leastDelayNanos;
    private long mostDelayNanos;
    private long bytesPerSecond;

    synchronized void cut(Direction direction) {
        cutToTarget |= direction != Direction.FROM_TARGET;
        cutFromTarget |= direction != Direction.TO_TARGET;
    }

    synchronized void delay(long leastNanos, long mostNanos) {
        leastDelayNanos = leastNanos;
        mostDelayNanos = mostNanos;
    }

    synchronized void throttle(long most) {
        bytesPerSecond = most;
    }

    synchronized void refuse(boolean refused) {
        refusing = refused;
    }

    synchronized void heal() {
        cutToTarget = false;
        cutFromTarget = false;
        refusing = false;
        leastDelayNanos = 0;
        mostDelayNanos = 0;
        bytesPerSecond = 0;
        notifyAll();
    }

    synchronized boolean isRefusing() {
        return refusing;
    }

    /** When a piece that arrives at {@code nowNanos} may go on. */
    synchronized long due(long nowNanos) {
        return mostDelayNanos == 0
                ? nowNanos
                : nowNanos + ThreadLocalRandom.current().nextLong(leastDelayNanos, mostDelayNanos + 1);
    }

    /** How long {@code bytes} take at the present limit, in nanoseconds. */
    synchronized long passageNanos(int bytes) {
        return bytesPerSecond == 0 ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
    }

    /** Waits until bytes may go in {@code direction}. */
    synchronized void awaitOpen(Direction direction) throws InterruptedException {
        while (direction == Direction.TO_TARGET ? cutToTarget : cutFromTarget) {
            wait();
        }
    }
}
