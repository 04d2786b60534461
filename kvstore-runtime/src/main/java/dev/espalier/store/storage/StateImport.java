package dev.espalier.store.storage;

import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.PayloadReader;
import dev.espalier.store.storage.StateCopies.NewState;
import dev.espalier.store.storage.StateCopies.StateRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.rocksdb.RocksDBException;

/** An image on its way in: rows gather where nothing else reads them. Not thread-safe. */
public final class StateImport {
    private final NewState state;
    private final String place;
    private final CRC32C checksum = new CRC32C();
    private byte[] lastKey = {};
    private long rows;
    private boolean finished;

    /** @param place what to call the disk in errors */
    StateImport(NewState state, String place) {
        this.state = state;
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
        List<StateRow> taken = new ArrayList<>();
        while (in.remaining() > 0) {
            byte[] key = in.readBytes().shared();
            if (Arrays.compareUnsigned(key, lastKey) <= 0) {
                throw in.malformed("a row out of order");
            }
            taken.add(new StateRow(key, in.readBytes().shared()));
            lastKey = key;
        }
        try {
            state.write(taken);
            rows += taken.size();
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
        try {
            state.flush();
        } catch (RocksDBException e) {
            throw StorageException.during("writing a snapshot to " + place, e);
        }
        finished = true;
    }

    /** How many rows have come. */
    public long rows() {
        return rows;
    }

    NewState state() {
        if (!finished) {
            throw new IllegalStateException("a snapshot that is not all there cannot be used");
        }
        return state;
    }
}
