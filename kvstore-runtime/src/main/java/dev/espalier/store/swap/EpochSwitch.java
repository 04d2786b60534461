package dev.espalier.store.swap;

import dev.espalier.core.NodeId;
import dev.espalier.store.commit.Syncer;
import dev.espalier.store.cores.CoreShelf;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.storage.CurrentStorage;
import dev.espalier.store.storage.Storage;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on with the next epoch's core and database, or lets go of what was made for it. */
final class EpochSwitch {
    private static final Logger log = LoggerFactory.getLogger(EpochSwitch.class);

    private final NodeId self;
    private final CoreShelf shelf;
    private final ReplicaEngine<?> engine;
    private final CurrentStorage storage;
    private final Keyspace keyspace;
    private final Syncer syncer;

    EpochSwitch(
            NodeId self,
            CoreShelf shelf,
            ReplicaEngine<?> engine,
            CurrentStorage storage,
            Keyspace keyspace,
            Syncer syncer) {
        this.self = self;
        this.shelf = shelf;
        this.engine = engine;
        this.storage = storage;
        this.keyspace = keyspace;
        this.syncer = syncer;
    }

    /** The node runs on {@code next} from here on; returns what removes the last epoch's database, once it is not used. */
    Runnable run(EpochAttempt present, NextEpoch next) {
        long own = engine.ownSequence();
        next.storage().beginEpoch(self, own + 1, storage.epochs(self).at(own + 1), own);
        String database = shelf.said().database();
        Storage before = storage.replaceBy(next.storage());
        engine.become(next.engine());
        next.serve(keyspace);
        shelf.putInForce(present.core, present.next);
        keyspace.thaw(present.cut == null ? 0 : present.cut.time());
        return () -> syncer.afterwards(() -> {
            before.close();
            try {
                shelf.records().dropDatabase(database);
            } catch (IOException e) {
                log.warn(
                        "the database of the last epoch cannot be removed ({}); the next start tries again",
                        e.toString());
            }
        });
    }

    /**
     * Removes what was made for an epoch that does not count. What is made for the next one has the same name, and is made
     * behind this by the same thread.
     */
    void discard(EpochAttempt given) {
        syncer.afterwards(() -> {
            try {
                shelf.records().settlePrepared();
                // Made by this thread before, if at all.
                if (given.opened.isDone() && !given.opened.isCompletedExceptionally()) {
                    given.opened.join().close();
                }
                shelf.records().dropDatabase(given.next.database());
            } catch (IOException e) {
                log.warn("what was prepared cannot be removed ({}); the next start tries again", e.toString());
            }
        });
    }
}
