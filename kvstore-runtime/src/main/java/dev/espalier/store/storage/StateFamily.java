package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.PayloadWriter;
import dev.espalier.store.storage.KeptKeys.KeptKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The column family {@code state}. A row's key begins with a byte that says what it is: 0 is followed by a key that holds a
 * value for users, and its row is empty or has the value's deadline (8 bytes, big-endian); n + 1 is followed by a key that has
 * an entry in map n of the core's state.
 */
final class StateFamily {
    private static final int LIVE_KEY = 0;
    private static final byte[] NOTHING = {};

    /** Beyond every row: there are far fewer maps. */
    private static final byte[] END = {(byte) 0xff};

    private final Database database;
    private final String place;
    private long entriesRead;

    /**
     * @param place the data directory, for errors
     */
    StateFamily(Database database, String place) {
        this.database = database;
        this.place = place;
    }

    /** The row of an entry, or {@code null}. */
    byte @Nullable [] entry(int map, Bytes key) {
        try {
            byte[] row = database.db.get(database.state, row(map + 1, key));
            entriesRead += row == null ? 0 : 1;
            return row;
        } catch (RocksDBException e) {
            throw new UnreadableStateException(StorageException.during("reading key " + key + " in " + place, e));
        }
    }

    void putEntry(TickBatch batch, int map, Bytes key, PayloadWriter row) {
        batch.put(database.state, row(map + 1, key), row.toByteArray());
    }

    void removeEntry(TickBatch batch, int map, Bytes key) {
        batch.delete(database.state, row(map + 1, key));
    }

    void setLive(TickBatch batch, Bytes key, long deadline) {
        byte[] row = deadline == KeptKeys.NEVER ? NOTHING : DatabaseKeys.number(deadline);
        batch.put(database.state, row(LIVE_KEY, key), row);
    }

    void removeLive(TickBatch batch, Bytes key) {
        batch.delete(database.state, row(LIVE_KEY, key));
    }

    /** At most {@code most} keys that hold a value, in the order of their bytes, beginning behind {@code after}. */
    List<KeptKey> liveKeys(@Nullable Bytes after, int most) {
        List<KeptKey> keys = new ArrayList<>();
        try (RowIterator rows = database.db.newIterator(database.state)) {
            rows.seek(row(LIVE_KEY, after == null ? Bytes.EMPTY : after));
            for (; rows.isValid() && keys.size() < most; rows.next()) {
                byte[] row = rows.key();
                if (row[0] != LIVE_KEY) {
                    break;
                }
                Bytes key = Bytes.wrap(Arrays.copyOfRange(row, 1, row.length));
                if (after == null || !key.equals(after)) {
                    keys.add(new KeptKey(key, deadline(key, rows.value())));
                }
            }
            rows.status();
        } catch (RocksDBException e) {
            throw new UnreadableStateException(StorageException.during("reading the keys in " + place, e));
        }
        return keys;
    }

    private long deadline(Bytes key, byte[] row) {
        if (row.length != 0 && row.length != Long.BYTES) {
            throw damaged("the deadline of key " + key, new MalformedPayloadException(row.length + " bytes"));
        }
        return row.length == 0 ? KeptKeys.NEVER : DatabaseKeys.number(row);
    }

    /** Removes all rows, in the next batch. */
    void clear(TickBatch batch) {
        batch.deleteRange(database.state, NOTHING, END);
    }

    /** How many entries were read from the database since the start. */
    long entriesRead() {
        return entriesRead;
    }

    /** For bytes that are not what they should be. */
    UnreadableStateException damaged(String what, Exception cause) {
        return new UnreadableStateException(new StorageException(
                what + " in " + place + " is damaged (" + cause.getMessage() + "); restore the directory from a copy",
                cause));
    }

    private static byte[] row(int kind, Bytes key) {
        byte[] row = new byte[key.length() + 1];
        row[0] = (byte) kind;
        System.arraycopy(key.shared(), 0, row, 1, key.length());
        return row;
    }
}
