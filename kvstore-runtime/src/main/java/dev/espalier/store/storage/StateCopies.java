package dev.espalier.store.storage;

import java.util.List;
import org.rocksdb.RocksDBException;

/**
 * What a disk must be able to do so that a state can be copied from it, and another be taken in beside the one in use. Which
 * of two is in use stands among the rows, so the batch that changes that switches from one to the other, whole.
 */
public interface StateCopies {
    /** A row of a state. */
    record StateRow(byte[] key, byte[] value) {}

    /** A state on its way in, which nothing reads yet. Not thread-safe. */
    interface NewState {
        /** Adds rows. A crash may leave any of them, which counts for nothing before {@link #flush}. */
        void write(List<StateRow> rows) throws RocksDBException;

        /** Makes all of them durable. */
        void flush() throws RocksDBException;
    }

    /** All rows as one batch left them, to be read; closing them removes the copy. May be called from any thread. */
    RowStore copy() throws StorageException;

    /** Makes room for a state; what an interrupted snapshot left is dropped. May be called from any thread, one at a time. */
    NewState create() throws RocksDBException;

    /** Says in {@code batch} that {@code state}, which is durable, is in use. */
    void use(NewState state, TickBatch batch) throws RocksDBException;

    /** Drops what is not in use, for good. The batch that says what is must have been synced. */
    void dropOthers() throws RocksDBException;
}
