package dev.espalier.store.peer;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
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
    private long saidNotYetNanos = System.nanoTime() - SIGN_OF_LIFE_NANOS;
    private volatile boolean closed;

    SnapshotSending(SnapshotServer server, NodeId peer, ChannelHandlerContext context, PeerCompression compression) {
        this.server = server;
        this.peer = peer;
        this.context = context;
        this.compression = compression;
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
        String obstacle = transfer == null
                ? "its core's state cannot be copied"
                : server.lacking(Objects.requireNonNull(needs));
        if (obstacle.isEmpty()) {
            StateTransfer source = Objects.requireNonNull(transfer);
            if (server.run(this, () -> send(source))) {
                return;
            }
            obstacle = "it is sending a snapshot to another node";
        }
        notYet(obstacle);
    }

    private void notYet(String obstacle) {
        if (System.nanoTime() - saidNotYetNanos >= SIGN_OF_LIFE_NANOS) {
            saidNotYetNanos = System.nanoTime();
            write(out -> PeerFrameCodec.write(new NotYet(obstacle), out));
        }
        context.executor().schedule(this::tryToBegin, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Runs on the thread of the server. */
    private void send(StateTransfer transfer) {
        long started = System.nanoTime();
        try (StateImage image = transfer.image()) {
            String obstacle = missing(image);
            if (!obstacle.isEmpty()) {
                context.executor().execute(() -> notYet(obstacle));
                return;
            }
            long bytes = send(image);
            log.info(
                    "a snapshot of {} bytes was sent to node {} in {} ms",
                    bytes,
                    peer,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        } catch (StorageException | PeerProtocolException e) {
            log.warn("the snapshot for node {} was not sent: {}", peer, e.getMessage());
            context.close();
        } catch (IOException e) {
            log.warn("the copy of the state that was sent to node {} could not be removed: {}", peer, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            context.close();
        } finally {
            context.executor().execute(() -> server.ended(this));
        }
    }

    /** What the image lacks: it is of an earlier moment than the look at what is applied. */
    private String missing(StateImage image) {
        Map<NodeId, Long> left = new TreeMap<>(Objects.requireNonNull(needs));
        for (OriginMark mark : image.marks()) {
            if (mark.applied() > 0 && mark.epoch() == Epochs.NONE) {
                return "it does not know yet which run of node " + mark.origin() + " made put " + mark.applied();
            }
            left.computeIfPresent(mark.origin(), (node, need) -> need <= mark.applied() ? null : need);
        }
        left.values().removeIf(need -> need == 0);
        return left.isEmpty() ? "" : "it has applied what is needed of nodes " + left.keySet() + " only just now";
    }

    private long send(StateImage image) throws StorageException, PeerProtocolException, InterruptedException {
        sendNow(out -> PeerFrameCodec.write(
                new Image(image.shape(), Bytes.wrap(image.state()), image.marks()), out));
        CRC32C checksum = new CRC32C();
        long rows = 0;
        long bytes = 0;
        for (byte[] chunk = image.rows(CHUNK_BYTES); chunk.length > 0; chunk = image.rows(CHUNK_BYTES)) {
            byte[] rowsNow = chunk;
            checksum.update(rowsNow);
            bytes += rowsNow.length;
            sendNow(out -> PeerFrameCodec.write(new Rows(Bytes.wrap(rowsNow)), out));
            rows = image.rowsRead();
        }
        long allRows = rows;
        sendNow(out -> PeerFrameCodec.write(new ImageEnd(allRows, (int) checksum.getValue()), out));
        return bytes;
    }

    /** Sends a frame and waits until it has left. */
    private void sendNow(Consumer<ByteBuf> frame) throws PeerProtocolException, InterruptedException {
        ChannelFuture written = write(frame);
        if (!written.await(CHUNK_LIMIT_SECONDS, TimeUnit.SECONDS) || !written.isSuccess()) {
            throw new PeerProtocolException("the peer took no chunk of it for " + CHUNK_LIMIT_SECONDS
                    + " s, or closed the connection (" + written.cause() + ")");
        }
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
