package dev.espalier.store.storage;

import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.PayloadReader;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** An image on its way in: rows gather in a column family that nothing else reads. Not thread-safe. */
public final class StateImport {
    private final RocksDB database;
    private final ColumnFamilyHandle family;
    private final String place;
    private final CRC32C checksum = new CRC32C();
    private byte[] lastKey = {};
    private long rows;
    private boolean finished;

    StateImport(RocksDB database, ColumnFamilyHandle family, String place) {
        this.database = database;
        this.family = family;
        this.place = place;
    }

    /**
     * Takes rows in.
     *
     * @param chunk as {@link StateImage#rows} gave it
     * @throws MalformedPayloadException if it is not such a chunk, or comes out of order
     */
    public void add(byte[] chunk) throws StorageException {
        checksum.update(chunk);
        PayloadReader in = new PayloadReader(chunk);
        // What a crash leaves of these rows counts for nothing, so they need no log.
        try (WriteBatch batch = new WriteBatch();
                WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
            while (in.remaining() > 0) {
                byte[] key = in.readBytes().shared();
                if (Arrays.compareUnsigned(key, lastKey) <= 0) {
                    throw in.malformed("a row out of order");
                }
                batch.put(family, key, in.readBytes().shared());
                lastKey = key;
                rows++;
            }
            database.write(unlogged, batch);
        } catch (RocksDBException e) {
            throw StorageException.during("writing a snapshot to " + place, e);
        }
    }

    /**
     * All rows have come: makes them durable.
     *
     * @param expectedRows how many there are
     * @param expectedChecksum CRC-32C of all chunks
     * @throws MalformedPayloadException if that is not what came
     */
    public void finish(long expectedRows, int expectedChecksum) throws StorageException {
        if (rows != expectedRows || (int) checksum.getValue() != expectedChecksum) {
            throw new MalformedPayloadException("a snapshot of " + rows + " rows with checksum "
                    + Integer.toHexString((int) checksum.getValue()) + " where " + expectedRows
                    + " rows with checksum " + Integer.toHexString(expectedChecksum) + " were announced");
        }
        try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
            database.flush(options, family);
        } catch (RocksDBException e) {
            throw StorageException.during("writing a snapshot to " + place, e);
        }
        finished = true;
    }

    /** How many rows have come. */
    public long rows() {
        return rows;
    }

    ColumnFamilyHandle family() {
        if (!finished) {
            throw new IllegalStateException("a snapshot that is not all there cannot be used");
        }
        return family;
    }
}
