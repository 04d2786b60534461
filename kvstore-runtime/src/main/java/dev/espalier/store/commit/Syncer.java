package dev.espalier.store.commit;

import dev.espalier.store.measure.DurationHistogram;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Syncs the log off the event loop, one sync at a time, and reports back on the loop. */
public final class Syncer implements AutoCloseable {
    private final ExecutorService thread;
    private final Executor loop;
    private final Storage storage;
    private final CommitCycle cycle;
    private final DurationHistogram durations = new DurationHistogram();
    private final List<Runnable> behind = new ArrayList<>();
    private boolean running;

    /**
     * @param thread where the storage is synced, one sync at a time; closed with this
     */
    public Syncer(Executor loop, Storage storage, CommitCycle cycle, ExecutorService thread) {
        this.thread = thread;
        this.loop = loop;
        this.storage = storage;
        this.cycle = cycle;
    }

    /** Starts a sync unless one is running; {@code done} then runs on the loop if it succeeds. Called on the loop. */
    public void sync(Runnable done) {
        if (running || thread.isShutdown()) {
            return;
        }
        running = true;
        thread.execute(() -> {
            try {
                long started = System.nanoTime();
                storage.sync();
                long took = System.nanoTime() - started;
                loop.execute(() -> {
                    running = false;
                    durations.add(took, 1);
                    done.run();
                    startBehind();
                });
            } catch (StorageException e) {
                loop.execute(() -> cycle.fail(e));
            } catch (RuntimeException | Error e) {
                loop.execute(() -> cycle.fail(
                        new IllegalStateException("a sync failed (" + e + "); this is a defect; restart the node", e)));
            }
        });
    }

    /**
     * Starts a sync that covers all that is committed now, behind the running one if there is one; {@code done} then runs on
     * the loop if it succeeds. Called on the loop.
     */
    public void syncAnew(Runnable done) {
        if (running) {
            behind.add(done);
        } else {
            sync(done);
        }
    }

    private void startBehind() {
        if (!behind.isEmpty()) {
            List<Runnable> all = List.copyOf(behind);
            behind.clear();
            sync(() -> all.forEach(Runnable::run));
        }
    }

    /** How long the syncs took that succeeded. To be read on the loop. */
    public DurationHistogram durations() {
        return durations;
    }

    /** Runs {@code task} off the loop, when no sync runs. */
    public void afterwards(Runnable task) {
        thread.execute(task);
    }

    /** Waits for a running sync, for at most ten seconds. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
