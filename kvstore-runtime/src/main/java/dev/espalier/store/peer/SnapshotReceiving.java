package dev.espalier.store.peer;

import dev.espalier.core.NodeId;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.peer.PeerFrame.Image;
import dev.espalier.store.peer.PeerFrame.ImageEnd;
import dev.espalier.store.peer.PeerFrame.NotYet;
import dev.espalier.store.peer.PeerFrame.Purpose;
import dev.espalier.store.peer.PeerFrame.Refused;
import dev.espalier.store.peer.PeerFrame.Rows;
import dev.espalier.store.peer.PeerFrame.Want;
import dev.espalier.store.peer.PeerFrame.Welcome;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connection on which a snapshot comes. It reads no further while the disk is behind. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed write or close.
final class SnapshotReceiving extends PeerConnection {
    private static final long SILENCE_LIMIT_SECONDS = 30;

    /** Chunks that have arrived and are not written yet. */
    private static final int CHUNKS_MAX = 4;

    private final CatchUp catchUp;
    private final PeerAddress source;
    private final Map<NodeId, Long> needs;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> silence;
    private int chunksInHand;
    private boolean begun;
    private boolean ended;
    private String trouble = "it closed the connection";

    SnapshotReceiving(CatchUp catchUp, PeerAddress source, Map<NodeId, Long> needs) {
        this.catchUp = catchUp;
        this.source = source;
        this.needs = needs;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        write(
                active,
                out -> PeerFrameWriter.write(
                        catchUp.identity().helloTo(source.id(), PeerFrame.VERSION, Purpose.SNAPSHOT), out));
        heard(active);
    }

    private static void write(ChannelHandlerContext active, java.util.function.Consumer<ByteBuf> frame) {
        ByteBuf out = active.alloc().buffer();
        frame.accept(out);
        active.writeAndFlush(out, active.voidPromise());
    }

    private void heard(ChannelHandlerContext active) {
        if (silence != null) {
            silence.cancel(false);
        }
        silence = active.executor()
                .schedule(
                        () -> {
                            trouble = "nothing came for " + SILENCE_LIMIT_SECONDS + " s";
                            active.close();
                        },
                        SILENCE_LIMIT_SECONDS,
                        TimeUnit.SECONDS);
    }

    @Override
    void frame(ChannelHandlerContext active, PeerFrame frame) throws PeerProtocolException {
        heard(active);
        switch (frame) {
            case Refused refused -> {
                trouble = refused.message();
                active.close();
            }
            case Welcome welcome -> {
                if (welcome.version() < 3 || !catchUp.isSource(welcome, source)) {
                    trouble = "it is not node " + source.id() + " as it was met, or its version has no snapshots";
                    active.close();
                    return;
                }
                allowLargeFrames();
                write(active, out -> PeerFrameWriter.write(new Want(needs), out));
            }
            case NotYet notYet
            when !begun -> {
                if (!catchUp.waits(notYet.reason())) {
                    trouble = notYet.reason();
                    active.close();
                }
            }
            case Image image
            when !begun -> {
                begun = true;
                trouble = catchUp.begin(this, image);
                if (!trouble.isEmpty()) {
                    active.close();
                }
            }
            case Rows rows
            when begun && !ended -> {
                chunksInHand++;
                if (chunksInHand >= CHUNKS_MAX) {
                    pause(active);
                }
                catchUp.take(this, rows);
            }
            case ImageEnd end
            when begun && !ended -> {
                ended = true;
                catchUp.end(this, end);
            }
            default ->
                throw new PeerProtocolException("a frame that does not belong in a snapshot: "
                        + frame.getClass().getSimpleName());
        }
    }

    /** A chunk is written. */
    void written() {
        chunksInHand--;
        if (isPaused() && chunksInHand <= CHUNKS_MAX / 2 && context != null) {
            heard(context);
            resume(context);
        }
    }

    /** Ends the connection; {@code why} is told to {@link CatchUp#ended}. */
    void close(String why) {
        trouble = why;
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) throws Exception {
        if (silence != null) {
            silence.cancel(false);
        }
        super.channelInactive(inactive);
        catchUp.ended(this, trouble);
    }

    @Override
    void violated(ChannelHandlerContext active, PeerProtocolException violation) {
        trouble = "it sent " + violation.getMessage();
    }

    @Override
    void broken(ChannelHandlerContext active, Throwable cause) {
        trouble = String.valueOf(cause.getMessage());
    }
}
