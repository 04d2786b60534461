package dev.espalier.store.storage;

import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** What a tick changes, written to the database as one. */
final class TickBatch implements AutoCloseable {
    /** A batch that grew beyond this is let go after its write, so that one large tick does not keep its memory. */
    private static final int KEPT_BYTES_MAX = 4 << 20;

    private WriteBatch batch = new WriteBatch();
    private boolean empty = true;

    boolean isEmpty() {
        return empty;
    }

    void put(ColumnFamilyHandle family, byte[] key, byte[] value) {
        empty = false;
        try {
            batch.put(family, key, value);
        } catch (RocksDBException e) {
            throw misused(e);
        }
    }

    void delete(ColumnFamilyHandle family, byte[] key) {
        empty = false;
        try {
            batch.delete(family, key);
        } catch (RocksDBException e) {
            throw misused(e);
        }
    }

    /** Deletes from {@code from} to before {@code to}. */
    void deleteRange(ColumnFamilyHandle family, byte[] from, byte[] to) {
        empty = false;
        try {
            batch.deleteRange(family, from, to);
        } catch (RocksDBException e) {
            throw misused(e);
        }
    }

    /** Writes what was added, and is empty afterwards; keeps it when the database refuses. */
    void write(RocksDB db, WriteOptions options) throws RocksDBException {
        db.write(options, batch);
        empty = true;
        if (batch.getDataSize() > KEPT_BYTES_MAX) {
            batch.close();
            batch = new WriteBatch();
        } else {
            batch.clear();
        }
    }

    /** Adding to a batch in memory fails only when the batch or the database is misused. */
    private static IllegalStateException misused(RocksDBException e) {
        return new IllegalStateException("adding to a write batch", e);
    }

    @Override
    public void close() {
        batch.close();
    }
}
