package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadWriter;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A storage that writes nothing to any disk: own puts are kept in memory until every peer holds them, and all else is
 * forgotten. What it holds dies with the process, so no node that serves clients may use it; it shows what a store does
 * when no disk is in its way.
 */
public final class MemoryStorage implements Storage {
    private static final int FIRST_SLOTS = 1 << 10;

    private final PayloadWriter bodyOut = new PayloadWriter();
    private final Map<NodeId, Epochs> epochs = new HashMap<>();
    private final Map<NodeId, Long> acknowledged = new HashMap<>();
    private byte[] @Nullable [] outbox = new byte[FIRST_SLOTS][];
    private long first = 1;
    private long next = 1;

    /** Without anything in it. */
    public MemoryStorage() {}

    @Override
    public void recover(ReplicaEngine<?>.Replay replay) {
        replay.finish();
    }

    @Override
    public void put(long now, PutMessage put) {
        if (put.sequence() != next) {
            throw new IllegalStateException("own put " + put.sequence() + " where put " + next + " belongs");
        }
        bodyOut.reset();
        put.writeBody(bodyOut);
        if (next - first == outbox.length) {
            grow();
        }
        outbox[slot(next)] = bodyOut.toByteArray();
        next++;
    }

    private void grow() {
        byte[] @Nullable [] larger = new byte[2 * outbox.length][];
        for (long sequence = first; sequence < next; sequence++) {
            larger[(int) (sequence & (larger.length - 1))] = outbox[slot(sequence)];
        }
        outbox = larger;
    }

    /** The ring has a power of two slots. */
    private int slot(long sequence) {
        return (int) (sequence & (outbox.length - 1));
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
    public List<byte[]> outbox(long from, int messagesMax, long bytesMax) {
        if (from < first) {
            return List.of();
        }
        int count = (int) Math.min(messagesMax, next - from);
        List<byte[]> bodies = new ArrayList<>(Math.max(0, count));
        long bytes = 0;
        for (long sequence = from; sequence < from + count && bytes < bytesMax; sequence++) {
            byte[] body = outbox[slot(sequence)];
            if (body == null) {
                throw new IllegalStateException("put " + sequence + " is missing from the outbox");
            }
            bodies.add(body);
            bytes += body.length;
        }
        return bodies;
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
        while (first <= sequence && first < next) {
            outbox[slot(first)] = null;
            first++;
        }
    }

    @Override
    public long logRecords() {
        return 0;
    }

    @Override
    public void close() {
        Arrays.fill(outbox, null);
    }
}
