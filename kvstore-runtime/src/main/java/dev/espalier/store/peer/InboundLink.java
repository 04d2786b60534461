package dev.espalier.store.peer;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.store.engine.PutMessage;
import dev.espalier.store.event.NodeEvent;
import dev.espalier.store.peer.PeerFrame.Ack;
import dev.espalier.store.peer.PeerFrame.Behind;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Members;
import dev.espalier.store.peer.PeerFrame.Purpose;
import dev.espalier.store.peer.PeerFrame.Puts;
import dev.espalier.store.peer.PeerFrame.Reason;
import dev.espalier.store.peer.PeerFrame.Refused;
import dev.espalier.store.peer.PeerFrame.Swap;
import dev.espalier.store.storage.Epochs;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiving end of a link: checks the greeting, takes puts in their sender's order, acknowledges durable ones. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed write or close.
final class InboundLink extends PeerConnection {
    private static final Logger log = LoggerFactory.getLogger(InboundLink.class);
    private static final long GREETING_LIMIT_SECONDS = 5;

    /** Acknowledgements are cumulative, and each costs either side a system call: they keep this distance ... */
    private static final long ACK_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** ... unless so many puts are to be acknowledged, a fraction of what a sender may have on its way. */
    private static final long ACK_PUTS_MAX = 1 << 12;

    private final InboundPeers peers;
    private @Nullable ChannelHandlerContext context;
    private @Nullable NodeId peer;
    private @Nullable Future<?> greetingLimit;
    private @Nullable SnapshotSending snapshot;
    private Epochs epochs = new Epochs();
    private Consumer<PutMessage> release = message -> {};
    private long lastArrived;

    /** Up to which put the epoch is known to be that of the puts that are being taken. */
    private long epochUpTo;

    /** Those that came together last, while some of them are still to be taken. */
    private @Nullable Puts puts;

    private Ack lastAck = new Ack(0, 0);
    private long lastAckNanos;
    private boolean ackScheduled;

    InboundLink(InboundPeers peers) {
        this.peers = peers;
    }

    @Nullable
    NodeId peer() {
        return peer;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        lastAckNanos = active.executor().ticker().nanoTime() - ACK_GAP_NANOS;
        if (!peers.greet(this)) {
            log.warn(
                    "peer connection from {} closed: too many that have not said who they are",
                    active.channel().remoteAddress());
            active.close();
            return;
        }
        greetingLimit = active.executor()
                .schedule(
                        () -> {
                            log.warn(
                                    "peer connection from {} closed: no greeting within {} s",
                                    active.channel().remoteAddress(),
                                    GREETING_LIMIT_SECONDS);
                            active.close();
                        },
                        GREETING_LIMIT_SECONDS,
                        TimeUnit.SECONDS);
    }

    @Override
    void frame(ChannelHandlerContext active, PeerFrame frame) throws PeerProtocolException {
        NodeId from = peer;
        SnapshotSending sending = snapshot;
        if (sending != null) {
            sending.frame(frame);
        } else if (from == null) {
            if (!(frame instanceof Hello hello)) {
                throw new PeerProtocolException("a first frame that is no greeting");
            }
            greeted(active, hello);
        } else if (frame instanceof Puts together) {
            arrived(active, from, together);
        } else if (frame instanceof Behind behind) {
            peers.behind(from, behind.start());
        } else if (frame instanceof Members members) {
            peers.membershipHeard(members.encoded().shared());
        } else if (frame instanceof Swap swap) {
            toldOfSwap(from, swap);
        } else {
            throw new PeerProtocolException("a frame that a sender of puts does not send: "
                    + frame.getClass().getSimpleName());
        }
    }

    private void greeted(ChannelHandlerContext active, Hello hello) {
        stopGreetingLimit();
        Refused refusal = peers.hasFailed()
                ? new Refused(Reason.FAILED, "this node has stopped serving after a failed write; restart it")
                : peers.check(hello);
        if (refusal == null) {
            String unproven = peers.security().refusal(active.channel(), hello.from());
            refusal = unproven == null ? null : new Refused(Reason.UNKNOWN_PEER, unproven);
        }
        ByteBuf out = active.alloc().buffer();
        if (refusal != null) {
            peers.statistics().refusedHandshake();
            NodeEvent.PEER_REFUSED.warn(
                    log, "peer connection from {} refused: {}", active.channel().remoteAddress(), refusal.message());
            PeerFrameWriter.write(refusal, out);
            active.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
            pause(active);
            return;
        }
        NodeId from = hello.from();
        int version = PeerIdentity.version(hello);
        if (hello.purpose() == Purpose.SNAPSHOT) {
            peers.leave(this);
            snapshot = peers.sendingTo(hello, active);
            allowLargeFrames();
            PeerFrameWriter.write(peers.welcome(from, version), out);
            active.writeAndFlush(out, active.voidPromise());
            return;
        }
        peer = from;
        peers.introduced(this, hello);
        allowLargeFrames();
        lastArrived = peers.received(from);
        epochs = peers.epochsOf(from);
        release = onLoop(active);
        PeerFrameWriter.write(peers.welcome(from, version), out);
        byte[] news = peers.news(hello);
        if (news != null) {
            PeerFrameWriter.write(new Members(Bytes.wrap(news)), out);
        }
        active.writeAndFlush(out, active.voidPromise());
        NodeEvent.PEER_SENDING.info(log, "peer {} is sending from put {} on", from, lastArrived + 1);
    }

    private void toldOfSwap(NodeId from, Swap swap) throws PeerProtocolException {
        try {
            peers.toldOfSwap(from, swap.content());
        } catch (MalformedPayloadException e) {
            throw new PeerProtocolException("a message about a swap of cores: " + e.getMessage(), e);
        }
    }

    private void arrived(ChannelHandlerContext active, NodeId from, Puts together) throws PeerProtocolException {
        if (together.first() != lastArrived + 1) {
            throw new PeerProtocolException(
                    "put " + together.first() + " of node " + from + " where put " + (lastArrived + 1) + " belongs");
        }
        puts = together;
        goOn(active);
    }

    @Override
    void goOn(ChannelHandlerContext active) throws PeerProtocolException {
        NodeId from = peer;
        Puts together = puts;
        if (from == null || together == null) {
            return;
        }
        // A link is paused between any two puts, however they came.
        while (!isPaused() && lastArrived < together.last()) {
            takeRun(from, together);
            if (peers.mustPause(from)) {
                NodeEvent.LINK_PAUSED.info(
                        log, "link from peer {} is paused: too many of its puts wait for others", from);
                pause(active);
            }
        }
        if (lastArrived == together.last()) {
            puts = null;
        }
    }

    /** Takes puts until there are no more, or so many wait that those of other nodes are to be asked. */
    private void takeRun(NodeId from, Puts together) throws PeerProtocolException {
        epochUpTo = lastArrived;
        peers.beginRun(from);
        try {
            do {
                take(from, together);
            } while (lastArrived < together.last() && !peers.mustPause(from));
        } finally {
            peers.endOfRun();
        }
    }

    /** Takes the next of the puts that came together. */
    private void take(NodeId from, Puts together) throws PeerProtocolException {
        long sequence = lastArrived + 1;
        try {
            PutMessage message = PutMessage.readBody(from, sequence, together.bodies());
            if (sequence == together.last()) {
                together.bodies().expectEnd();
            }
            if (sequence > epochUpTo) {
                noteEpoch(from, sequence, together.epoch());
            }
            peers.interceptor().arrived(message, release);
        } catch (MalformedPayloadException e) {
            throw new PeerProtocolException("put " + sequence + " of node " + from + ": " + e.getMessage(), e);
        }
        lastArrived = sequence;
    }

    private void noteEpoch(NodeId from, long sequence, long epoch) {
        if (epochs.at(sequence) != epoch) {
            peers.beganEpoch(from, sequence, epoch);
        }
        epochUpTo = epochs.lastLike(sequence);
    }

    private Consumer<PutMessage> onLoop(ChannelHandlerContext active) {
        return message -> {
            if (active.executor().inEventLoop()) {
                peers.deliver(message);
            } else {
                active.executor().execute(() -> peers.deliver(message));
            }
        };
    }

    /** Tells the sender how far its puts have come, if that is news, soon, or {@code always}, at once. */
    void acknowledge(boolean always) {
        NodeId from = peer;
        ChannelHandlerContext active = context;
        if (from == null || active == null) {
            return;
        }
        Ack ack = new Ack(peers.received(from), peers.synced(from));
        if (!always && (ack.equals(lastAck) || mayWait(active, ack))) {
            return;
        }
        // While the peer does not read there is no point in piling up cumulative acknowledgements.
        if (active.channel().isWritable()) {
            lastAck = ack;
            lastAckNanos = active.executor().ticker().nanoTime();
            ByteBuf out = active.alloc().buffer(32);
            PeerFrameWriter.write(ack, out);
            active.writeAndFlush(out, active.voidPromise());
        }
    }

    /** Whether {@code ack} comes too soon behind the last one; then it, or a later one, is sent in a while. */
    private boolean mayWait(ChannelHandlerContext active, Ack ack) {
        long sinceLast = active.executor().ticker().nanoTime() - lastAckNanos;
        if (sinceLast >= ACK_GAP_NANOS || ack.received() - lastAck.received() >= ACK_PUTS_MAX) {
            return false;
        }
        if (!ackScheduled) {
            ackScheduled = true;
            active.executor()
                    .schedule(
                            () -> {
                                ackScheduled = false;
                                acknowledge(false);
                            },
                            ACK_GAP_NANOS - sinceLast,
                            TimeUnit.NANOSECONDS);
        }
        return true;
    }

    void resumeReading() {
        if (context != null) {
            NodeEvent.LINK_RESUMED.info(log, "link from peer {} is read again", String.valueOf(peer));
            resume(context);
        }
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext active) throws Exception {
        stopGreetingLimit();
        puts = null;
        peers.leave(this);
        if (snapshot != null) {
            snapshot.close();
        }
        super.channelInactive(active);
    }

    @Override
    void violated(ChannelHandlerContext active, PeerProtocolException violation) {
        puts = null;
        peers.statistics().protocolViolation();
        NodeEvent.PEER_REFUSED.warn(
                log,
                "peer connection from {} closed: it sent {}",
                active.channel().remoteAddress(),
                String.valueOf(violation.getMessage()));
    }

    @Override
    void broken(ChannelHandlerContext active, Throwable cause) {
        log.warn("peer connection from {} failed: {}", active.channel().remoteAddress(), cause.toString());
    }

    private void stopGreetingLimit() {
        if (greetingLimit != null) {
            greetingLimit.cancel(false);
            greetingLimit = null;
        }
    }
}
