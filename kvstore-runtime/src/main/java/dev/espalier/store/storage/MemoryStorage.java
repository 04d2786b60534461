package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadWriter;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import java.util.HashMap;
import java.util.Map;

/**
 * A storage that writes nothing to any disk: own puts are kept in memory until every peer holds them, and all else is
 * forgotten. What it holds dies with the process, so no node that serves clients may use it; it shows what a store does
 * when no disk is in its way.
 */
public final class MemoryStorage implements Storage {
    private final PayloadWriter bodyOut = new PayloadWriter();
    private final Map<NodeId, Epochs> epochs = new HashMap<>();
    private final Map<NodeId, Long> acknowledged = new HashMap<>();
    private final PackedPuts outbox = new PackedPuts();
    private long first = 1;

    /** Without anything in it. */
    public MemoryStorage() {}

    @Override
    public void recover(ReplicaEngine<?>.Replay replay) {
        replay.finish();
    }

    @Override
    public void put(long now, PutMessage put) {
        if (put.sequence() != outbox.next()) {
            throw new IllegalStateException("own put " + put.sequence() + " where put " + outbox.next() + " belongs");
        }
        bodyOut.reset();
        put.writeBody(bodyOut);
        outbox.add(bodyOut);
    }

    @Override
    public void get(Bytes key) {}

    @Override
    public void applied(PutMessage put) {}

    @Override
    public void pending(PutMessage put) {}

    @Override
    public void noLongerPending(PutMessage put) {}

    @Override
    public void received(NodeId origin, long sequence) {}

    @Override
    public void commit() {}

    @Override
    public void sync() {}

    @Override
    public long outboxStart() {
        return first;
    }

    @Override
    public PutBodies outbox(long from, int messagesMax, long bytesMax) {
        return from >= first && outbox.holds(from) ? outbox.from(from, messagesMax, bytesMax) : PutBodies.NONE;
    }

    @Override
    public void acknowledged(NodeId peer, long sequence) {
        acknowledged.put(peer, sequence);
    }

    @Override
    public long acknowledgedBy(NodeId peer) {
        return acknowledged.getOrDefault(peer, 0L);
    }

    @Override
    public Epochs epochs(NodeId origin) {
        return epochs.computeIfAbsent(origin, id -> new Epochs());
    }

    @Override
    public void beginEpoch(NodeId origin, long start, long id, long neededFrom) {
        Epochs known = epochs(origin);
        known.begin(start, id);
        known.forgetBefore(neededFrom);
    }

    @Override
    public void trimOutbox(long sequence) {
        first = Math.max(first, Math.min(sequence + 1, outbox.next()));
        outbox.dropUpTo(sequence);
    }

    @Override
    public long logRecords() {
        return 0;
    }

    @Override
    public void close() {
        outbox.startAt(outbox.next());
    }
}
