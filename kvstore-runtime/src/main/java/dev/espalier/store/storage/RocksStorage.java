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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDBException;

/**
 * The node's disk on RocksDB. Column families: {@code input-log} (8-byte big-endian index to the records of a tick),
 * {@code outbox} (own put number to body), {@code inbox} (origin and number of a pending put to body), {@code state} (key to
 * what the core's state has of it), {@code meta}. A core whose states can be written down has no input log but a state.
 * A batch goes to RocksDB's write-ahead log as one record with a checksum, so a crash leaves all of it or none.
 */
public final class RocksStorage implements Storage {
    /** Room for entries where nobody says how much. */
    private static final long CACHE_BYTES = 64L << 20;

    /** The row with the number of the last own put that was made before this database was. */
    private static final byte[] OWN_BEFORE = "own-before".getBytes(UTF_8);

    private final String directory;
    private final @Nullable DataDirectory held;
    private final Database database;
    private final NodeId self;
    private boolean keepsOutbox;
    private final boolean synced;
    private final TickBatch batch;
    private final InputLog log;
    private final ReplicationMarks marks;
    private final PayloadWriter bodyOut = new PayloadWriter();
    private final RecentPuts recent = new RecentPuts();
    private final IdentityRows identity;
    private final @Nullable StateInUse state;
    private final OutboxLedger ledger;
    private long incarnation;
    private final @Nullable StateTransfer transfer;
    private byte @Nullable [] membership;
    private long recoveredRecords;

    private RocksStorage(
            String directory,
            @Nullable DataDirectory held,
            Database database,
            @Nullable StateCopies copies,
            StoreIdentity identity,
            Durability durability,
            boolean keepsOutbox,
            long cacheBytes)
            throws NodeStartException {
        this.directory = directory;
        this.held = held;
        this.database = database;
        this.batch = database.db.newBatch();
        this.identity = new IdentityRows(database, Path.of(directory), identity);
        this.self = identity.node();
        this.membership = this.identity.membership();
        this.keepsOutbox = keepsOutbox || membership != null;
        this.synced = durability == Durability.ALWAYS;
        this.log = new InputLog(database, batch);
        this.marks = new ReplicationMarks(database, batch);
        this.state = identity.stateShape() == null ? null : new StateInUse(database, batch, directory, cacheBytes);
        this.ledger = new OutboxLedger(database, batch);
        // A disk that is not a directory is nobody's to lose.
        this.incarnation = held == null ? 0 : this.identity.incarnation();
        this.transfer = state == null || copies == null
                ? null
                : new RowsStateTransfer(directory, database, copies, identity, batch, marks, state, this::incarnation);
    }

    /**
     * Opens the data of {@code identity} in {@code root}, or creates it where the directory is provably new.
     *
     * @param keepsOutbox whether there are peers to send own puts to
     * @throws NodeStartException if the directory cannot be used, is in use, is damaged or holds other data
     */
    public static RocksStorage open(Path root, StoreIdentity identity, Durability durability, boolean keepsOutbox)
            throws NodeStartException {
        return open(root, identity, durability, keepsOutbox, CACHE_BYTES);
    }

    /**
     * As above.
     *
     * @param cacheBytes how much memory the entries of a state that is kept may take, in bytes
     */
    public static RocksStorage open(
            Path root, StoreIdentity identity, Durability durability, boolean keepsOutbox, long cacheBytes)
            throws NodeStartException {
        DataDirectory directory = DataDirectory.open(root);
        try {
            if (directory.isNew()) {
                Database.create(directory.creating(), identity);
                directory.created();
            }
            directory.dropImages();
            Database database = Database.open(directory.database(), identity);
            return new RocksStorage(
                    directory.toString(),
                    directory,
                    database,
                    new RocksStateCopies(directory, database.rocks()),
                    identity,
                    durability,
                    keepsOutbox,
                    cacheBytes);
        } catch (NodeStartException e) {
            try {
                directory.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /**
     * As {@link #open(Path, StoreIdentity, Durability, boolean, long)}, on rows that are not RocksDB's.
     *
     * @param copies how states are copied and taken in there
     * @param place what to call them in errors
     */
    public static RocksStorage on(
            RowStore rows,
            StateCopies copies,
            String place,
            StoreIdentity identity,
            Durability durability,
            boolean keepsOutbox,
            long cacheBytes)
            throws NodeStartException {
        return new RocksStorage(
                place, null, Database.on(rows, identity), copies, identity, durability, keepsOutbox, cacheBytes);
    }

    @Override
    public void continueFrom(long ownSequence, Storage before, Collection<NodeId> peers) throws StorageException {
        try (TickBatch first = database.db.newBatch()) {
            first.put(database.meta, OWN_BEFORE, DatabaseKeys.number(ownSequence));
            first.write(true);
        } catch (RocksDBException e) {
            throw StorageException.during("writing to " + directory, e);
        }
        if (before.incarnation() != 0) {
            incarnation = before.incarnation();
            identity.keepIncarnation(batch, incarnation);
        }
        byte[] known = before.membership();
        if (known != null) {
            keepMembership(known);
            keepsOutbox = true;
        }
        for (NodeId peer : peers) {
            if (before.incarnationOf(peer) != 0) {
                marks.metIncarnation(peer, before.incarnationOf(peer));
            }
        }
    }

    private long ownBefore() throws StorageException {
        try {
            byte[] before = database.db.get(database.meta, OWN_BEFORE);
            return before == null ? 0 : DatabaseKeys.number(before);
        } catch (RocksDBException e) {
            throw StorageException.during("reading " + directory, e);
        }
    }

    @Override
    public void recover(ReplicaEngine<?>.Replay replay) throws StorageException {
        replay.continueFrom(ownBefore());
        if (state == null) {
            log.replay(self, replay, directory, () -> {});
            recoveredRecords = log.records();
        } else {
            recoveredRecords =
                    new StateRecovery(database, batch, state.tables(), synced, directory).run(replay, log, self);
            identity.takeOver(batch);
        }
        try (RowIterator inbox = database.db.newIterator(database.inbox)) {
            for (inbox.seekToFirst(); inbox.isValid(); inbox.next()) {
                ByteBuffer key = ByteBuffer.wrap(inbox.key());
                NodeId origin = new NodeId(key.getInt());
                PayloadReader in = new PayloadReader(inbox.value());
                replay.pending(PutMessage.readBody(origin, key.getLong(), in));
                in.expectEnd();
                recoveredRecords++;
            }
            inbox.status();
        } catch (RocksDBException | MalformedPayloadException e) {
            throw new StorageException("inbox of " + directory + " is damaged: " + e.getMessage(), e);
        }
        marks.recover(replay, directory);
        adjustOutbox(replay.ownSequence());
        recent.startAt(replay.ownSequence() + 1);
        replay.finish();
    }

    /** A node without peers keeps no outbox; when it had or gets some, the outbox begins behind what it did alone. */
    private void adjustOutbox(long ownSequence) throws StorageException {
        if (!keepsOutbox) {
            trimOutbox(ownSequence);
            return;
        }
        try (RowIterator outbox = database.db.newIterator(database.outbox)) {
            outbox.seekToFirst();
            long first = outbox.isValid() ? DatabaseKeys.number(outbox.key()) : ownSequence + 1;
            outbox.status();
            if (first > marks.outboxStart()) {
                marks.outboxStarts(first);
            }
            ledger.recover(marks.outboxStart());
        } catch (RocksDBException e) {
            throw new StorageException("outbox of " + directory + " is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public void put(long now, PutMessage put) {
        if (!keepsOutbox) {
            marks.outboxStartsUnrecorded(put.sequence() + 1);
            if (state != null) {
                return;
            }
        }
        bodyOut.reset();
        put.writeBody(bodyOut);
        byte[] body = bodyOut.toByteArray();
        if (state == null) {
            log.put(now, put.sequence(), body);
        }
        if (keepsOutbox) {
            recent.add(bodyOut);
            batch.put(database.outbox, DatabaseKeys.number(put.sequence()), body);
            ledger.add(put.sequence(), body.length);
        }
    }

    @Override
    public void get(Bytes key) {
        if (state == null) {
            log.get(key);
        }
    }

    @Override
    public void applied(PutMessage put) {
        if (state == null) {
            log.applied(put);
        }
    }

    @Override
    public void pending(PutMessage put) {
        batch.put(database.inbox, DatabaseKeys.inbox(put), put.encodeBody());
    }

    @Override
    public void noLongerPending(PutMessage put) {
        batch.delete(database.inbox, DatabaseKeys.inbox(put));
    }

    @Override
    public void received(NodeId origin, long sequence) {
        marks.received(origin, sequence);
    }

    @Override
    public void acknowledged(NodeId peer, long sequence) {
        marks.acknowledged(peer, sequence);
    }

    @Override
    public long acknowledgedBy(NodeId peer) {
        return marks.acknowledgedBy(peer);
    }

    @Override
    public Epochs epochs(NodeId origin) {
        return marks.epochs(origin);
    }

    @Override
    public void beginEpoch(NodeId origin, long start, long id, long neededFrom) {
        marks.beginEpoch(origin, start, id, neededFrom);
    }

    @Override
    public void trimOutbox(long sequence) {
        long from = marks.outboxStart();
        if (sequence >= from) {
            recent.dropUpTo(sequence);
            batch.deleteRange(database.outbox, DatabaseKeys.number(from), DatabaseKeys.number(sequence + 1));
            marks.outboxStarts(sequence + 1);
            ledger.startsAt(sequence + 1);
        }
    }

    @Override
    public long outboxBytes(long from) {
        return ledger.bytesFrom(from);
    }

    @Override
    public long incarnation() {
        return incarnation;
    }

    @Override
    public long incarnationOf(NodeId peer) {
        return marks.incarnationOf(peer);
    }

    @Override
    public void metIncarnation(NodeId peer, long met) {
        marks.metIncarnation(peer, met);
    }

    @Override
    public byte @Nullable [] membership() {
        return membership;
    }

    @Override
    public void keepMembership(byte[] next) {
        membership = next;
        identity.keepMembership(batch, next);
    }

    @Override
    public void keepOutbox() {
        if (!keepsOutbox) {
            keepsOutbox = true;
            // Own puts so far are in no outbox.
            recent.startAt(marks.outboxStart());
        }
    }

    @Override
    public @Nullable StateTransfer transfer() {
        return transfer;
    }

    @Override
    public void commit() throws StorageException {
        log.flush();
        if (batch.isEmpty()) {
            return;
        }
        try {
            batch.write(synced);
            if (state != null) {
                state.tables().written();
            }
        } catch (RocksDBException e) {
            throw StorageException.during("writing to " + directory, e);
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
        return marks.outboxStart();
    }

    @Override
    public PutBodies outbox(long from, int messagesMax, long bytesMax) throws StorageException {
        if (from < marks.outboxStart()) {
            return PutBodies.NONE;
        }
        if (recent.holds(from)) {
            return recent.from(from, messagesMax, bytesMax);
        }
        List<byte[]> bodies = new ArrayList<>();
        try (RowIterator outbox = database.db.newIterator(database.outbox)) {
            long bytes = 0;
            for (outbox.seek(DatabaseKeys.number(from)); outbox.isValid(); outbox.next()) {
                long sequence = DatabaseKeys.number(outbox.key());
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
        return PutBodies.of(bodies);
    }

    @Override
    public long logRecords() {
        return log.records();
    }

    @Override
    public long recoveredRecords() {
        return recoveredRecords;
    }

    @Override
    public @Nullable KeptKeys keptKeys() {
        return state;
    }

    @Override
    public StateStatistics stateStatistics() {
        return state == null ? StateStatistics.NONE : state.tables().statistics();
    }

    @Override
    public void checkpoint(Path folder) throws StorageException {
        try (Checkpoint checkpoint = Checkpoint.create(database.rocks().database())) {
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException e) {
            throw StorageException.during("copying " + directory + " to " + folder, e);
        }
    }

    @Override
    public Map<String, Long> diskStatistics() {
        return database.statistics();
    }

    @Override
    public void close() {
        batch.close();
        database.close();
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the lock of " + directory, e);
        }
    }
}
