package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The disk that a node uses now; another database takes its place when an epoch of cores ends. */
public final class CurrentStorage implements Storage {
    /** Set on the loop, read by syncs too. */
    private volatile Storage present;

    public CurrentStorage(Storage present) {
        this.present = present;
    }

    /** Uses {@code next} from now on; gives the one before, to be closed when no sync of it runs. */
    public Storage replaceBy(Storage next) {
        Storage before = present;
        present = next;
        return before;
    }

    @Override
    public void recover(ReplicaEngine<?>.Replay replay) throws StorageException {
        present.recover(replay);
    }

    @Override
    public void commit() throws StorageException {
        present.commit();
    }

    @Override
    public void sync() throws StorageException {
        present.sync();
    }

    @Override
    public long outboxStart() {
        return present.outboxStart();
    }

    @Override
    public PutBodies outbox(long from, int messagesMax, long bytesMax) throws StorageException {
        return present.outbox(from, messagesMax, bytesMax);
    }

    @Override
    public void acknowledged(NodeId peer, long sequence) {
        present.acknowledged(peer, sequence);
    }

    @Override
    public long acknowledgedBy(NodeId peer) {
        return present.acknowledgedBy(peer);
    }

    @Override
    public Epochs epochs(NodeId origin) {
        return present.epochs(origin);
    }

    @Override
    public void beginEpoch(NodeId origin, long start, long id, long neededFrom) {
        present.beginEpoch(origin, start, id, neededFrom);
    }

    @Override
    public void trimOutbox(long sequence) {
        present.trimOutbox(sequence);
    }

    @Override
    public long logRecords() {
        return present.logRecords();
    }

    @Override
    public long recoveredRecords() {
        return present.recoveredRecords();
    }

    @Override
    public @Nullable KeptKeys keptKeys() {
        return present.keptKeys();
    }

    @Override
    public StateStatistics stateStatistics() {
        return present.stateStatistics();
    }

    @Override
    public void checkpoint(Path folder) throws StorageException {
        present.checkpoint(folder);
    }

    @Override
    public Map<String, Long> diskStatistics() {
        return present.diskStatistics();
    }

    @Override
    public void put(long now, PutMessage put) {
        present.put(now, put);
    }

    @Override
    public void get(Bytes key) {
        present.get(key);
    }

    @Override
    public void applied(PutMessage put) {
        present.applied(put);
    }

    @Override
    public void pending(PutMessage put) {
        present.pending(put);
    }

    @Override
    public void noLongerPending(PutMessage put) {
        present.noLongerPending(put);
    }

    @Override
    public void received(NodeId origin, long sequence) {
        present.received(origin, sequence);
    }

    @Override
    public long outboxBytes(long from) {
        return present.outboxBytes(from);
    }

    @Override
    public long incarnation() {
        return present.incarnation();
    }

    @Override
    public long incarnationOf(NodeId peer) {
        return present.incarnationOf(peer);
    }

    @Override
    public void metIncarnation(NodeId peer, long incarnation) {
        present.metIncarnation(peer, incarnation);
    }

    @Override
    public byte @Nullable [] membership() {
        return present.membership();
    }

    @Override
    public void keepMembership(byte[] membership) {
        present.keepMembership(membership);
    }

    @Override
    public void keepOutbox() {
        present.keepOutbox();
    }

    @Override
    public @Nullable StateTransfer transfer() {
        return present.transfer();
    }

    @Override
    public void close() {
        present.close();
    }
}
