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
import java.util.random.RandomGenerator;

/** The links on which this node's own puts leave, one a peer; and the outbox, trimmed by their acknowledgements. */
public final class OutboundPeers implements CommitListener {
    private final PeerIdentity identity;
    private final ReplicaEngine<?> engine;
    private final Storage storage;
    private final CommitCycle cycle;
    private final List<OutboundLink> links = new ArrayList<>();
    private final PutFrames frames = new PutFrames();
    private long committedSequence;
    private Runnable acknowledgementListener = () -> {};
    private PeerSecurity security = PeerSecurity.NONE;

    public OutboundPeers(PeerIdentity identity, ReplicaEngine<?> engine, Storage storage, CommitCycle cycle) {
        this.identity = identity;
        this.engine = engine;
        this.storage = storage;
        this.cycle = cycle;
        this.committedSequence = engine.ownSequence();
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
        for (PeerAddress peer : peers) {
            OutboundLink link = new OutboundLink(this, peer, bootstrap, new Backoff(RandomGenerator.getDefault()));
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

    PeerIdentity identity() {
        return identity;
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

    /** Number of the last own put that may leave. */
    long committedSequence() {
        return committedSequence;
    }

    void storageFailed(StorageException cause) {
        cycle.fail(cause);
    }

    @Override
    public void committed() {
        committedSequence = engine.ownSequence();
        links.forEach(OutboundLink::send);
        frames.forget();
    }

    @Override
    public void commitFailed(Exception cause) {
        close();
    }

    /** Records acknowledgements and drops what every peer holds. To be called about once a second. */
    public void housekeep(long nowNanos) {
        long everywhere = Long.MAX_VALUE;
        for (OutboundLink link : links) {
            link.checkAlive(nowNanos);
            NodeId peer = link.address().id();
            long synced = link.synced();
            if (synced > storage.acknowledgedBy(peer)) {
                storage.acknowledged(peer, synced);
                cycle.request();
            }
            everywhere = Math.min(everywhere, synced);
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
        return links.stream()
                .allMatch(link -> link.state() != LinkState.STREAMING || link.received() >= committedSequence);
    }

    /** Closes every link for good. */
    public void close() {
        links.forEach(OutboundLink::close);
        frames.forget();
    }
}
