package dev.espalier.store.storage;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The disk beneath {@link RocksStorage}: ordered rows in families, changed by batches that a crash leaves whole or not at
 * all. RocksDB in production; the simulation has one that loses, tears and refuses writes. Failures are RocksDB's own
 * exception, whose status says whether there is no room. One thread owns it, except for {@link #syncWal}.
 */
public interface RowStore extends AutoCloseable {
    /** The value of a row; {@code null} when there is none. */
    byte @Nullable [] get(RowFamily family, byte[] key) throws RocksDBException;

    /** A walk over the rows as they are now. */
    RowIterator newIterator(RowFamily family);

    /** An empty batch. */
    TickBatch newBatch();

    /** Forces all batches that were written to the device. */
    void syncWal() throws RocksDBException;

    @Override
    void close();
}
