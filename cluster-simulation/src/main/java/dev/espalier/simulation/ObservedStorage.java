package dev.espalier.simulation;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.storage.Epochs;
import dev.espalier.store.storage.KeptKeys;
import dev.espalier.store.storage.StateStatistics;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The node's own storage, with somebody looking over its shoulder who notes in the ledger what is durable. */
final class ObservedStorage implements Storage {
    private final int node;
    private final Storage real;
    private final Ledger ledger;
    private final Consumer<PutMessage> made;
    private final BooleanSupplier lastWritten;
    private final Map<Integer, Long> received = new HashMap<>();
    private long own;

    /**
     * @param made is told of each put that the node makes
     * @param lastWritten whether the last batch came to the disk although the write failed
     */
    ObservedStorage(
            int node, Storage real, Ledger ledger, Consumer<PutMessage> made, BooleanSupplier lastWritten) {
        this.node = node;
        this.real = real;
        this.ledger = ledger;
        this.made = made;
        this.lastWritten = lastWritten;
    }

    @Override
    public void recover(ReplicaEngine<?>.Replay replay) throws StorageException {
        real.recover(replay);
        ledger.recovered(node, replay.ownSequence());
    }

    @Override
    public void put(long now, PutMessage put) {
        made.accept(put);
        own = put.sequence();
        real.put(now, put);
    }

    @Override
    public void received(NodeId origin, long sequence) {
        received.put(origin.number(), sequence);
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
        ledger.ownIsDurable(node, own);
        received.forEach((origin, sequence) -> ledger.receivedIsDurable(node, origin, sequence));
        received.clear();
    }

    @Override
    public void trimOutbox(long sequence) {
        ledger.outboxStarts(node, sequence + 1);
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
    public List<byte[]> outbox(long from, int messagesMax, long bytesMax) throws StorageException {
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
