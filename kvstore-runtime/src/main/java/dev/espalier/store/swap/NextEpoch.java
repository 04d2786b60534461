package dev.espalier.store.swap;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.StateCodec;
import dev.espalier.core.Value;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.CoreRecords;
import dev.espalier.store.cores.CoreShelf.Shelved;
import dev.espalier.store.engine.KeyIndex;
import dev.espalier.store.engine.MigrationWriter;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.WallClock;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.storage.Databases;
import dev.espalier.store.storage.KeptKeys;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import dev.espalier.store.storage.StoreIdentity;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database and the engine that a node goes on with if an epoch counts. Nothing that serves clients sees them before. */
final class NextEpoch {
    private static final Logger log = LoggerFactory.getLogger(NextEpoch.class);
    private static final int REHEARSED_KEYS = 1000;
    private static final int REHEARSED_AT_ONCE = 32;

    private final Storage storage;
    private final ReplicaEngine<?> engine;
    private final Index index;

    private NextEpoch(Storage storage, ReplicaEngine<?> engine, Index index) {
        this.storage = storage;
        this.engine = engine;
        this.index = index;
    }

    /** Tells the database of keys, and later the keyspace that knows them already. */
    private static final class Index implements KeyIndex {
        private final @Nullable KeptKeys kept;
        private @Nullable Keyspace keyspace;

        Index(@Nullable KeptKeys kept) {
            this.kept = kept;
        }

        @Override
        public void holds(Bytes key, Value value) {
            Bytes stored = value.bytesOrNull();
            if (keyspace != null) {
                keyspace.holds(key, value);
            } else if (kept != null && stored != null && !Keyspace.isReserved(key)) {
                kept.holds(key, StoredValue.deadlineOf(stored));
            }
        }

        @Override
        public void gone(Bytes key) {
            if (keyspace != null) {
                keyspace.gone(key);
            }
        }

        @Override
        public int size() {
            return keyspace == null ? 0 : keyspace.size();
        }
    }

    /** What a database that is made goes on from. */
    private record Before(long ownSequence, Storage storage, List<NodeId> peers) {}

    /** Makes next epochs of a node, and opens them again. */
    record Maker(NodeConfig config, CoreRecords records, Databases databases, WallClock clock) {
        /**
         * Makes an empty database for {@code core}, in the place of what an attempt before may have left. Not to be called
         * on the loop, which would wait for the disk.
         */
        Storage openEmpty(Shelved core, String database) throws NodeStartException, IOException {
            records.dropDatabase(database);
            rehearse(core, database);
            records.dropDatabase(database);
            return databases.open(database, identity(core));
        }

        /**
         * Hands keys of nobody over, in a database that is removed again: the classes of the core and of what writes its
         * states are loaded and linked by that, and what the JVM knows of them is more than nothing, before puts are held.
         */
        private void rehearse(Shelved core, String database) throws NodeStartException {
            try (Storage storage = databases.open(database, identity(core))) {
                ReplicaEngine<?> engine = over(core, storage, null).engine;
                MigrationWriter writer = MigrationWriter.of(core.loaded().core());
                for (int i = 0; i < REHEARSED_KEYS; i++) {
                    Bytes key = Bytes.utf8("rehearsal:" + i);
                    engine.receive(writer.put(key, Value.of(key)));
                    engine.settle();
                    engine.get(key);
                    if (i % REHEARSED_AT_ONCE == 0) {
                        engine.beforeCommit();
                        storage.commit();
                    }
                }
            } catch (StorageException e) {
                throw new NodeStartException(String.valueOf(e.getMessage()), e);
            } catch (StackOverflowError e) {
                // A core that recurses once a key: this thread's stack is not as large as the loop's, which hands over.
                log.debug("the trial of core {} ends early", core.name(), e);
            }
        }

        /**
         * Has {@code empty} go on where the present database ends: own puts, arrivals and acknowledgements are counted on,
         * and the outbox is empty, since every peer has applied everything. When that fails, {@code empty} is still open.
         */
        NextEpoch create(Shelved core, Storage empty, ReplicaEngine<?> present, Storage storage, List<NodeId> peers)
                throws NodeStartException {
            long own = present.ownSequence();
            NextEpoch next = over(core, empty, new Before(own, storage, peers));
            ReplicaEngine<?>.Replay replay = next.engine.replayMore();
            NodeId self = config.nodeId();
            for (NodeId peer : peers) {
                long received = present.receivedContiguously(peer);
                replay.received(peer, received);
                next.storage.received(peer, received);
                next.storage.beginEpoch(peer, received, storage.epochs(peer).at(received), received);
                next.storage.acknowledged(peer, own);
            }
            next.storage.beginEpoch(self, own, storage.epochs(self).at(own), own);
            next.storage.trimOutbox(own);
            return next;
        }

        /** Opens what was prepared before a restart. */
        NextEpoch reopen(Shelved core, String database) throws NodeStartException {
            Storage storage = databases.open(database, identity(core));
            try {
                return over(core, storage, null);
            } catch (NodeStartException | RuntimeException | Error e) {
                storage.close();
                throw e;
            }
        }

        private StoreIdentity identity(Shelved core) {
            StateCodec<?> codec = core.loaded().core().stateCodec();
            return new StoreIdentity(
                    config.clusterId(),
                    config.nodeId(),
                    core.name(),
                    core.hash(),
                    codec == null ? null : codec.shape(),
                    true);
        }

        private NextEpoch over(Shelved core, Storage storage, @Nullable Before before) throws NodeStartException {
            try {
                if (before != null) {
                    storage.continueFrom(before.ownSequence(), before.storage(), before.peers());
                }
                Index index = new Index(storage.keptKeys());
                ReplicaEngine<?> engine =
                        ReplicaEngine.of(core.loaded().core(), config.nodeId(), clock, storage, index);
                storage.recover(engine.replay());
                return new NextEpoch(storage, engine, index);
            } catch (StorageException e) {
                throw new NodeStartException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    Storage storage() {
        return storage;
    }

    ReplicaEngine<?> engine() {
        return engine;
    }

    /** From now on keys are told to {@code keyspace}, which knows all there are. */
    void serve(Keyspace keyspace) {
        keyspace.keepIn(storage.keptKeys());
        index.keyspace = keyspace;
    }
}
