package dev.espalier.simulation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A thread beside the loop, which does one thing after another; what it does takes effect when it is done with it. */
final class SimulatedWorker extends AbstractExecutorService {
    /** Runs what a worker has done, unless its process is gone. */
    @FunctionalInterface
    interface Effect {
        void run(Runnable task);
    }

    private final Timeline timeline;
    private final LongSupplier nanos;
    private final Effect effect;
    private long busyUntilNanos;
    private boolean shut;

    /** @param nanos how long the next thing takes */
    SimulatedWorker(Timeline timeline, LongSupplier nanos, Effect effect) {
        this.timeline = timeline;
        this.nanos = nanos;
        this.effect = effect;
    }

    @Override
    public void execute(Runnable task) {
        if (!shut) {
            busyUntilNanos = Math.max(busyUntilNanos, timeline.nanoTime()) + nanos.getAsLong();
            timeline.at(busyUntilNanos, () -> effect.run(task));
        }
    }

    @Override
    public void shutdown() {
        shut = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shut = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shut;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
