package dev.espalier.store.peer;

import dev.espalier.core.NodeId;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.CommitListener;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.storage.Epochs;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import io.netty.bootstrap.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The links on which this node's own puts leave, one a peer; and the outbox, trimmed by their acknowledgements. */
public final class OutboundPeers implements CommitListener {
    private PeerIdentity identity;
    private final ReplicaEngine<?> engine;
    private final Storage storage;
    private final CommitCycle cycle;
    private final RandomGenerator random;
    private final List<OutboundLink> links = new ArrayList<>();
    private final PutFrames frames = new PutFrames();
    private final OutboxLimit limit;
    private final SendGathering gathering;
    private long committedSequence;

    /** Whether it is scheduled that puts which wait for more leave. */
    private boolean gatheringEnds;

    private long keptFor = Long.MAX_VALUE;
    private byte[] membership = {};
    private String refusal = "";
    private PeerCompression compression = PeerCompression.NONE;
    private Consumer<byte[]> membershipListener = encoded -> {};
    private @Nullable Bootstrap connector;
    private Runnable acknowledgementListener = () -> {};
    private PeerSecurity security = PeerSecurity.NONE;

    /** With an outbox that nothing limits. */
    public OutboundPeers(
            PeerIdentity identity,
            ReplicaEngine<?> engine,
            Storage storage,
            CommitCycle cycle,
            RandomGenerator random) {
        this(identity, engine, storage, cycle, random, OutboxLimit.none(), SendGathering.BUSY_PUTS);
    }

    /**
     * @param random what the waiting times between attempts to connect are spread by
     * @param limit how much the outbox may hold for a peer
     * @param gatherBeyond how many puts every peer has still to acknowledge before further ones may wait for more; 0 for never
     */
    public OutboundPeers(
            PeerIdentity identity,
            ReplicaEngine<?> engine,
            Storage storage,
            CommitCycle cycle,
            RandomGenerator random,
            OutboxLimit limit,
            int gatherBeyond) {
        this.random = random;
        this.limit = limit;
        this.identity = identity;
        this.engine = engine;
        this.storage = storage;
        this.cycle = cycle;
        this.committedSequence = engine.ownSequence();
        this.gathering = new SendGathering(committedSequence, gatherBeyond);
    }

    /** Sets what connections to peers go through; to be called before the first is made. */
    public void secure(PeerSecurity chosen) {
        security = chosen;
    }

    PeerSecurity security() {
        return security;
    }

    /** Starts connecting to {@code peers}, and goes on for ever. */
    public void connect(List<PeerAddress> peers, Bootstrap bootstrap) {
        connector = bootstrap;
        for (PeerAddress peer : peers) {
            OutboundLink link = new OutboundLink(this, peer, bootstrap, new Backoff(random));
            links.add(link);
            link.connect();
        }
    }

    /** Sets what runs after each acknowledgement of a peer. */
    public void onAcknowledged(Runnable listener) {
        acknowledgementListener = listener;
    }

    void acknowledged() {
        acknowledgementListener.run();
    }

    /** How many peers have said that they hold all own puts up to {@code sequence}. */
    public int holders(long sequence) {
        int holders = 0;
        for (OutboundLink link : links) {
            holders += link.received() >= sequence ? 1 : 0;
        }
        return holders;
    }

    /** How many peers are linked and were heard of in the last {@code seconds}. */
    public int heardWithin(long seconds) {
        int heard = 0;
        for (OutboundLink link : links) {
            heard += link.wasHeardWithin(TimeUnit.SECONDS.toNanos(seconds)) ? 1 : 0;
        }
        return heard;
    }

    /** Who this node is, and whom it talks to. */
    public PeerIdentity identity() {
        return identity;
    }

    /** Whether a peer that lacks puts of this node can get what they did from a snapshot. */
    boolean snapshotsCanHelp() {
        return storage.transfer() != null;
    }

    /** Takes note of the incarnation of a peer that has said who it is. */
    void met(NodeId peer, long incarnation) {
        if (incarnation != 0 && storage.incarnationOf(peer) == 0) {
            storage.metIncarnation(peer, incarnation);
            cycle.request();
        }
    }

    /** Keeps own puts after number {@code sequence}, whoever holds them, until this is called with the largest number. */
    void keepAfter(long sequence) {
        keptFor = sequence;
    }

    /** What keeps this node from taking writes; empty when it takes them. */
    public String refusal() {
        return refusal.isEmpty() ? limit.refusal() : refusal;
    }

    /** Takes no writes of clients any more, for {@code reason}. */
    public void refuseWrites(String reason) {
        refusal = reason;
    }

    /** Sets who is told of a membership that a peer goes by. */
    public void onMembership(Consumer<byte[]> listener) {
        membershipListener = listener;
    }

    void membershipHeard(byte[] encoded) {
        membershipListener.accept(encoded);
    }

    /** Sets how puts are compressed for receivers that can read it, on connections to come. */
    public void compressPuts(PeerCompression wanted) {
        compression = wanted;
    }

    PeerCompression compression() {
        return compression;
    }

    byte[] membership() {
        return membership;
    }

    /**
     * Follows the membership: has a link to each of {@code peers} and to no other node, once {@link #connect} was called.
     *
     * @param anchor the member that is never cut off
     * @param encoded what peers are told
     */
    public void members(List<PeerAddress> peers, NodeId anchor, long epoch, byte[] encoded) {
        identity = identity.with(peers.stream().map(PeerAddress::id).collect(Collectors.toSet()), epoch);
        membership = encoded;
        limit.anchor(anchor);
        Bootstrap bootstrap = connector;
        if (bootstrap == null) {
            return;
        }
        if (!peers.isEmpty()) {
            storage.keepOutbox();
        }
        for (OutboundLink link : List.copyOf(links)) {
            if (!peers.contains(link.address())) {
                link.close();
                links.remove(link);
            }
        }
        connect(peers.stream().filter(peer -> link(peer.id()) == null).toList(), bootstrap);
    }

    /** Tells all peers that are connected the membership that this node goes by. */
    public void tellMembership() {
        links.forEach(OutboundLink::tellMembership);
    }

    /** {@code peer} has greeted this node in {@code version}. */
    public void greeted(NodeId peer, int version) {
        OutboundLink link = link(peer);
        if (link != null) {
            link.greetAgain(version);
        }
    }

    /** The link to {@code peer}, or {@code null}. */
    public @Nullable OutboundLink link(NodeId peer) {
        for (OutboundLink link : links) {
            if (link.address().id().equals(peer)) {
                return link;
            }
        }
        return null;
    }

    Storage storage() {
        return storage;
    }

    /** The epochs of this node's own puts. */
    Epochs epochs() {
        return storage.epochs(identity.self());
    }

    /** Frames of own puts, encoded once for all links. */
    PutFrames frames() {
        return frames;
    }

    /** Number of the last own put that is durable. */
    long committedSequence() {
        return committedSequence;
    }

    /** Number of the last own put that may leave now. */
    long leavingSequence() {
        return gathering.leaving();
    }

    void storageFailed(StorageException cause) {
        cycle.fail(cause);
    }

    @Override
    public void durable() {
        committedSequence = engine.ownSequence();
    }

    @Override
    public void committed() {
        Bootstrap bootstrap = connector;
        if (bootstrap == null || !gathering.mayWait(committedSequence, leastOnTheirWay())) {
            sendGathered();
        } else if (!gatheringEnds) {
            gatheringEnds = true;
            bootstrap
                    .config()
                    .group()
                    .schedule(
                            () -> {
                                gatheringEnds = false;
                                sendGathered();
                            },
                            SendGathering.LONGEST_NANOS,
                            TimeUnit.NANOSECONDS);
        }
    }

    private long leastOnTheirWay() {
        long least = Long.MAX_VALUE;
        for (OutboundLink link : links) {
            if (link.state() == LinkState.STREAMING) {
                least = Math.min(least, link.putsOnTheirWay());
            }
        }
        return least == Long.MAX_VALUE ? 0 : least;
    }

    /** Sends the puts that wait for more, if any do: something is about to be sent that belongs behind them. */
    void endGathering() {
        if (gatheringEnds) {
            sendGathered();
        }
    }

    private void sendGathered() {
        gathering.letLeave(committedSequence);
        links.forEach(OutboundLink::send);
        frames.forget();
    }

    @Override
    public void commitFailed(Exception cause) {
        close();
    }

    /** Records acknowledgements and drops what every peer holds. To be called about once a second. */
    public void housekeep(long nowNanos) {
        limit.enforce(links, storage, snapshotsCanHelp());
        long everywhere = Math.min(keptFor, committedSequence);
        for (OutboundLink link : links) {
            link.checkAlive(nowNanos);
            NodeId peer = link.address().id();
            long synced = link.synced();
            if (synced > storage.acknowledgedBy(peer)) {
                storage.acknowledged(peer, synced);
                cycle.request();
            }
            everywhere = Math.min(everywhere, link.needsNoneUpTo());
        }
        if (!links.isEmpty() && everywhere >= storage.outboxStart()) {
            storage.trimOutbox(everywhere);
            cycle.request();
        }
    }

    /** The links, in the order of the configuration. */
    public List<OutboundLink> links() {
        return links;
    }

    /** How many own puts the peers have said that they hold, over all links that stream; grows while they take them. */
    public long taken() {
        return links.stream()
                .filter(link -> link.state() == LinkState.STREAMING)
                .mapToLong(OutboundLink::received)
                .sum();
    }

    /** Whether every peer that a link streams to holds all own puts. */
    public boolean allTaken() {
        return haveTaken(committedSequence);
    }

    /** Whether every peer that a link streams to holds the own put {@code sequence} and all before it. */
    public boolean haveTaken(long sequence) {
        return links.stream().allMatch(link -> link.state() != LinkState.STREAMING || link.received() >= sequence);
    }

    /** Number of the last own put that is durable. */
    public long committedPuts() {
        return committedSequence();
    }

    /** Closes every link for good. */
    public void close() {
        links.forEach(OutboundLink::close);
        frames.forget();
    }
}
