package dev.espalier.bench.load;

import io.netty.channel.EventLoop;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the sessions of one event loop when their next operations are due: one timer for all of them, set to the
 * earliest. Runs on that loop only.
 */
final class LoopPacer {
    private final EventLoop loop;
    // Differences, since nanoTime may wrap.
    private final PriorityQueue<LoadSession> waiting =
            new PriorityQueue<>((a, b) -> Long.signum(a.wakeNanos() - b.wakeNanos()));
    private boolean ticking;
    private boolean timerSet;
    private long timerNanos;

    LoopPacer(EventLoop loop) {
        this.loop = loop;
    }

    /** Calls {@link LoadSession#wake} of {@code session} once its next operation is due. */
    void await(LoadSession session) {
        waiting.add(session);
        setTimer();
    }

    /** Wakes all sessions now, for the run is over. */
    void releaseAll() {
        for (LoadSession session = waiting.poll(); session != null; session = waiting.poll()) {
            session.wake();
        }
    }

    private void setTimer() {
        LoadSession first = waiting.peek();
        if (first == null || ticking || (timerSet && timerNanos - first.wakeNanos() <= 0)) {
            return;
        }
        timerSet = true;
        timerNanos = first.wakeNanos();
        long delay = Math.max(0, timerNanos - System.nanoTime());
        var _ = loop.schedule(this::tick, delay, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        timerSet = false;
        // One timer at the end, instead of one for each session that waits again.
        ticking = true;
        long now = System.nanoTime();
        for (LoadSession session = due(now); session != null; session = due(now)) {
            session.wake();
        }
        ticking = false;
        setTimer();
    }

    private @Nullable LoadSession due(long now) {
        LoadSession first = waiting.peek();
        return first != null && first.wakeNanos() - now <= 0 ? waiting.poll() : null;
    }
}
