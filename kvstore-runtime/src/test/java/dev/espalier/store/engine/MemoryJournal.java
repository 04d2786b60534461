package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A journal in memory with a disk's manners: what was not committed is gone after a crash. */
final class MemoryJournal implements Journal {
    private final List<Consumer<InputVisitor>> inputs = new ArrayList<>();
    private final Map<String, PutMessage> inbox = new TreeMap<>();
    private final Map<NodeId, Long> received = new HashMap<>();
    private final TreeMap<Long, PutMessage> outbox = new TreeMap<>();
    private final List<Runnable> uncommitted = new ArrayList<>();

    @Override
    public void put(long now, PutMessage put) {
        uncommitted.add(() -> {
            inputs.add(visitor -> visitor.put(now, put));
            outbox.put(put.sequence(), put);
        });
    }

    @Override
    public void get(Bytes key) {
        uncommitted.add(() -> inputs.add(visitor -> visitor.get(key)));
    }

    @Override
    public void applied(PutMessage put) {
        uncommitted.add(() -> inputs.add(visitor -> visitor.applied(put)));
    }

    @Override
    public void pending(PutMessage put) {
        uncommitted.add(() -> inbox.put(name(put), put));
    }

    @Override
    public void noLongerPending(PutMessage put) {
        uncommitted.add(() -> inbox.remove(name(put)));
    }

    @Override
    public void received(NodeId origin, long sequence) {
        uncommitted.add(() -> received.put(origin, sequence));
    }

    private static String name(PutMessage put) {
        return put.origin() + "/" + put.sequence();
    }

    void commit() {
        uncommitted.forEach(Runnable::run);
        uncommitted.clear();
    }

    /** Drops what was not committed and feeds the rest into a new engine. */
    void recover(ReplicaEngine<?> engine) {
        uncommitted.clear();
        ReplicaEngine<?>.Replay replay = engine.replay();
        inputs.forEach(input -> input.accept(replay));
        inbox.values().forEach(replay::pending);
        received.forEach(replay::received);
        replay.finish();
    }

    long committedReceived(NodeId origin) {
        return received.getOrDefault(origin, 0L);
    }

    NavigableMap<Long, PutMessage> outbox() {
        return outbox;
    }
}
