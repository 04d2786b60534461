package dev.espalier.store.storage;

import dev.espalier.store.engine.StateKeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDBException;

/** Images and imports of the state that a {@link RocksStorage} keeps. */
final class RocksStateTransfer implements StateTransfer {
    private final DataDirectory directory;
    private final RocksRows rows;
    private final StoreIdentity identity;
    private final TickBatch batch;
    private final ReplicationMarks marks;
    private final StateInUse state;
    private final LongSupplier incarnation;
    private final AtomicLong images = new AtomicLong();

    private RocksStateTransfer(
            DataDirectory directory,
            RocksRows rows,
            StoreIdentity identity,
            TickBatch batch,
            ReplicationMarks marks,
            StateInUse state,
            LongSupplier incarnation) {
        this.directory = directory;
        this.rows = rows;
        this.identity = identity;
        this.batch = batch;
        this.marks = marks;
        this.state = state;
        this.incarnation = incarnation;
    }

    static RocksStateTransfer of(
            DataDirectory directory,
            Database database,
            StoreIdentity identity,
            TickBatch batch,
            ReplicationMarks marks,
            StateInUse state,
            LongSupplier incarnation) {
        return new RocksStateTransfer(directory, database.rocks(), identity, batch, marks, state, incarnation);
    }

    @Override
    public StateImage image() throws StorageException {
        try {
            Path path = directory.image(images.incrementAndGet());
            try (Checkpoint checkpoint = Checkpoint.create(rows.database())) {
                checkpoint.createCheckpoint(path.toString());
            }
            return StateImage.of(path, identity, incarnation.getAsLong());
        } catch (RocksDBException e) {
            throw StorageException.during("making a copy of the state in " + directory, e);
        } catch (IOException e) {
            throw new StorageException("making a copy of the state in " + directory + " failed (" + e + ")", e);
        }
    }

    @Override
    public StateImport begin() throws StorageException {
        try {
            return new StateImport(rows.database(), rows.states().create(), directory.toString());
        } catch (RocksDBException e) {
            throw StorageException.during("making room for a snapshot in " + directory, e);
        }
    }

    @Override
    public StateKeeper use(StateImport imported) throws StorageException {
        try {
            rows.states().use(imported.family(), batch);
            return state.replace();
        } catch (RocksDBException e) {
            throw StorageException.during("switching to a snapshot in " + directory, e);
        }
    }

    @Override
    public void stands(OriginMark mark) {
        marks.received(mark.origin(), mark.applied());
        marks.beginEpoch(mark.origin(), Math.max(1, mark.applied()), mark.epoch(), mark.applied());
        if (mark.incarnation() != 0) {
            marks.metIncarnation(mark.origin(), mark.incarnation());
        }
    }

    @Override
    public void switched() throws StorageException {
        try {
            rows.syncWal();
            rows.states().dropOthers();
        } catch (RocksDBException e) {
            throw StorageException.during("dropping the state before the snapshot in " + directory, e);
        }
    }
}
