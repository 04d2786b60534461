package dev.espalier.store.storage;

import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.store.engine.ReplicaEngine;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the engine to the state that was kept. Where there is none yet, the recorded inputs lead to the first: on the way
 * its entries are written in parts, which count for nothing until the batch that has the rest, and drops the inputs with it.
 * A crash before that batch leaves the inputs, and the next start begins again.
 */
final class StateRecovery {
    private static final Logger logger = LoggerFactory.getLogger(StateRecovery.class);

    /** Entries are written once so much of them has changed. */
    private static final long SPILL_BYTES = 16L << 20;

    private final Database database;
    private final TickBatch batch;
    private final StateTables tables;
    private final boolean synced;
    private final String place;

    StateRecovery(Database database, TickBatch batch, StateTables tables, boolean synced, String place) {
        this.database = database;
        this.batch = batch;
        this.tables = tables;
        this.synced = synced;
        this.place = place;
    }

    /** Feeds the new engine; returns how many records that took. */
    long run(ReplicaEngine<?>.Replay replay, InputLog log, NodeId self) throws StorageException {
        try {
            byte[] state = database.db.get(database.meta, StateRows.STATE);
            if (state != null) {
                replay.keepIn(tables, state);
                return 1;
            }
            tables.clear();
            write();
            replay.keepIn(tables, null);
            log.replay(self, replay, place, this::spill);
            long inputs = log.records();
            if (inputs > 0) {
                logger.info(
                        "{} recorded inputs in {} become the state that they lead to, and are dropped", inputs, place);
                log.drop();
            }
            return inputs;
        } catch (RocksDBException e) {
            throw StorageException.during("reading the state in " + place, e);
        } catch (MalformedPayloadException e) {
            throw new StorageException("the state in " + place + " is damaged: " + e.getMessage(), e);
        }
    }

    private void spill() throws StorageException {
        if (tables.spill(SPILL_BYTES)) {
            write();
        }
    }

    private void write() throws StorageException {
        if (batch.isEmpty()) {
            return;
        }
        try {
            batch.write(synced);
            tables.written();
        } catch (RocksDBException e) {
            throw StorageException.during("writing to " + place, e);
        }
    }
}
