package dev.espalier.store.peer;

import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.storage.OriginMark;
import dev.espalier.store.storage.PutBodies;
import dev.espalier.store.storage.StateImport;
import dev.espalier.store.storage.StateTransfer;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The step from a node's own state to a snapshot of another's. In the model it is nothing but a replica applying, in
 * another order than the peer did, the puts that it lacks: see docs/replication.md for why that is sound.
 */
final class SnapshotSwitch {
    private static final int READ_PUTS = 512;
    private static final long READ_BYTES = 1L << 20;

    private final NodeId self;
    private final ReplicaEngine<?> engine;
    private final Storage storage;
    private final Runnable replaced;

    /**
     * @param replaced runs when the state is another one, before own puts are applied to it
     */
    SnapshotSwitch(NodeId self, ReplicaEngine<?> engine, Storage storage, Runnable replaced) {
        this.self = self;
        this.engine = engine;
        this.storage = storage;
        this.replaced = replaced;
    }

    /** Why a snapshot with {@code marks} may not replace the state, empty when it may. */
    String unfit(List<OriginMark> marks, Map<NodeId, Long> needs) {
        Map<NodeId, Long> applied = applied(marks);
        for (Map.Entry<NodeId, Long> need : needs.entrySet()) {
            long has = applied.getOrDefault(need.getKey(), 0L);
            // Own puts made since the needs were told are in the outbox, and are applied again.
            if (has < need.getValue() && !need.getKey().equals(self)) {
                return "it has puts of node " + need.getKey() + " up to " + has + " and this node up to "
                        + need.getValue();
            }
        }
        for (OriginMark mark : marks) {
            if (mark.origin().equals(self)) {
                if (mark.applied() > engine.ownSequence()
                        || mark.applied() < storage.outboxStart() - 1
                        || mark.epoch() != storage.epochs(self).at(mark.applied())) {
                    return "it holds put " + mark.applied() + " of this node, and this node's own puts end at "
                            + engine.ownSequence() + " or are others: this node " + PeerIdentity.LOST_DATA;
                }
            } else if (PeerIdentity.isAnother(mark.incarnation(), storage.incarnationOf(mark.origin()))) {
                return "it has met node " + mark.origin() + " with other data than this node has: node " + mark.origin()
                        + " " + PeerIdentity.LOST_DATA;
            }
        }
        return "";
    }

    private static Map<NodeId, Long> applied(List<OriginMark> marks) {
        Map<NodeId, Long> applied = new HashMap<>();
        marks.forEach(mark -> applied.put(mark.origin(), mark.applied()));
        return applied;
    }

    /**
     * Replaces the engine's state, and records that in the next batch.
     *
     * @param state what is beside the rows
     * @param rows all of them, on the disk
     */
    void run(byte[] state, List<OriginMark> marks, StateImport rows) throws StorageException {
        StateTransfer transfer = Objects.requireNonNull(storage.transfer());
        Map<NodeId, Long> applied = applied(marks);
        engine.takeOver(transfer.use(rows), state, applied);
        for (OriginMark mark : marks) {
            if (!mark.origin().equals(self) && engine.receivedContiguously(mark.origin()) == mark.applied()) {
                transfer.stands(mark);
            }
        }
        replaced.run();
        reapplyFrom(applied.getOrDefault(self, 0L) + 1);
    }

    private void reapplyFrom(long first) throws StorageException {
        long next = first;
        while (next <= engine.ownSequence()) {
            PutBodies bodies = storage.outbox(next, READ_PUTS, READ_BYTES);
            if (bodies.count() == 0) {
                throw new StorageException("own put " + next + " is in neither snapshot nor outbox; this is a defect");
            }
            for (int place = 0; place < bodies.count(); place++) {
                try {
                    engine.reapply(PutMessage.readBody(self, next, bodies.reader(place)));
                } catch (MalformedPayloadException e) {
                    throw new StorageException("own put " + next + " in the outbox is damaged: " + e.getMessage(), e);
                }
                next++;
            }
        }
    }
}
