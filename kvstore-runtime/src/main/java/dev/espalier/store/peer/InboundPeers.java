package dev.espalier.store.peer;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.CommitListener;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.storage.Epochs;
import dev.espalier.store.storage.Storage;
import io.netty.channel.ChannelHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The links on which the other nodes' puts arrive: at most one a peer, the newest, plus those still greeting. */
public final class InboundPeers implements CommitListener {
    /** Pending puts of one peer pause its link beyond this many bytes, whatever their number. */
    private static final long PENDING_BYTES_MAX = 256L << 20;

    private final PeerIdentity identity;
    private final ReplicaEngine<?> engine;
    private final Storage storage;
    private final CommitCycle cycle;
    private final Runnable settle;
    private final PutInterceptor interceptor;
    private final PeerStatistics statistics;
    private final int pendingLimit;
    private final Map<NodeId, InboundLink> links = new HashMap<>();
    private final Map<NodeId, Long> synced = new HashMap<>();
    private final Map<NodeId, Long> committed = new HashMap<>();
    private final Set<InboundLink> greeting = new HashSet<>();
    private BiConsumer<NodeId, Bytes> swapListener = (from, message) -> {};

    /**
     * @param settle applies what is enabled after an arrival
     * @param pendingLimit how many pending puts of a peer pause its link
     */
    public InboundPeers(
            PeerIdentity identity,
            ReplicaEngine<?> engine,
            Storage storage,
            CommitCycle cycle,
            Runnable settle,
            PutInterceptor interceptor,
            PeerStatistics statistics,
            int pendingLimit) {
        this.identity = identity;
        this.engine = engine;
        this.storage = storage;
        this.cycle = cycle;
        this.settle = settle;
        this.interceptor = interceptor;
        this.statistics = statistics;
        this.pendingLimit = pendingLimit;
        for (NodeId peer : identity.peers()) {
            // What recovery found is as durable as it will get: it was read back from the disk.
            committed.put(peer, engine.receivedContiguously(peer));
        }
    }

    /** The handler of a new connection; it closes itself when there are too many that have not said who they are. */
    public ChannelHandler accept() {
        return new InboundLink(this);
    }

    PeerIdentity identity() {
        return identity;
    }

    PeerStatistics statistics() {
        return statistics;
    }

    PutInterceptor interceptor() {
        return interceptor;
    }

    /** Sets who takes what peers tell of swaps of cores. */
    public void onSwapMessage(BiConsumer<NodeId, Bytes> listener) {
        swapListener = listener;
    }

    void toldOfSwap(NodeId from, Bytes message) {
        swapListener.accept(from, message);
    }

    boolean hasFailed() {
        return cycle.failure() != null;
    }

    /** Takes note of a connection that has not said who it is; {@code false} when there are too many of them. */
    boolean greet(InboundLink link) {
        return greeting.size() < 16 + 4 * identity.peers().size() && greeting.add(link);
    }

    void leave(InboundLink link) {
        greeting.remove(link);
        NodeId peer = link.peer();
        if (peer != null) {
            links.remove(peer, link);
        }
    }

    /** Makes {@code link} the one of {@code peer}, in place of an older one that may be dead. */
    void introduced(InboundLink link, NodeId peer) {
        greeting.remove(link);
        InboundLink older = links.put(peer, link);
        if (older != null) {
            older.close();
        }
    }

    /** Takes a put into the engine, as soon as the interceptor lets it. */
    void deliver(PutMessage put) {
        if (hasFailed()) {
            return;
        }
        engine.receive(put);
        settle.run();
        cycle.request();
    }

    boolean mustPause(NodeId peer) {
        return engine.pendingCount(peer) >= pendingLimit || engine.pendingBytes(peer) >= PENDING_BYTES_MAX;
    }

    private boolean mayResume(NodeId peer) {
        return engine.pendingCount(peer) <= pendingLimit / 2 && engine.pendingBytes(peer) <= PENDING_BYTES_MAX / 2;
    }

    long received(NodeId peer) {
        return committed.getOrDefault(peer, 0L);
    }

    /** The epoch of the last put that {@link #received} counts. */
    long receivedEpoch(NodeId peer) {
        return storage.epochs(peer).at(received(peer));
    }

    /** The epochs of the puts of {@code peer}, as they are known at any time. */
    Epochs epochsOf(NodeId peer) {
        return storage.epochs(peer);
    }

    /** Notes the epoch of a put that has just arrived, and that it is another one than before. */
    void beganEpoch(NodeId peer, long sequence, long epoch) {
        storage.beginEpoch(peer, sequence, epoch, received(peer));
    }

    long synced(NodeId peer) {
        return synced.getOrDefault(peer, 0L);
    }

    @Override
    public void committed() {
        for (NodeId peer : identity.peers()) {
            committed.put(peer, engine.receivedContiguously(peer));
        }
        for (InboundLink link : List.copyOf(links.values())) {
            link.acknowledge(false);
            NodeId peer = link.peer();
            if (link.isPaused() && peer != null && mayResume(peer)) {
                link.resumeReading();
            }
        }
    }

    @Override
    public void commitFailed(Exception cause) {
        closeAll();
    }

    /** A snapshot of what is committed now, to be handed to {@link #syncedUpTo} once a sync has run. */
    public Map<NodeId, Long> committedMarks() {
        return Map.copyOf(committed);
    }

    /** Everything up to {@code marks} has been forced to the device, or never will be. */
    public void syncedUpTo(Map<NodeId, Long> marks) {
        synced.putAll(marks);
    }

    /** Repeats the acknowledgements, so that senders know that this node lives. To be called about once a second. */
    public void showLife() {
        for (InboundLink link : links.values()) {
            link.acknowledge(true);
        }
    }

    /** Whether {@code peer} is connected to this node. */
    public boolean isConnected(NodeId peer) {
        return links.containsKey(peer);
    }

    /** Whether the link from {@code peer} is paused because too many of its puts are pending. */
    public boolean isPaused(NodeId peer) {
        @Nullable InboundLink link = links.get(peer);
        return link != null && link.isPaused();
    }

    /** Closes every link. */
    public void closeAll() {
        List<InboundLink> all = new ArrayList<>(links.values());
        all.addAll(greeting);
        all.forEach(InboundLink::close);
    }
}
