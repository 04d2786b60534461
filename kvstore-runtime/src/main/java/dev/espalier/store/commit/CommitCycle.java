package dev.espalier.store.commit;

import dev.espalier.store.event.NodeEvent;
import dev.espalier.store.measure.DurationHistogram;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: the first change of an event-loop iteration schedules one commit behind all reads of that iteration, so
 * connections served together share one write. A failed commit is final, because the state in memory may then hold
 * inputs that no log has.
 */
public final class CommitCycle {
    private static final Logger log = LoggerFactory.getLogger(CommitCycle.class);

    private final Executor loop;
    private final Storage storage;
    private final Runnable beforeCommit;
    private final List<CommitListener> listeners = new ArrayList<>();
    private final DurationHistogram durations = new DurationHistogram();
    private boolean scheduled;
    private boolean stopped;
    private @Nullable Exception failure;

    /**
     * @param loop the thread that owns everything here
     * @param beforeCommit runs just before each commit, to record what is only known then
     */
    public CommitCycle(Executor loop, Storage storage, Runnable beforeCommit) {
        this.loop = loop;
        this.storage = storage;
        this.beforeCommit = beforeCommit;
    }

    /** Adds a listener; they are told in the order of adding. */
    public void add(CommitListener listener) {
        listeners.add(listener);
    }

    /** Asks for a commit at the end of this iteration. */
    public void request() {
        if (!scheduled) {
            scheduled = true;
            loop.execute(this::commit);
        }
    }

    /** How long the commits took that succeeded. */
    public DurationHistogram durations() {
        return durations;
    }

    /** Why nothing can be committed any more, or {@code null}. */
    public @Nullable Exception failure() {
        return failure;
    }

    /**
     * Stops serving for good: called when the disk or the core shows that it cannot be relied on.
     *
     * @param cause its message is shown to clients: what failed, why, and what to do
     */
    public void fail(Exception cause) {
        if (failure != null) {
            return;
        }
        failure = cause;
        NodeEvent.NODE_FAILED.error(
                log,
                "the node has stopped serving until it is restarted: {}",
                String.valueOf(cause.getMessage()),
                cause);
        for (CommitListener listener : listeners) {
            listener.commitFailed(cause);
        }
    }

    /** Commits what there is and never commits again: the storage may be closed afterwards. */
    public void stop() {
        commit();
        stopped = true;
    }

    private void commit() {
        scheduled = false;
        if (stopped) {
            return;
        }
        if (failure != null) {
            listeners.forEach(CommitListener::roundAfterFailure);
            return;
        }
        try {
            beforeCommit.run();
            long started = System.nanoTime();
            storage.commit();
            durations.add(System.nanoTime() - started, 1);
        } catch (StorageException e) {
            fail(e);
            return;
        } catch (RuntimeException | Error e) {
            fail(new IllegalStateException("a commit failed (" + e + "); this is a defect; restart the node", e));
            return;
        }
        listeners.forEach(CommitListener::durable);
        listeners.forEach(CommitListener::committed);
    }
}
