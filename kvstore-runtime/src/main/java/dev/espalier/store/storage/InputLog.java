package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadWriter;
import dev.espalier.store.engine.InputVisitor;
import dev.espalier.store.engine.PutMessage;
import org.rocksdb.RocksDBException;

/** The engine's inputs in their order: entries numbered from 0 without gaps, each the records of a tick or of a part. */
final class InputLog {
    /** An entry is closed beyond this size, so that one tick's inputs need not be one array. */
    private static final int ENTRY_BYTES = 256 << 10;

    private final Database database;
    private final TickBatch batch;
    private PayloadWriter entry = new PayloadWriter();
    private long nextIndex;
    private long records;

    InputLog(Database database, TickBatch batch) {
        this.database = database;
        this.batch = batch;
    }

    /** Is called between entries of a replay. */
    @FunctionalInterface
    interface Between {
        /** What the visitor made of the entries so far may be put away. */
        void entries() throws StorageException;
    }

    /** Feeds all records into {@code visitor}; {@code place} is for errors. */
    void replay(NodeId self, InputVisitor visitor, String place, Between between) throws StorageException {
        try (RowIterator log = database.db.newIterator(database.inputLog)) {
            for (log.seekToFirst(); log.isValid(); log.next()) {
                long index = DatabaseKeys.number(log.key());
                if (index != nextIndex) {
                    throw new StorageException(
                            "input log of " + place + " has entry " + index + " where entry " + nextIndex + " belongs");
                }
                records += InputRecords.read(log.value(), self, visitor);
                nextIndex++;
                between.entries();
            }
            log.status();
        } catch (RocksDBException | MalformedPayloadException e) {
            throw new StorageException(
                    "input log of " + place + " is damaged at entry " + nextIndex + ": " + e.getMessage(), e);
        }
    }

    void put(long now, long sequence, byte[] body) {
        InputRecords.writePut(entry, now, sequence, body);
        recorded();
    }

    void get(Bytes key) {
        InputRecords.writeGet(entry, key);
        recorded();
    }

    void applied(PutMessage put) {
        InputRecords.writeApplied(entry, put);
        recorded();
    }

    /** Drops all entries, in the next batch: what they led to is in it, or before it. */
    void drop() {
        batch.deleteRange(database.inputLog, DatabaseKeys.number(0), DatabaseKeys.number(nextIndex));
        records = 0;
    }

    /** How many there are, replayed ones included. */
    long records() {
        return records;
    }

    private void recorded() {
        records++;
        if (entry.length() > ENTRY_BYTES) {
            closeEntry();
        }
    }

    /** Moves what was recorded into the batch. */
    void flush() {
        if (entry.length() > 0) {
            closeEntry();
        }
    }

    private void closeEntry() {
        byte[] bytes = entry.toByteArray();
        batch.put(database.inputLog, DatabaseKeys.number(nextIndex), bytes);
        nextIndex++;
        if (bytes.length > 4 * ENTRY_BYTES) {
            entry = new PayloadWriter();
        } else {
            entry.reset();
        }
    }
}
