package dev.espalier.store.peer;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.CommitListener;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Refused;
import dev.espalier.store.peer.PeerFrame.Welcome;
import dev.espalier.store.storage.Epochs;
import dev.espalier.store.storage.Storage;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The links on which the other nodes' puts arrive: at most one a peer, the newest, plus those still greeting. */
public final class InboundPeers implements CommitListener {
    /** Pending puts of one peer pause its link beyond this many bytes, whatever their number. */
    private static final long PENDING_BYTES_MAX = 256L << 20;

    private PeerIdentity identity;
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
    private PeerSecurity security = PeerSecurity.NONE;
    private final SnapshotServer snapshots;
    private BiConsumer<NodeId, Long> behindListener = (origin, start) -> {};
    private Consumer<byte[]> membershipListener = encoded -> {};
    private BiConsumer<NodeId, Integer> greetingListener = (peer, version) -> {};
    private byte[] membership = {};
    private PeerCompression compression = PeerCompression.NONE;
    private BiConsumer<NodeId, Bytes> swapListener = (from, message) -> {};

    /**
     * @param settle applies what is enabled after an arrival
     * @param pendingLimit how many pending puts of a peer pause its link
     * @param snapshotSender copies states for peers and reads the copies; closed with this
     */
    public InboundPeers(
            PeerIdentity identity,
            ReplicaEngine<?> engine,
            Storage storage,
            CommitCycle cycle,
            Runnable settle,
            PutInterceptor interceptor,
            PeerStatistics statistics,
            int pendingLimit,
            ExecutorService snapshotSender) {
        this.identity = identity;
        this.engine = engine;
        this.storage = storage;
        this.cycle = cycle;
        this.settle = settle;
        this.interceptor = interceptor;
        this.statistics = statistics;
        this.pendingLimit = pendingLimit;
        this.snapshots = new SnapshotServer(engine, storage, cycle, snapshotSender);
        for (NodeId peer : identity.peers()) {
            // What recovery found is as durable as it will get: it was read back from the disk.
            committed.put(peer, engine.receivedContiguously(peer));
        }
    }

    /** The handler of a new connection; it closes itself when there are too many that have not said who they are. */
    public ChannelHandler accept() {
        return security.incoming(new InboundLink(this));
    }

    /** Sets what connections of peers come through; to be called before the first comes. */
    public void secure(PeerSecurity chosen) {
        security = chosen;
    }

    PeerSecurity security() {
        return security;
    }

    /** Sets who is told that this node lacks puts of a peer that the peer has let go of, those before a number. */
    public void onBehind(BiConsumer<NodeId, Long> listener) {
        behindListener = listener;
    }

    void behind(NodeId origin, long start) {
        behindListener.accept(origin, start);
    }

    /** Sets who is told of a membership that a peer goes by. */
    public void onMembership(Consumer<byte[]> listener) {
        membershipListener = listener;
    }

    /** Sets who is told which protocol version a peer speaks. */
    public void onGreeted(BiConsumer<NodeId, Integer> listener) {
        greetingListener = listener;
    }

    void membershipHeard(byte[] encoded) {
        membershipListener.accept(encoded);
    }

    /** From now on takes puts of the peers of {@code next} alone, and tells {@code encoded} to those that go by an older one. */
    public void members(PeerIdentity next, byte[] encoded) {
        identity = next;
        membership = encoded;
        for (Map.Entry<NodeId, InboundLink> link : Map.copyOf(links).entrySet()) {
            if (!next.peers().contains(link.getKey())) {
                link.getValue().close();
            }
        }
        for (NodeId peer : next.peers()) {
            committed.putIfAbsent(peer, engine.receivedContiguously(peer));
        }
    }

    /** The membership to tell to the sender of {@code hello}; {@code null} if it has heard of it. */
    byte @Nullable [] news(Hello hello) {
        return hello.version() >= 3 && hello.membership() < identity.membership() ? membership : null;
    }

    /** Why {@code hello} is not acceptable, or {@code null} when it is. */
    @Nullable
    Refused check(Hello hello) {
        return identity.check(hello, storage.incarnationOf(hello.from()));
    }

    /** The answer to an acceptable greeting of {@code from}, in {@code version}. */
    Welcome welcome(NodeId from, int version) {
        return new Welcome(
                identity.self(),
                received(from),
                receivedEpoch(from),
                version,
                identity.incarnation(),
                identity.membership(),
                PeerCompression.READABLE);
    }

    /** Sets how snapshots are compressed for receivers that can read it. */
    public void compressSnapshots(PeerCompression wanted) {
        compression = wanted;
    }

    /** Begins to send a snapshot to the sender of {@code hello}. */
    SnapshotSending sendingTo(Hello hello, ChannelHandlerContext context) {
        return snapshots.begin(hello.from(), context, compression.among(hello.compressions()));
    }

    /** How many snapshots have left for peers, whole, since the start. */
    public long snapshotsSent() {
        return snapshots.sentCount();
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

    /** Makes {@code link} the one of the sender of {@code hello}, in place of an older one that may be dead. */
    void introduced(InboundLink link, Hello hello) {
        NodeId peer = hello.from();
        greeting.remove(link);
        if (hello.incarnation() != 0 && storage.incarnationOf(peer) == 0) {
            storage.metIncarnation(peer, hello.incarnation());
            cycle.request();
        }
        greetingListener.accept(peer, hello.version());
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

    /** Puts of {@code peer} are about to be delivered one after the other, up to {@link #endOfRun}. */
    void beginRun(NodeId peer) {
        engine.beginArrivals(peer);
    }

    /** Applies what of other nodes' puts waited for those that were delivered since {@link #beginRun}. */
    void endOfRun() {
        engine.endOfArrivals();
        if (!hasFailed()) {
            settle.run();
        }
    }

    boolean mustPause(NodeId peer) {
        return (engine.pendingCount(peer) >= pendingLimit || engine.pendingBytes(peer) >= PENDING_BYTES_MAX)
                && waitForOthers(peer);
    }

    private boolean mayResume(NodeId peer) {
        return !waitForOthers(peer)
                || (engine.pendingCount(peer) <= pendingLimit / 2
                        && engine.pendingBytes(peer) <= PENDING_BYTES_MAX / 2);
    }

    /**
     * Whether pending puts of {@code peer} wait for those of other nodes. When they wait for one of the peer itself, which
     * came to be missing before a restart, that one is still to be read from its link.
     */
    private boolean waitForOthers(NodeId peer) {
        return engine.appliedContiguously(peer) < engine.receivedContiguously(peer);
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
    public void durable() {
        for (NodeId peer : identity.peers()) {
            committed.put(peer, engine.receivedContiguously(peer));
        }
    }

    @Override
    public void committed() {
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

    /** Closes every link; the peers connect again, from where their puts are here then. */
    public void closeAll() {
        List<InboundLink> all = new ArrayList<>(links.values());
        all.addAll(greeting);
        all.forEach(InboundLink::close);
    }

    /** Closes every link for good. */
    public void close() {
        closeAll();
        snapshots.close();
    }
}
