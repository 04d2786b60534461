package dev.espalier.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.core.NodeId;
import dev.espalier.store.engine.ReplicaEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksDBException;

/** How far each peer's puts have come here and this node's have come there, where the outbox begins, and the epochs. */
final class ReplicationMarks {
    private static final byte[] ACKNOWLEDGED = "acknowledged/".getBytes(UTF_8);
    private static final byte[] RECEIVED = "received/".getBytes(UTF_8);
    private static final byte[] EPOCH = "epoch/".getBytes(UTF_8);
    private static final byte[] INCARNATION = "incarnation/".getBytes(UTF_8);
    private static final byte[] OUTBOX_START = "outbox-start".getBytes(UTF_8);

    private final Database database;
    private final TickBatch batch;
    private final Map<NodeId, Long> acknowledged = new HashMap<>();
    private final Map<NodeId, Epochs> epochs = new HashMap<>();
    private final Map<NodeId, Long> received = new HashMap<>();
    private final Map<NodeId, Long> incarnations = new HashMap<>();
    private long outboxStart = 1;

    ReplicationMarks(Database database, TickBatch batch) {
        this.database = database;
        this.batch = batch;
    }

    /** Takes a mark that was recorded. */
    @FunctionalInterface
    interface ReceivedMark {
        /** All puts of {@code origin} up to {@code sequence} had arrived. */
        void upTo(NodeId origin, long sequence);
    }

    /** Reads what was recorded; {@code place} is for errors. */
    void recover(ReplicaEngine<?>.Replay replay, String place) throws StorageException {
        read(place, replay::received);
    }

    /** Reads what was recorded; {@code place} is for errors. */
    void read(String place, ReceivedMark marks) throws StorageException {
        try (RowIterator meta = database.db.newIterator(database.meta)) {
            for (meta.seekToFirst(); meta.isValid(); meta.next()) {
                byte[] key = meta.key();
                if (DatabaseKeys.isNode(key, ACKNOWLEDGED)) {
                    acknowledged.put(DatabaseKeys.nodeIn(key, ACKNOWLEDGED), DatabaseKeys.number(meta.value()));
                } else if (DatabaseKeys.isNode(key, RECEIVED)) {
                    NodeId origin = DatabaseKeys.nodeIn(key, RECEIVED);
                    long sequence = DatabaseKeys.number(meta.value());
                    received.put(origin, sequence);
                    marks.upTo(origin, sequence);
                } else if (DatabaseKeys.isNode(key, INCARNATION)) {
                    incarnations.put(DatabaseKeys.nodeIn(key, INCARNATION), DatabaseKeys.number(meta.value()));
                } else if (DatabaseKeys.isNodePut(key, EPOCH)) {
                    epochs(DatabaseKeys.nodeIn(key, EPOCH))
                            .begin(DatabaseKeys.putIn(key, EPOCH), DatabaseKeys.number(meta.value()));
                }
            }
            meta.status();
            byte[] start = database.db.get(database.meta, OUTBOX_START);
            outboxStart = start == null ? 1 : DatabaseKeys.number(start);
        } catch (RocksDBException e) {
            throw new StorageException("marks of " + place + " are damaged: " + e.getMessage(), e);
        }
    }

    /** How far the puts of each node had arrived when these marks were read. */
    Map<NodeId, Long> receivedMarks() {
        return received;
    }

    /** The incarnation that {@code node} had when it was met; 0 when it was not. */
    long incarnationOf(NodeId node) {
        return incarnations.getOrDefault(node, 0L);
    }

    void metIncarnation(NodeId node, long incarnation) {
        incarnations.put(node, incarnation);
        batch.put(database.meta, DatabaseKeys.node(INCARNATION, node), DatabaseKeys.number(incarnation));
    }

    void received(NodeId origin, long sequence) {
        batch.put(database.meta, DatabaseKeys.node(RECEIVED, origin), DatabaseKeys.number(sequence));
    }

    void acknowledged(NodeId peer, long sequence) {
        acknowledged.put(peer, sequence);
        batch.put(database.meta, DatabaseKeys.node(ACKNOWLEDGED, peer), DatabaseKeys.number(sequence));
    }

    long acknowledgedBy(NodeId peer) {
        return acknowledged.getOrDefault(peer, 0L);
    }

    Epochs epochs(NodeId origin) {
        return epochs.computeIfAbsent(origin, id -> new Epochs());
    }

    void beginEpoch(NodeId origin, long start, long id, long neededFrom) {
        Epochs known = epochs(origin);
        List<Long> before = List.copyOf(known.starts().keySet());
        known.begin(start, id);
        known.forgetBefore(neededFrom);
        for (Long old : before) {
            if (!known.starts().containsKey(old)) {
                batch.delete(database.meta, DatabaseKeys.nodePut(EPOCH, origin, old));
            }
        }
        batch.put(database.meta, DatabaseKeys.nodePut(EPOCH, origin, start), DatabaseKeys.number(id));
    }

    long outboxStart() {
        return outboxStart;
    }

    /** The outbox begins at {@code start} now; not recorded, for a node that keeps none. */
    void outboxStartsUnrecorded(long start) {
        outboxStart = start;
    }

    void outboxStarts(long start) {
        outboxStart = start;
        batch.put(database.meta, OUTBOX_START, DatabaseKeys.number(start));
    }
}
