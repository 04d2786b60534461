package dev.espalier.simulation;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.engine.MigrationWriter;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.StateKeeper;
import dev.espalier.store.storage.Epochs;
import dev.espalier.store.storage.KeptKeys;
import dev.espalier.store.storage.OriginMark;
import dev.espalier.store.storage.PutBodies;
import dev.espalier.store.storage.StateImage;
import dev.espalier.store.storage.StateImport;
import dev.espalier.store.storage.StateStatistics;
import dev.espalier.store.storage.StateTransfer;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A database of a node, with somebody looking over its shoulder who notes in the ledger what is durable: once the database
 * counts, which that of an epoch to come does not yet.
 */
final class ObservedStorage implements Storage {
    private final int node;
    private final Storage real;
    private final Ledger ledger;
    private final Consumer<PutMessage> made;
    private final BooleanSupplier lastWritten;
    private final IntPredicate isCutOff;
    private final Runnable snapshots;
    private boolean counts;
    private final Map<Integer, Long> received = new HashMap<>();
    private long own;

    /**
     * @param made is told of each put that the node makes
     * @param lastWritten whether the last batch came to the disk although the write failed
     * @param isCutOff whether the node has cut a peer off
     * @param snapshots runs when a snapshot has taken the state's place
     * @param counts whether the database is in force
     */
    ObservedStorage(
            int node,
            Storage real,
            Ledger ledger,
            Consumer<PutMessage> made,
            BooleanSupplier lastWritten,
            IntPredicate isCutOff,
            Runnable snapshots,
            boolean counts) {
        this.node = node;
        this.real = real;
        this.ledger = ledger;
        this.made = made;
        this.lastWritten = lastWritten;
        this.isCutOff = isCutOff;
        this.snapshots = snapshots;
        this.counts = counts;
    }

    @Override
    public void recover(ReplicaEngine<?>.Replay replay) throws StorageException {
        real.recover(replay);
        own = replay.ownSequence();
        if (counts) {
            ledger.recovered(node, own);
        }
    }

    @Override
    public void continueFrom(long ownSequence, Storage before, Collection<NodeId> peers) throws StorageException {
        real.continueFrom(ownSequence, before, peers);
    }

    /** The database is in force from now on. */
    void counts() {
        ledger.continues(node, own);
        counts = true;
    }

    /** What has arrived is as good as durable: the database is complete, and others rely on it. */
    void prepared() {
        arrived();
    }

    @Override
    public void put(long now, PutMessage put) {
        made.accept(put);
        own = put.sequence();
        real.put(now, put);
    }

    @Override
    public void received(NodeId origin, long sequence) {
        if (!origin.equals(MigrationWriter.ID)) {
            received.put(origin.number(), sequence);
        }
        real.received(origin, sequence);
    }

    @Override
    public void commit() throws StorageException {
        try {
            real.commit();
        } catch (StorageException | RuntimeException | Error e) {
            if (lastWritten.getAsBoolean()) {
                durable();
            }
            throw e;
        }
        durable();
    }

    private void durable() {
        if (counts) {
            ledger.ownIsDurable(node, own);
            arrived();
        }
    }

    private void arrived() {
        received.forEach((origin, sequence) -> ledger.receivedIsDurable(node, origin, sequence));
        received.clear();
    }

    @Override
    public void trimOutbox(long sequence) {
        if (counts) {
            ledger.outboxStarts(node, sequence + 1, isCutOff);
        }
        real.trimOutbox(sequence);
    }

    @Override
    public void get(Bytes key) {
        real.get(key);
    }

    @Override
    public void applied(PutMessage put) {
        real.applied(put);
    }

    @Override
    public void pending(PutMessage put) {
        real.pending(put);
    }

    @Override
    public void noLongerPending(PutMessage put) {
        real.noLongerPending(put);
    }

    @Override
    public void sync() throws StorageException {
        real.sync();
    }

    @Override
    public long outboxStart() {
        return real.outboxStart();
    }

    @Override
    public PutBodies outbox(long from, int messagesMax, long bytesMax) throws StorageException {
        return real.outbox(from, messagesMax, bytesMax);
    }

    @Override
    public void acknowledged(NodeId peer, long sequence) {
        real.acknowledged(peer, sequence);
    }

    @Override
    public long acknowledgedBy(NodeId peer) {
        return real.acknowledgedBy(peer);
    }

    @Override
    public Epochs epochs(NodeId origin) {
        return real.epochs(origin);
    }

    @Override
    public void beginEpoch(NodeId origin, long start, long id, long neededFrom) {
        real.beginEpoch(origin, start, id, neededFrom);
    }

    @Override
    public long outboxBytes(long from) {
        return real.outboxBytes(from);
    }

    @Override
    public long incarnation() {
        return real.incarnation();
    }

    @Override
    public long incarnationOf(NodeId peer) {
        return real.incarnationOf(peer);
    }

    @Override
    public void metIncarnation(NodeId peer, long incarnation) {
        real.metIncarnation(peer, incarnation);
    }

    @Override
    public byte @Nullable [] membership() {
        return real.membership();
    }

    @Override
    public void keepMembership(byte[] membership) {
        real.keepMembership(membership);
    }

    @Override
    public void keepOutbox() {
        real.keepOutbox();
    }

    @Override
    public @Nullable StateTransfer transfer() {
        StateTransfer transfer = real.transfer();
        return transfer == null ? null : new ObservedTransfer(transfer);
    }

    /** Marks that come with a snapshot tell of arrivals too. */
    private final class ObservedTransfer implements StateTransfer {
        private final StateTransfer transfer;

        ObservedTransfer(StateTransfer transfer) {
            this.transfer = transfer;
        }

        @Override
        public StateImage image() throws StorageException {
            return transfer.image();
        }

        @Override
        public StateImport begin() throws StorageException {
            return transfer.begin();
        }

        @Override
        public StateKeeper use(StateImport imported) throws StorageException {
            return transfer.use(imported);
        }

        @Override
        public void stands(OriginMark mark) {
            if (!mark.origin().equals(MigrationWriter.ID)) {
                received.merge(mark.origin().number(), mark.applied(), Math::max);
            }
            transfer.stands(mark);
        }

        @Override
        public void switched() throws StorageException {
            transfer.switched();
            snapshots.run();
        }
    }

    @Override
    public long logRecords() {
        return real.logRecords();
    }

    @Override
    public long recoveredRecords() {
        return real.recoveredRecords();
    }

    @Override
    public @Nullable KeptKeys keptKeys() {
        return real.keptKeys();
    }

    @Override
    public StateStatistics stateStatistics() {
        return real.stateStatistics();
    }

    @Override
    public void close() {
        real.close();
    }
}
