package dev.espalier.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.rocksdb.RocksDBException;

/**
 * How many bytes of own puts the outbox holds from any put on, without reading them: sums of parts of some 64 KiB, a row
 * each when it is full, so that a start reads only the puts of the last part.
 */
final class OutboxLedger {
    private static final byte[] PART = "outbox-part/".getBytes(UTF_8);
    private static final long PART_BYTES = 64 << 10;

    /** About what a put takes in the database beside its body. */
    private static final int PUT_OVERHEAD_BYTES = 24;

    /** How many bytes were added before a part began, since the ledger did. */
    private final TreeMap<Long, Long> bytesBefore = new TreeMap<>();

    private final Database database;
    private final TickBatch batch;
    private long next = 1;
    private long openFirst = 1;
    private long openBytes;
    private long bytes;

    OutboxLedger(Database database, TickBatch batch) {
        this.database = database;
        this.batch = batch;
    }

    /** Reads what was recorded of an outbox that begins with put {@code start}. */
    void recover(long start) throws RocksDBException {
        next = start;
        openFirst = start;
        try (RowIterator meta = database.db.newIterator(database.meta)) {
            for (meta.seek(PART); meta.isValid() && isPart(meta.key()); meta.next()) {
                long first = ByteBuffer.wrap(meta.key()).getLong(PART.length);
                ByteBuffer row = ByteBuffer.wrap(meta.value());
                long following = row.getLong();
                if (following <= start) {
                    batch.delete(database.meta, meta.key());
                    continue;
                }
                bytesBefore.put(first, bytes);
                bytes += row.getLong();
                next = following;
                openFirst = following;
            }
            meta.status();
        }
        try (RowIterator outbox = database.db.newIterator(database.outbox)) {
            for (outbox.seek(DatabaseKeys.number(next)); outbox.isValid(); outbox.next()) {
                add(DatabaseKeys.number(outbox.key()), outbox.value().length);
            }
            outbox.status();
        }
    }

    private static boolean isPart(byte[] key) {
        return key.length == PART.length + Long.BYTES && Arrays.equals(key, 0, PART.length, PART, 0, PART.length);
    }

    /** Put {@code sequence}, of so many bytes, is in the outbox. */
    void add(long sequence, int bodyBytes) {
        if (openBytes == 0) {
            openFirst = sequence;
            bytesBefore.put(sequence, bytes);
        }
        next = sequence + 1;
        openBytes += bodyBytes + PUT_OVERHEAD_BYTES;
        bytes += bodyBytes + PUT_OVERHEAD_BYTES;
        if (openBytes >= PART_BYTES) {
            batch.put(database.meta, row(openFirst), ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(next)
                    .putLong(openBytes)
                    .array());
            openBytes = 0;
        }
    }

    /** Puts before {@code start} are in it no more. */
    void startsAt(long start) {
        while (!bytesBefore.isEmpty()) {
            Long second = bytesBefore.higherKey(bytesBefore.firstKey());
            if ((second == null ? next : second) > start) {
                return;
            }
            batch.delete(database.meta, row(bytesBefore.firstKey()));
            bytesBefore.pollFirstEntry();
            if (bytesBefore.isEmpty()) {
                openBytes = 0;
            }
        }
    }

    /** About how many bytes the puts from number {@code from} on take: never less, and at most a part more. */
    long bytesFrom(long from) {
        if (from >= next || bytesBefore.isEmpty()) {
            return 0;
        }
        Map.Entry<Long, Long> part = bytesBefore.floorEntry(from);
        return bytes - (part == null ? bytesBefore.firstEntry() : part).getValue();
    }

    private static byte[] row(long first) {
        return ByteBuffer.allocate(PART.length + Long.BYTES)
                .put(PART)
                .putLong(first)
                .array();
    }
}
