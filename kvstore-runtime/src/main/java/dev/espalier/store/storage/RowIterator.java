package dev.espalier.store.storage;

import org.rocksdb.RocksDBException;

/** A walk over the rows of a family, in the order of their keys. */
public interface RowIterator extends AutoCloseable {
    /** Goes to the first row. */
    void seekToFirst();

    /** Goes to the first row whose key is not less than {@code key}. */
    void seek(byte[] key);

    /** Whether it is at a row; not behind the last one, nor after a failure, which {@link #status} tells. */
    boolean isValid();

    /** Goes to the next row. */
    void next();

    /** The key of the row that it is at. */
    byte[] key();

    /** The value of the row that it is at. */
    byte[] value();

    /** Throws what ended the walk, if it was a failure. */
    void status() throws RocksDBException;

    @Override
    void close();
}
