package dev.espalier.store.peer;

import dev.espalier.core.NodeId;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.storage.StateTransfer;
import dev.espalier.store.storage.Storage;
import io.netty.channel.ChannelHandlerContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** What the sendings of snapshots share: one is made at a time, by a thread of its own, and the loop goes on serving. */
final class SnapshotServer implements AutoCloseable {
    private final ReplicaEngine<?> engine;
    private final Storage storage;
    private final CommitCycle cycle;
    private final ExecutorService thread;
    private final Map<NodeId, SnapshotSending> sendings = new HashMap<>();
    private @Nullable SnapshotSending current;
    private long sent;

    /** @param thread copies states and reads the copies; closed with this */
    SnapshotServer(ReplicaEngine<?> engine, Storage storage, CommitCycle cycle, ExecutorService thread) {
        this.engine = engine;
        this.storage = storage;
        this.cycle = cycle;
        this.thread = thread;
    }

    /** Begins one to {@code peer}, in place of an older one, whose connection may be dead. */
    SnapshotSending begin(NodeId peer, ChannelHandlerContext context, PeerCompression compression) {
        SnapshotSending sending = new SnapshotSending(this, peer, context, compression);
        SnapshotSending older = sendings.put(peer, sending);
        if (older != null) {
            older.end();
        }
        return sending;
    }

    /** The connection of {@code sending} is gone. */
    void closed(NodeId peer, SnapshotSending sending) {
        sendings.remove(peer, sending);
    }

    @Nullable
    StateTransfer transfer() {
        return storage.transfer();
    }

    /** What of {@code needs} is not applied here yet, in words; empty when all is. */
    String lacking(Map<NodeId, Long> needs) {
        for (Map.Entry<NodeId, Long> need : needs.entrySet()) {
            long applied = engine.appliedContiguously(need.getKey());
            if (applied < need.getValue()) {
                return "it has puts of node " + need.getKey() + " up to " + applied + ", and up to " + need.getValue()
                        + " are needed";
            }
        }
        return "";
    }

    /** Runs {@code work} for {@code sending} unless another is being sent; says whether it does. */
    boolean run(SnapshotSending sending, Runnable work) {
        if (current != null || thread.isShutdown()) {
            return false;
        }
        current = sending;
        // What is applied is in the image once it is committed.
        cycle.request();
        thread.execute(work);
        return true;
    }

    /** Goes on with what {@link #run} began; {@code false} when the node is closed. */
    boolean goOn(Runnable work) {
        if (thread.isShutdown()) {
            return false;
        }
        thread.execute(work);
        return true;
    }

    /** All of one has left. */
    void sent() {
        sent++;
    }

    /** How many snapshots have left whole since the start. */
    long sentCount() {
        return sent;
    }

    /** {@code sending} is over. */
    void ended(SnapshotSending sending) {
        if (current == sending) {
            current = null;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
