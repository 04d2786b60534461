package dev.espalier.store.commit;

import dev.espalier.store.command.Saves;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Saves by a sync of the log behind the commit of all that was put. The event loop owns it. */
public final class SyncedSaves implements Saves {
    private final Executor loop;
    private final CommitCycle cycle;
    private final Syncer syncer;
    private final LongSupplier clockMillis;
    private final LongSupplier ownPuts;
    private long lastSeconds;
    private long putsWhenSaved;
    private int running;

    /**
     * @param loop where commits run
     * @param clockMillis milliseconds since the epoch
     * @param ownPuts number of the last put of this node
     */
    public SyncedSaves(
            Executor loop, CommitCycle cycle, Syncer syncer, LongSupplier clockMillis, LongSupplier ownPuts) {
        this.loop = loop;
        this.cycle = cycle;
        this.syncer = syncer;
        this.clockMillis = clockMillis;
        this.ownPuts = ownPuts;
        this.lastSeconds = clockMillis.getAsLong() / 1000;
        this.putsWhenSaved = ownPuts.getAsLong();
    }

    private final class Running implements Job {
        private boolean done;

        @Override
        public boolean isDone() {
            return done;
        }

        private void ended(long puts) {
            done = true;
            running--;
            lastSeconds = clockMillis.getAsLong() / 1000;
            putsWhenSaved = Math.max(putsWhenSaved, puts);
        }
    }

    @Override
    public Job begin() {
        Running job = new Running();
        running++;
        long puts = ownPuts.getAsLong();
        cycle.request();
        // Behind the commit, which was asked for before.
        loop.execute(() -> syncer.syncAnew(() -> job.ended(puts)));
        return job;
    }

    @Override
    public boolean isRunning() {
        return running > 0;
    }

    @Override
    public long lastSeconds() {
        return lastSeconds;
    }

    @Override
    public long putsSince() {
        return ownPuts.getAsLong() - putsWhenSaved;
    }
}
