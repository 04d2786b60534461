package dev.espalier.store.storage;

import dev.espalier.store.engine.StateKeeper;
import java.util.function.LongSupplier;
import org.rocksdb.RocksDBException;

/** Images and imports of the state that a {@link RocksStorage} keeps. */
final class RowsStateTransfer implements StateTransfer {
    private final String place;
    private final Database database;
    private final StateCopies copies;
    private final StoreIdentity identity;
    private final TickBatch batch;
    private final ReplicationMarks marks;
    private final StateInUse state;
    private final LongSupplier incarnation;

    /** @param place what to call the disk in errors */
    RowsStateTransfer(
            String place,
            Database database,
            StateCopies copies,
            StoreIdentity identity,
            TickBatch batch,
            ReplicationMarks marks,
            StateInUse state,
            LongSupplier incarnation) {
        this.place = place;
        this.database = database;
        this.copies = copies;
        this.identity = identity;
        this.batch = batch;
        this.marks = marks;
        this.state = state;
        this.incarnation = incarnation;
    }

    @Override
    public StateImage image() throws StorageException {
        return StateImage.of(place, copies.copy(), identity, incarnation.getAsLong());
    }

    @Override
    public StateImport begin() throws StorageException {
        try {
            return new StateImport(copies.create(), place);
        } catch (RocksDBException e) {
            throw StorageException.during("making room for a snapshot in " + place, e);
        }
    }

    @Override
    public StateKeeper use(StateImport imported) throws StorageException {
        try {
            copies.use(imported.state(), batch);
            return state.replace();
        } catch (RocksDBException e) {
            throw StorageException.during("switching to a snapshot in " + place, e);
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
            database.db.syncWal();
            copies.dropOthers();
        } catch (RocksDBException e) {
            throw StorageException.during("dropping the state before the snapshot in " + place, e);
        }
    }
}
