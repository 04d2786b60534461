package dev.espalier.store.peer;

import dev.espalier.core.Bytes;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.event.NodeEvent;
import dev.espalier.store.peer.PeerFrame.Ack;
import dev.espalier.store.peer.PeerFrame.Behind;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Members;
import dev.espalier.store.peer.PeerFrame.Purpose;
import dev.espalier.store.peer.PeerFrame.Refused;
import dev.espalier.store.peer.PeerFrame.Swap;
import dev.espalier.store.peer.PeerFrame.Welcome;
import dev.espalier.store.storage.Epochs;
import dev.espalier.store.storage.PutBodies;
import dev.espalier.store.storage.StorageException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sending end of a link. It sends own puts in order from where the peer says it is, a bounded window ahead of the
 * acknowledgements, from memory when the peer keeps up and from the outbox on disk when it does not. Whatever breaks, it
 * connects again; a peer that is away costs nothing but its share of the outbox.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed write or close.
public final class OutboundLink {
    private static final String REMEDY =
            "restore the older data-dir of the node that lost it, or replace that node by one with another node-id";

    /** So many connections in turn that end without an answer are greeted as an older version would. */
    private static final int SILENT_ENDS = 2;

    private static final Logger log = LoggerFactory.getLogger(OutboundLink.class);
    private static final int COPY_BYTES_MAX = 64 << 10;
    private static final long SILENCE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final OutboundPeers peers;
    private final PeerAddress address;
    private final Bootstrap bootstrap;
    private final Backoff backoff;
    private final SendWindow window = new SendWindow();
    private @Nullable Channel channel;
    private LinkState state = LinkState.CONNECTING;
    private String trouble = "";
    private long next = 1;
    private long received;
    private long synced;
    private long lastHeardNanos;
    private int silentEnds;
    private int version = PeerFrame.VERSION;
    private PeerCompression compression = PeerCompression.NONE;

    /** Puts before this one are not kept for the peer, whatever it has; the largest number while none are. */
    private long keptFrom;

    OutboundLink(OutboundPeers peers, PeerAddress address, Bootstrap bootstrap, Backoff backoff) {
        this.peers = peers;
        this.address = address;
        this.backoff = backoff;
        this.bootstrap = bootstrap.clone();
        this.synced = peers.storage().acknowledgedBy(address.id());
        this.received = synced;
        this.next = received + 1;
        // What it lacks was let go of before a restart: it must catch up, and is kept nothing until it connects.
        this.keptFrom = received + 1 < peers.storage().outboxStart() ? Long.MAX_VALUE : 1;
    }

    void connect() {
        if (state == LinkState.CLOSED) {
            return;
        }
        SenderEnd end = new SenderEnd(this);
        ChannelFuture attempt = bootstrap
                .clone()
                .handler(peers.security().outgoing(address, end))
                .connect(address.host(), address.port());
        channel = attempt.channel();
        attempt.addListener(done -> {
            if (!done.isSuccess()) {
                lost(LinkState.CONNECTING, "unreachable (" + reason(done.cause()) + ")");
            }
        });
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "unknown" : String.valueOf(cause.getMessage());
    }

    /** The connection is gone: says so once a change, and tries again later. */
    private void lost(LinkState nextState, String why) {
        if (state == LinkState.CLOSED) {
            return;
        }
        state = nextState;
        if (!trouble.equals(why)) {
            trouble = why;
            NodeEvent.PEER_LOST.warn(log, "peer {} is {}; puts for it are kept and it is tried again", address, why);
        }
        bootstrap.config().group().schedule(this::connect, backoff.nextMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells the peer something about a swap of cores, behind all puts so far; says whether there is a link to do so. */
    public boolean tell(Bytes message) {
        Channel to = channel;
        if (state != LinkState.STREAMING || to == null) {
            return false;
        }
        peers.endGathering();
        ByteBuf out = to.alloc().buffer();
        PeerFrameWriter.write(new Swap(message), out);
        to.writeAndFlush(out, to.voidPromise());
        return true;
    }

    /** Sends what may be sent now. */
    void send() {
        Channel to = channel;
        if (state != LinkState.STREAMING || to == null) {
            return;
        }
        try {
            boolean wrote = false;
            while (mayWrite(to)) {
                OwnPuts puts = peers.frames().read(next, peers.leavingSequence(), peers.storage());
                if (puts.count() == 0) {
                    lacks(next);
                    return;
                }
                write(to, puts);
                wrote = true;
            }
            if (wrote) {
                to.flush();
            }
        } catch (StorageException e) {
            peers.storageFailed(e);
        }
    }

    /** How many puts the peer has been sent on this connection and has not acknowledged. */
    long putsOnTheirWay() {
        return window.puts();
    }

    private boolean mayWrite(Channel to) {
        return next <= peers.leavingSequence() && to.isWritable() && window.hasRoom();
    }

    private void write(Channel to, OwnPuts puts) {
        window.sent(puts.last(), puts.bytes());
        if (puts.longest() <= COPY_BYTES_MAX || compression != PeerCompression.NONE) {
            boolean together = version >= PeerFrame.VERSION_OF_MANY_PUTS;
            ByteBuf frames = peers.frames().encode(puts, together, peers.epochs(), to.alloc());
            to.write(compression.compress(frames), to.voidPromise());
        } else {
            writeUncopied(to, puts);
        }
        next = puts.last() + 1;
    }

    /** Some are so large that copying them, even once for all links, would cost more than a write each. */
    private void writeUncopied(Channel to, OwnPuts puts) {
        Epochs epochs = peers.epochs();
        PutBodies bodies = puts.bodies();
        for (int place = 0; place < bodies.count(); place++) {
            long sequence = puts.first() + place;
            int length = bodies.bytes(place, place + 1);
            ByteBuf header = to.alloc().buffer(PeerFrameFormat.PUT_HEADER_BYTES);
            PeerFrameWriter.writePutHeader(sequence, epochs.at(sequence), length, header);
            to.write(header, to.voidPromise());
            to.write(Unpooled.wrappedBuffer(bodies.shared(), bodies.offset(place), length), to.voidPromise());
        }
    }

    private void welcomed(Welcome welcome) {
        if (!welcome.from().equals(address.id())) {
            Channel to = channel;
            trouble = "";
            if (to != null) {
                to.close();
            }
            return;
        }
        if (PeerIdentity.isAnother(welcome.incarnation(), peers.storage().incarnationOf(address.id()))) {
            diverged("it " + PeerIdentity.LOST_DATA);
            return;
        }
        version = welcome.version();
        compression = peers.compression().among(welcome.compressions());
        peers.met(address.id(), welcome.incarnation());
        if (welcome.membership() < peers.identity().membership()) {
            tellMembership();
        }
        if (welcome.received() > peers.committedSequence()) {
            diverged("it holds put " + welcome.received() + " of this node, whose log ends at "
                    + peers.committedSequence()
                    + ": this node lost puts that had left it (power loss, or an older data-dir put back?); "
                    + REMEDY);
            return;
        }
        // What is no longer in the outbox is everywhere already; its epoch need not be known any more.
        if (welcome.received() >= peers.storage().outboxStart() - 1
                && welcome.epoch() != peers.epochs().at(welcome.received())) {
            diverged(
                    "it holds another put " + welcome.received() + " of this node than this node's log does: this node "
                            + "lost puts that had left it (power loss, or an older data-dir put back?) and made others; "
                            + REMEDY);
            return;
        }
        long needed = welcome.received() + 1;
        if (needed <= peers.committedSequence() && needed < peers.storage().outboxStart()) {
            lacks(needed);
            return;
        }
        state = LinkState.STREAMING;
        trouble = "";
        keptFrom = 1;
        received = welcome.received();
        next = received + 1;
        window.begin(received);
        NodeEvent.PEER_CONNECTED.info(log, "peer {} is connected and takes puts from {} on", address, next);
        send();
    }

    private void acknowledged(Ack ack) throws PeerProtocolException {
        if (ack.received() >= next || ack.synced() > ack.received()) {
            throw new PeerProtocolException("an acknowledgement of put " + ack.received() + " (synced " + ack.synced()
                    + ") where put " + (next - 1) + " is the last one sent");
        }
        if (received < ack.received()) {
            received = ack.received();
            window.acknowledged(received);
        }
        synced = Math.max(synced, ack.synced());
        // Only now: a link that is taken up and lost at once must not be tried again at once.
        backoff.reset();
        send();
        peers.acknowledged();
    }

    /** The peer needs a put that the outbox holds no more. */
    private void lacks(long put) {
        Channel to = channel;
        if (version >= 3 && peers.snapshotsCanHelp() && to != null) {
            if (state == LinkState.STREAMING) {
                // It was cut off while it was connected: it is told when it connects again.
                to.close();
                return;
            }
            keptFrom = peers.storage().outboxStart();
            state = LinkState.BEHIND;
            String why = "behind: it needs put " + put + ", and puts from " + keptFrom + " on are kept for it";
            if (!trouble.equals(why)) {
                log.warn("peer {} is {}; it is to take a snapshot, of this node or of another", address, why);
            }
            trouble = why;
            ByteBuf out = to.alloc().buffer();
            PeerFrameWriter.write(new Behind(keptFrom), out);
            to.writeAndFlush(out, to.voidPromise());
            return;
        }
        diverged("it needs put " + put
                + ", which this node has let go of (it now holds puts from "
                + peers.storage().outboxStart() + " on), and it cannot take a snapshot; " + REMEDY);
    }

    /** Tells the peer which membership this node goes by, if it is connected and would understand. */
    void tellMembership() {
        Channel to = channel;
        if (to != null && to.isActive() && version >= 3 && state != LinkState.CONNECTING) {
            ByteBuf out = to.alloc().buffer();
            PeerFrameWriter.write(new Members(Bytes.wrap(peers.membership())), out);
            to.writeAndFlush(out, to.voidPromise());
        }
    }

    /** Lets go of what is kept for the peer: from now on it can only catch up from a snapshot. */
    void cutOff(String why) {
        log.warn("peer {} {}; its share of the outbox is dropped, and it will catch up from a snapshot", address, why);
        trouble = "cut off: it " + why;
        keptFrom = Long.MAX_VALUE;
        // Connected or not, the next greeting tells where it is.
        closeChannel();
    }

    /** The peer, which is spoken to in an older version, has been found to speak {@code newer}. */
    void greetAgain(int newer) {
        if (version < Math.min(newer, PeerFrame.VERSION) && state == LinkState.STREAMING) {
            closeChannel();
        }
    }

    private void closeChannel() {
        Channel to = channel;
        if (to != null) {
            to.close();
        }
    }

    /** As {@link #needsNoneUpTo}, but what a connected peer has and is about to sync does not count. */
    long isOwedAfter() {
        return state == LinkState.STREAMING ? Math.max(received, needsNoneUpTo()) : needsNoneUpTo();
    }

    /** The number up to which the peer needs no puts of this node's outbox; the largest number if it needs none. */
    long needsNoneUpTo() {
        return keptFrom == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(synced, keptFrom - 1);
    }

    /** Whether the outbox has let go of puts that the peer needs. */
    public boolean isBehind() {
        return keptFrom > received + 1;
    }

    private void diverged(String why) {
        if (!trouble.equals(why)) {
            NodeEvent.PEER_DIVERGED.error(log, "peer {} cannot be served: {}", address, why);
        }
        trouble = why;
        state = LinkState.DIVERGED;
        Channel to = channel;
        if (to != null) {
            to.close();
        }
    }

    /** Gives up a connection on which nothing, not even the second's sign of life, came for ten seconds. */
    void checkAlive(long nowNanos) {
        Channel to = channel;
        if ((state == LinkState.STREAMING || state == LinkState.GREETING || state == LinkState.BEHIND)
                && to != null
                && nowNanos - lastHeardNanos > SILENCE_LIMIT_NANOS) {
            to.close();
        }
    }

    void close() {
        state = LinkState.CLOSED;
        Channel to = channel;
        if (to != null) {
            to.close();
        }
    }

    /** Where this link goes. */
    public PeerAddress address() {
        return address;
    }

    /** What it is doing. */
    public LinkState state() {
        return state;
    }

    /** What is wrong, in words; empty when nothing is. */
    public String trouble() {
        return trouble;
    }

    /** How puts are compressed on the present connection. */
    public PeerCompression compression() {
        return compression;
    }

    /** Number of the last put sent on the present connection. */
    public long sent() {
        return next - 1;
    }

    /** Number up to which the peer holds all puts. */
    public long received() {
        return received;
    }

    /** Number up to which the peer holds all puts as durably as it ever will. */
    public long synced() {
        return synced;
    }

    /** A connection is made: the peer is to be greeted on it, unless the link was closed meanwhile. */
    boolean mayGreet() {
        if (state == LinkState.CLOSED) {
            return false;
        }
        state = LinkState.GREETING;
        // A node of version 2 closes a connection that begins with a greeting it cannot read. One that was met in a
        // newer
        // version is gone when it does.
        boolean older = silentEnds >= SILENT_ENDS && peers.storage().incarnationOf(address.id()) == 0;
        version = older ? PeerFrame.VERSION_LEAST : PeerFrame.VERSION;
        silentEnds = older ? 0 : silentEnds + 1;
        lastHeardNanos = bootstrap.config().group().ticker().nanoTime();
        return true;
    }

    /** Whether there is a link on which the peer was heard in the last {@code nanos}. */
    boolean wasHeardWithin(long nanos) {
        return state == LinkState.STREAMING
                && bootstrap.config().group().ticker().nanoTime() - lastHeardNanos <= nanos;
    }

    Hello greeting() {
        return peers.identity().helloTo(address.id(), version, Purpose.PUTS);
    }

    /** Takes what the peer sent. */
    void frame(PeerFrame frame) throws PeerProtocolException {
        lastHeardNanos = bootstrap.config().group().ticker().nanoTime();
        silentEnds = 0;
        switch (frame) {
            case Welcome welcome when state == LinkState.GREETING -> welcomed(welcome);
            case Ack ack when state == LinkState.STREAMING -> acknowledged(ack);
            case Ack signOfLife when state == LinkState.BEHIND -> backoff.reset();
            case Members members
            when state != LinkState.GREETING ->
                peers.membershipHeard(members.encoded().shared());
            default ->
                throw new PeerProtocolException("a " + frame.getClass().getSimpleName() + " while " + state.text());
        }
    }

    /** The connection is gone, after {@code refused} if the peer said so, or for {@code cause} if this side found it. */
    void ended(@Nullable Refused refused, @Nullable Throwable cause) {
        if (refused != null) {
            silentEnds = 0;
            lost(LinkState.REFUSED, "refusing this node: " + refused.message());
        } else if (state == LinkState.DIVERGED) {
            lost(LinkState.DIVERGED, trouble);
        } else if (cause instanceof SSLException) {
            lost(LinkState.REFUSED, "not trusted (" + reason(cause) + ")");
        } else {
            lost(LinkState.CONNECTING, "disconnected");
        }
    }
}
