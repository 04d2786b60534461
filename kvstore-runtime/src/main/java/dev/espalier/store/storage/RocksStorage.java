package dev.espalier.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.store.config.Durability;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The node's disk on RocksDB. Column families: {@code input-log} (8-byte big-endian index to the records of a tick),
 * {@code outbox} (own put number to body), {@code inbox} (origin and number of a pending put to body), {@code meta}.
 * A batch goes to RocksDB's write-ahead log as one record with a checksum, so a crash leaves all of it or none.
 */
public final class RocksStorage implements Storage {
    /** A log entry is closed beyond this size, so that one tick's inputs need not be one array. */
    private static final int LOG_ENTRY_BYTES = 256 << 10;

    private static final byte[] ACKNOWLEDGED = "acknowledged/".getBytes(UTF_8);
    private static final byte[] RECEIVED = "received/".getBytes(UTF_8);
    private static final byte[] OUTBOX_START = "outbox-start".getBytes(UTF_8);

    private final DataDirectory directory;
    private final Database database;
    private final NodeId self;
    private final boolean keepsOutbox;
    private final WriteOptions writeOptions;
    private final RecentPuts recent = new RecentPuts();
    private final Map<NodeId, Long> acknowledged = new HashMap<>();
    private final Map<NodeId, Long> received = new HashMap<>();

    private WriteBatch batch = new WriteBatch();
    private PayloadWriter logEntry = new PayloadWriter();
    private boolean changed;
    private long nextLogIndex;
    private long logRecords;
    private long nextOwnSequence = 1;
    private long outboxStart = 1;

    private RocksStorage(
            DataDirectory directory, Database database, NodeId self, Durability durability, boolean keepsOutbox) {
        this.directory = directory;
        this.database = database;
        this.self = self;
        this.keepsOutbox = keepsOutbox;
        this.writeOptions = new WriteOptions().setSync(durability == Durability.ALWAYS);
    }

    /**
     * Opens the data of {@code identity} in {@code root}, or creates it where the directory is provably new.
     *
     * @param keepsOutbox whether there are peers to send own puts to
     * @throws NodeStartException if the directory cannot be used, is in use, is damaged or holds other data
     */
    public static RocksStorage open(Path root, StoreIdentity identity, Durability durability, boolean keepsOutbox)
            throws NodeStartException {
        DataDirectory directory = DataDirectory.open(root);
        try {
            if (directory.isNew()) {
                Database.create(directory.creating(), identity);
                directory.created();
            }
            Database database = Database.open(directory.database(), identity);
            return new RocksStorage(directory, database, identity.node(), durability, keepsOutbox);
        } catch (NodeStartException e) {
            try {
                directory.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    @Override
    public void recover(ReplicaEngine<?, ?, ?, ?, ?>.Replay replay) throws StorageException {
        replayLog(replay);
        try (RocksIterator inbox = database.db.newIterator(database.inbox)) {
            for (inbox.seekToFirst(); inbox.isValid(); inbox.next()) {
                ByteBuffer key = ByteBuffer.wrap(inbox.key());
                NodeId origin = new NodeId(key.getInt());
                PayloadReader in = new PayloadReader(inbox.value());
                replay.pending(PutMessage.readBody(origin, key.getLong(), in));
                in.expectEnd();
            }
            inbox.status();
        } catch (RocksDBException | MalformedPayloadException e) {
            throw new StorageException("inbox of " + directory + " is damaged: " + e.getMessage(), e);
        }
        readMarks();
        received.forEach(replay::received);
        replay.finish();
    }

    private void replayLog(ReplicaEngine<?, ?, ?, ?, ?>.Replay replay) throws StorageException {
        try (RocksIterator log = database.db.newIterator(database.inputLog)) {
            for (log.seekToFirst(); log.isValid(); log.next()) {
                long index = ByteBuffer.wrap(log.key()).getLong();
                if (index != nextLogIndex) {
                    throw new StorageException("input log of " + directory + " has entry " + index + " where entry "
                            + nextLogIndex + " belongs");
                }
                logRecords += InputRecords.read(log.value(), self, replay);
                nextLogIndex++;
            }
            log.status();
        } catch (RocksDBException | MalformedPayloadException e) {
            throw new StorageException(
                    "input log of " + directory + " is damaged at entry " + nextLogIndex + ": " + e.getMessage(), e);
        }
        nextOwnSequence = replay.ownSequence() + 1;
    }

    private void readMarks() throws StorageException {
        try (RocksIterator meta = database.db.newIterator(database.meta)) {
            for (meta.seekToFirst(); meta.isValid(); meta.next()) {
                byte[] key = meta.key();
                if (startsWith(key, ACKNOWLEDGED)) {
                    acknowledged.put(
                            nodeIn(key, ACKNOWLEDGED),
                            ByteBuffer.wrap(meta.value()).getLong());
                } else if (startsWith(key, RECEIVED)) {
                    received.put(
                            nodeIn(key, RECEIVED), ByteBuffer.wrap(meta.value()).getLong());
                }
            }
            meta.status();
            byte[] start = database.db.get(database.meta, OUTBOX_START);
            outboxStart = start == null ? 1 : ByteBuffer.wrap(start).getLong();
        } catch (RocksDBException e) {
            throw new StorageException("marks of " + directory + " are damaged: " + e.getMessage(), e);
        }
        recent.startAt(nextOwnSequence);
    }

    @Override
    public void put(long now, PutMessage put) {
        byte[] body = put.encodeBody();
        InputRecords.writePut(logEntry, now, put.sequence(), body);
        nextOwnSequence = put.sequence() + 1;
        if (keepsOutbox) {
            recent.add(body);
            inBatch(() -> batch.put(database.outbox, longKey(put.sequence()), body));
        } else {
            outboxStart = nextOwnSequence;
        }
        recorded();
    }

    @Override
    public void get(Bytes key) {
        InputRecords.writeGet(logEntry, key);
        recorded();
    }

    @Override
    public void applied(PutMessage put) {
        InputRecords.writeApplied(logEntry, put);
        recorded();
    }

    @Override
    public void pending(PutMessage put) {
        inBatch(() -> batch.put(database.inbox, inboxKey(put), put.encodeBody()));
    }

    @Override
    public void noLongerPending(PutMessage put) {
        inBatch(() -> batch.delete(database.inbox, inboxKey(put)));
    }

    @Override
    public void received(NodeId origin, long sequence) {
        inBatch(() -> batch.put(database.meta, nodeKey(RECEIVED, origin), longKey(sequence)));
    }

    @Override
    public void acknowledged(NodeId peer, long sequence) {
        acknowledged.put(peer, sequence);
        inBatch(() -> batch.put(database.meta, nodeKey(ACKNOWLEDGED, peer), longKey(sequence)));
    }

    @Override
    public long acknowledgedBy(NodeId peer) {
        return acknowledged.getOrDefault(peer, 0L);
    }

    @Override
    public void trimOutbox(long sequence) {
        if (sequence >= outboxStart) {
            long from = outboxStart;
            outboxStart = sequence + 1;
            recent.dropUpTo(sequence);
            inBatch(() -> {
                batch.deleteRange(database.outbox, longKey(from), longKey(sequence + 1));
                batch.put(database.meta, OUTBOX_START, longKey(sequence + 1));
            });
        }
    }

    private void recorded() {
        changed = true;
        logRecords++;
        if (logEntry.length() > LOG_ENTRY_BYTES) {
            closeLogEntry();
        }
    }

    private void closeLogEntry() {
        byte[] entry = logEntry.toByteArray();
        inBatch(() -> batch.put(database.inputLog, longKey(nextLogIndex), entry));
        nextLogIndex++;
        if (entry.length > 4 * LOG_ENTRY_BYTES) {
            logEntry = new PayloadWriter();
        } else {
            logEntry.reset();
        }
    }

    @Override
    public void commit() throws StorageException {
        if (!changed) {
            return;
        }
        if (logEntry.length() > 0) {
            closeLogEntry();
        }
        try {
            database.db.write(writeOptions, batch);
        } catch (RocksDBException e) {
            throw StorageException.during("writing to " + directory, e);
        }
        changed = false;
        if (batch.getDataSize() > 16 * LOG_ENTRY_BYTES) {
            batch.close();
            batch = new WriteBatch();
        } else {
            batch.clear();
        }
    }

    @Override
    public void sync() throws StorageException {
        try {
            database.db.syncWal();
        } catch (RocksDBException e) {
            throw StorageException.during("syncing " + directory, e);
        }
    }

    @Override
    public long outboxStart() {
        return outboxStart;
    }

    @Override
    public List<byte[]> outbox(long from, int messagesMax, long bytesMax) throws StorageException {
        if (recent.holds(from)) {
            return recent.from(from, messagesMax, bytesMax);
        }
        List<byte[]> bodies = new ArrayList<>();
        if (from < outboxStart) {
            return bodies;
        }
        try (RocksIterator outbox = database.db.newIterator(database.outbox)) {
            long bytes = 0;
            for (outbox.seek(longKey(from)); outbox.isValid(); outbox.next()) {
                long sequence = ByteBuffer.wrap(outbox.key()).getLong();
                if (sequence != from + bodies.size()) {
                    throw new StorageException("outbox of " + directory + " lacks put " + (from + bodies.size()));
                }
                bodies.add(outbox.value());
                bytes += bodies.getLast().length;
                if (bodies.size() >= messagesMax || bytes >= bytesMax) {
                    break;
                }
            }
            outbox.status();
        } catch (RocksDBException e) {
            throw StorageException.during("reading the outbox of " + directory, e);
        }
        return bodies;
    }

    @Override
    public long logRecords() {
        return logRecords;
    }

    @Override
    public void close() {
        writeOptions.close();
        batch.close();
        database.close();
        try {
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the lock of " + directory, e);
        }
    }

    /** Adding to a batch in memory fails only when the batch or the database is misused. */
    private void inBatch(BatchStep step) {
        changed = true;
        try {
            step.run();
        } catch (RocksDBException e) {
            throw new IllegalStateException("adding to a write batch", e);
        }
    }

    @FunctionalInterface
    private interface BatchStep {
        void run() throws RocksDBException;
    }

    private static byte[] longKey(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static byte[] inboxKey(PutMessage put) {
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(put.origin().number())
                .putLong(put.sequence())
                .array();
    }

    private static byte[] nodeKey(byte[] prefix, NodeId node) {
        return ByteBuffer.allocate(prefix.length + Integer.BYTES)
                .put(prefix)
                .putInt(node.number())
                .array();
    }

    private static NodeId nodeIn(byte[] key, byte[] prefix) {
        return new NodeId(ByteBuffer.wrap(key).getInt(prefix.length));
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length == prefix.length + Integer.BYTES
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
