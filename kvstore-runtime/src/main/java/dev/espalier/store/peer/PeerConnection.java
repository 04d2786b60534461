package dev.espalier.store.peer;

import dev.espalier.store.peer.PeerFrame.Compressed;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/** One end of a link: cuts what arrives into frames, in order, and can stop between two of them, or within one. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed write or close.
abstract class PeerConnection extends ChannelInboundHandlerAdapter {
    private @Nullable ByteBuf unread;

    /** Frames that came compressed together, from the first that is not taken yet. */
    private @Nullable ByteBuf unpacked;

    private boolean paused;
    private int frameBytesMax = PeerFrameFormat.HANDSHAKE_BYTES_MAX;

    /** Takes one frame. */
    abstract void frame(ChannelHandlerContext context, PeerFrame frame) throws PeerProtocolException;

    /** Goes on with a frame that {@link #pause} interrupted; called before the next is read. */
    void goOn(ChannelHandlerContext context) throws PeerProtocolException {}

    /** The other side sent what it must not; the connection is closed afterwards. */
    abstract void violated(ChannelHandlerContext context, PeerProtocolException violation);

    /** The connection itself failed; it is closed afterwards. */
    abstract void broken(ChannelHandlerContext context, Throwable cause);

    /** Called once both sides have proved who they are. */
    final void allowLargeFrames() {
        frameBytesMax = PeerFrameFormat.FRAME_BYTES_MAX;
    }

    final boolean isPaused() {
        return paused;
    }

    /** Takes no more frames, and soon nothing more from the socket, until {@link #resume}. */
    final void pause(ChannelHandlerContext context) {
        paused = true;
        context.channel().config().setAutoRead(false);
    }

    final void resume(ChannelHandlerContext context) {
        paused = false;
        context.channel().config().setAutoRead(true);
        readFrames(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf arrived = (ByteBuf) message;
        unread = unread == null
                ? arrived
                : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), unread, arrived);
        readFrames(context);
    }

    private void readFrames(ChannelHandlerContext context) {
        try {
            goOn(context);
            while (!paused && unread != null) {
                PeerFrame frame = next(unread);
                if (frame == null) {
                    break;
                }
                if (frame instanceof Compressed compressed) {
                    unpacked = unpacked(compressed);
                } else {
                    frame(context, frame);
                }
            }
        } catch (PeerProtocolException e) {
            releaseUnread();
            violated(context, e);
            context.close();
        }
        if (unread != null && !unread.isReadable() && unpacked == null) {
            releaseUnread();
        } else if (unread != null) {
            // A read that ends within a frame leaves its start for the next to go on with. On a busy link none may ever
            // end with one, and what has been taken must not be kept until it does.
            unread.discardSomeReadBytes();
        }
    }

    private @Nullable PeerFrame next(ByteBuf arrived) throws PeerProtocolException {
        ByteBuf together = unpacked;
        if (together == null) {
            return PeerFrameReader.read(arrived, frameBytesMax);
        }
        PeerFrame frame = PeerFrameReader.read(together, frameBytesMax);
        if (frame == null || frame instanceof Compressed) {
            throw new PeerProtocolException("compressed frames that are not whole, or are compressed twice");
        }
        if (!together.isReadable()) {
            unpacked = null;
        }
        return frame;
    }

    private ByteBuf unpacked(Compressed compressed) throws PeerProtocolException {
        if (frameBytesMax == PeerFrameFormat.HANDSHAKE_BYTES_MAX) {
            throw new PeerProtocolException("a compressed frame before the handshake is done");
        }
        return PeerCompression.decompress(compressed);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        releaseUnread();
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken(context, cause);
        context.close();
    }

    private void releaseUnread() {
        unpacked = null;
        if (unread != null) {
            unread.release();
            unread = null;
        }
    }
}
