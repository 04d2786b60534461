package dev.espalier.store.storage;

import org.rocksdb.RocksDBException;

/** What a tick changes, written to the disk as one. */
public interface TickBatch extends AutoCloseable {
    /** Whether nothing was added since the last write. */
    boolean isEmpty();

    /** Sets a row. */
    void put(RowFamily family, byte[] key, byte[] value);

    /** Removes a row. */
    void delete(RowFamily family, byte[] key);

    /** Removes the rows from {@code from} to before {@code to}. */
    void deleteRange(RowFamily family, byte[] from, byte[] to);

    /**
     * Writes what was added, and is empty afterwards; keeps it when the disk refuses.
     *
     * @param synced whether it is to be on the device before this returns
     */
    void write(boolean synced) throws RocksDBException;

    @Override
    void close();
}
