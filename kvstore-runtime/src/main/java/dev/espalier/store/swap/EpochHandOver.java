package dev.espalier.store.swap;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.commit.Syncer;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.CoreRefusedException;
import dev.espalier.store.cores.CoreShelf;
import dev.espalier.store.cores.PreparedEpoch;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.storage.CurrentStorage;
import dev.espalier.store.storage.StorageException;
import dev.espalier.store.swap.EpochMessage.Cut;
import dev.espalier.store.swap.EpochMessage.Prepared;
import dev.espalier.store.swap.EpochSwap.Phase;
import dev.espalier.store.swap.EpochSwap.Steps;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Hands what can be read over to the next core, in a new database, a little at a time, and makes it durable. */
final class EpochHandOver {
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** Learns how a hand-over ends, on the loop. */
    interface Outcome {
        /** Whether the attempt goes on; the hand-over stops when it does not. */
        boolean isPresent(EpochAttempt attempt);

        /** The database for the new core is there, and empty. */
        void opened(EpochAttempt attempt);

        /** It is on the disk, and noted as prepared. */
        void handedOver(EpochAttempt attempt, Prepared prepared);

        /** It cannot be, for {@code reason}. */
        void failed(EpochAttempt attempt, String reason);
    }

    private final NextEpoch.Maker nextEpochs;
    private final CoreShelf shelf;
    private final ReplicaEngine<?> engine;
    private final CurrentStorage storage;
    private final Keyspace keyspace;
    private final Syncer syncer;
    private final EpochPeers peers;
    private final EventExecutor loop;
    private final Steps steps;

    EpochHandOver(
            NextEpoch.Maker nextEpochs,
            CoreShelf shelf,
            ReplicaEngine<?> engine,
            CurrentStorage storage,
            Keyspace keyspace,
            Syncer syncer,
            EpochPeers peers,
            EventExecutor loop,
            Steps steps) {
        this.nextEpochs = nextEpochs;
        this.shelf = shelf;
        this.engine = engine;
        this.storage = storage;
        this.keyspace = keyspace;
        this.syncer = syncer;
        this.peers = peers;
        this.loop = loop;
        this.steps = steps;
    }

    /** Makes the database for the new core, off the loop: that takes longer than all the rest, and needs nothing of it. */
    void open(EpochAttempt present, Outcome outcome) {
        syncer.afterwards(() -> {
            try {
                present.opened.complete(nextEpochs.openEmpty(present.core, present.next.database()));
                loop.execute(() -> outcome.opened(present));
            } catch (NodeStartException | IOException | RuntimeException | LinkageError e) {
                present.opened.completeExceptionally(e);
                loop.execute(() -> notMade(present, outcome, e));
            }
        });
    }

    private static void notMade(EpochAttempt present, Outcome outcome, Throwable why) {
        outcome.failed(present, "the database of the next epoch cannot be made (" + why.getMessage() + ")");
    }

    /**
     * Begins to hand over as soon as all that belongs to {@code cut} is applied; to be called until it is.
     */
    void beginIfDrained(EpochAttempt present, Cut cut, Outcome outcome) {
        boolean drained = engine.statistics().putsPending() == 0;
        for (Map.Entry<NodeId, Long> last : cut.lastPuts().entrySet()) {
            drained &= engine.appliedContiguously(last.getKey()) >= last.getValue();
        }
        if (!drained) {
            return;
        }
        try {
            NextEpoch built = nextEpochs.create(present.core, present.opened.join(), engine, storage, peers.ids());
            present.built = built;
            present.migration = new Migration(
                    engine,
                    built.engine(),
                    built.storage(),
                    present.core.loaded().core(),
                    keys(cut),
                    cut.time());
            present.enter(Phase.MIGRATING, loop.ticker().nanoTime());
            steps.at("migrating");
            loop.execute(() -> migrate(present, outcome));
        } catch (NodeStartException | RuntimeException e) {
            notMade(present, outcome, e);
        }
    }

    /** What every node has, in the same order: markers of sessions, and all keys. */
    private List<Bytes> keys(Cut cut) {
        List<Bytes> keys = new ArrayList<>();
        cut.lastPuts().keySet().forEach(node -> keys.add(Keyspace.reserved("session:" + node.number())));
        List<Bytes> ofClients = new ArrayList<>();
        keyspace.forEach(ofClients::add);
        ofClients.sort(null);
        keys.addAll(ofClients);
        return keys;
    }

    private void migrate(EpochAttempt present, Outcome outcome) {
        Migration migration = present.migration;
        NextEpoch built = present.built;
        if (!outcome.isPresent(present) || present.phase != Phase.MIGRATING || migration == null || built == null) {
            return;
        }
        try {
            if (!migration.step(SLICE_NANOS, loop.ticker())) {
                // As a task that is due, not the next one: those run on before the loop looks at its sockets again.
                loop.schedule(() -> migrate(present, outcome), 0, TimeUnit.NANOSECONDS);
                return;
            }
        } catch (CoreRefusedException | StorageException | RuntimeException | StackOverflowError e) {
            outcome.failed(present, "handing over to core " + present.core.name() + " failed (" + e.getMessage() + ")");
            return;
        }
        Prepared prepared = new Prepared(present.id, migration.digest(), migration.handedOver());
        syncer.afterwards(() -> {
            try {
                built.storage().sync();
                shelf.records().prepare(new PreparedEpoch(present.id, present.leader, present.next));
                loop.execute(() -> outcome.handedOver(present, prepared));
            } catch (IOException e) {
                loop.execute(
                        () -> outcome.failed(present, "the new database cannot be written (" + e.getMessage() + ")"));
            }
        });
    }
}
