package dev.espalier.store.peer;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.store.engine.MigrationWriter;
import dev.espalier.store.peer.PeerFrame.Image;
import dev.espalier.store.peer.PeerFrame.ImageEnd;
import dev.espalier.store.peer.PeerFrame.NotYet;
import dev.espalier.store.peer.PeerFrame.Rows;
import dev.espalier.store.peer.PeerFrame.Want;
import dev.espalier.store.storage.Epochs;
import dev.espalier.store.storage.OriginMark;
import dev.espalier.store.storage.StateImage;
import dev.espalier.store.storage.StateTransfer;
import dev.espalier.store.storage.StorageException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One snapshot on its way to a peer. It waits until this node has applied all that the peer asks for, then copies the state
 * and sends it chunk by chunk, the next when the last has left: a slow peer costs the copy's files and one chunk.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed write or close.
final class SnapshotSending {
    private static final Logger log = LoggerFactory.getLogger(SnapshotSending.class);
    private static final int CHUNK_BYTES = 256 << 10;
    private static final long LOOK_AGAIN_MILLIS = 200;
    private static final long SIGN_OF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CHUNK_LIMIT_SECONDS = 60;

    private final SnapshotServer server;
    private final NodeId peer;
    private final ChannelHandlerContext context;
    private final PeerCompression compression;
    private @Nullable Map<NodeId, Long> needs;
    private long saidNotYetNanos;
    private volatile boolean closed;

    SnapshotSending(SnapshotServer server, NodeId peer, ChannelHandlerContext context, PeerCompression compression) {
        this.server = server;
        this.peer = peer;
        this.context = context;
        this.compression = compression;
        this.saidNotYetNanos = nowNanos() - SIGN_OF_LIFE_NANOS;
    }

    private long nowNanos() {
        return context.executor().ticker().nanoTime();
    }

    /** Takes what the peer sent. */
    void frame(PeerFrame frame) throws PeerProtocolException {
        if (needs != null || !(frame instanceof Want want)) {
            throw new PeerProtocolException("a frame that one who waits for a snapshot does not send: "
                    + frame.getClass().getSimpleName());
        }
        needs = want.needs();
        tryToBegin();
    }

    private void tryToBegin() {
        if (closed) {
            return;
        }
        StateTransfer transfer = server.transfer();
        String obstacle =
                transfer == null ? "its core's state cannot be copied" : server.lacking(Objects.requireNonNull(needs));
        if (obstacle.isEmpty()) {
            StateTransfer source = Objects.requireNonNull(transfer);
            if (server.run(this, () -> begin(source))) {
                return;
            }
            obstacle = "it is sending a snapshot to another node";
        }
        notYet(obstacle);
    }

    private void notYet(String obstacle) {
        if (nowNanos() - saidNotYetNanos >= SIGN_OF_LIFE_NANOS) {
            saidNotYetNanos = nowNanos();
            write(out -> PeerFrameWriter.write(new NotYet(obstacle), out));
        }
        context.executor().schedule(this::tryToBegin, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Copies the state and begins to send it. Runs on the thread of the server, as {@link #sendNext} does. */
    private void begin(StateTransfer transfer) {
        boolean sends = false;
        try {
            StateImage image = transfer.image();
            try {
                String obstacle = missing(image);
                if (obstacle.isEmpty()) {
                    sends = true;
                    Image head = new Image(image.shape(), Bytes.wrap(image.state()), image.marks());
                    send(new Sent(image), out -> PeerFrameWriter.write(head, out));
                } else {
                    context.executor().execute(() -> notYet(obstacle));
                }
            } finally {
                if (!sends) {
                    image.close();
                }
            }
        } catch (StorageException e) {
            notSent(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            notRemoved(e);
        } finally {
            if (!sends) {
                context.executor().execute(() -> server.ended(this));
            }
        }
    }

    /** What the image lacks: it is of an earlier moment than the look at what is applied. */
    private String missing(StateImage image) {
        Map<NodeId, Long> left = new TreeMap<>(Objects.requireNonNull(needs));
        for (OriginMark mark : image.marks()) {
            // What an epoch of cores began with every node has put for itself: no run of a node made it.
            boolean ofARun = !mark.origin().equals(MigrationWriter.ID);
            if (ofARun && mark.applied() > 0 && mark.epoch() == Epochs.NONE) {
                return "it does not know yet which run of node " + mark.origin() + " made put " + mark.applied();
            }
            left.computeIfPresent(mark.origin(), (node, need) -> need <= mark.applied() ? null : need);
        }
        left.values().removeIf(need -> need == 0);
        return left.isEmpty() ? "" : "it has applied what is needed of nodes " + left.keySet() + " only just now";
    }

    /** What has left of an image. */
    private static final class Sent {
        private final StateImage image;
        private final CRC32C checksum = new CRC32C();
        private long bytes;

        Sent(StateImage image) {
            this.image = image;
        }
    }

    /** Sends the next chunk of rows, or says that there are no more. */
    private void sendNext(Sent sent) {
        try {
            byte[] chunk = sent.image.rows(CHUNK_BYTES);
            if (chunk.length > 0) {
                sent.checksum.update(chunk);
                sent.bytes += chunk.length;
                Rows rows = new Rows(Bytes.wrap(chunk));
                send(sent, out -> PeerFrameWriter.write(rows, out));
            } else {
                ImageEnd end = new ImageEnd(sent.image.rowsRead(), (int) sent.checksum.getValue());
                context.executor().execute(() -> {
                    write(out -> PeerFrameWriter.write(end, out));
                    server.sent();
                });
                log.info("a snapshot of {} bytes was sent to node {}", sent.bytes, peer);
                end(sent);
            }
        } catch (StorageException e) {
            notSent(String.valueOf(e.getMessage()));
            end(sent);
        }
    }

    /** Sends a frame; when it has left, the next follows. */
    private void send(Sent sent, Consumer<ByteBuf> frame) {
        EventExecutor loop = context.executor();
        loop.execute(() -> {
            Future<?> limit = loop.schedule(
                    () -> notSent("the peer took no chunk of it for " + CHUNK_LIMIT_SECONDS + " s"),
                    CHUNK_LIMIT_SECONDS,
                    TimeUnit.SECONDS);
            write(frame).addListener(left -> {
                limit.cancel(false);
                if (left.isSuccess() && server.goOn(() -> sendNext(sent))) {
                    return;
                }
                notSent("the connection is closed, or this node is (" + left.cause() + ")");
                if (!server.goOn(() -> end(sent))) {
                    end(sent);
                }
            });
        });
    }

    private void notSent(String why) {
        log.warn("the snapshot for node {} was not sent: {}", peer, why);
        context.close();
    }

    private void notRemoved(IOException why) {
        log.warn("the copy of the state that was sent to node {} could not be removed: {}", peer, why.toString());
    }

    private void end(Sent sent) {
        try {
            sent.image.close();
        } catch (IOException e) {
            notRemoved(e);
        }
        context.executor().execute(() -> server.ended(this));
    }

    private ChannelFuture write(Consumer<ByteBuf> frame) {
        ByteBuf out = context.alloc().buffer();
        frame.accept(out);
        return context.writeAndFlush(compression.compress(out));
    }

    /** Ends the connection. */
    void end() {
        context.close();
    }

    /** The connection is gone. */
    void close() {
        closed = true;
        server.closed(peer, this);
    }
}
