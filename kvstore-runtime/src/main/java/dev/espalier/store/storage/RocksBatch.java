package dev.espalier.store.storage;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** A batch that goes to RocksDB's write-ahead log as one record with a checksum. */
final class RocksBatch implements TickBatch {
    /** A batch that grew beyond this is let go after its write, so that one large tick does not keep its memory. */
    private static final int KEPT_BYTES_MAX = 4 << 20;

    private final RocksRows rows;
    private WriteBatch batch = new WriteBatch();
    private boolean empty = true;

    RocksBatch(RocksRows rows) {
        this.rows = rows;
    }

    @Override
    public boolean isEmpty() {
        return empty;
    }

    @Override
    public void put(RowFamily family, byte[] key, byte[] value) {
        empty = false;
        try {
            batch.put(rows.handle(family), key, value);
        } catch (RocksDBException e) {
            throw misused(e);
        }
    }

    @Override
    public void delete(RowFamily family, byte[] key) {
        empty = false;
        try {
            batch.delete(rows.handle(family), key);
        } catch (RocksDBException e) {
            throw misused(e);
        }
    }

    @Override
    public void deleteRange(RowFamily family, byte[] from, byte[] to) {
        empty = false;
        try {
            batch.deleteRange(rows.handle(family), from, to);
        } catch (RocksDBException e) {
            throw misused(e);
        }
    }

    @Override
    public void write(boolean synced) throws RocksDBException {
        rows.write(batch, synced);
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
