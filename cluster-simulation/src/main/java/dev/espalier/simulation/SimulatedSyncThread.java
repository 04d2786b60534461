package dev.espalier.simulation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The thread that syncs, as something that happens a while later. */
final class SimulatedSyncThread extends AbstractExecutorService {
    private final Executor later;

    SimulatedSyncThread(Executor later) {
        this.later = later;
    }

    @Override
    public void execute(Runnable task) {
        later.execute(task);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
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
