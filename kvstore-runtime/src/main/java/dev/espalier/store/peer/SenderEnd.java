package dev.espalier.store.peer;

import dev.espalier.store.peer.PeerFrame.Refused;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Netty end of one connection of an {@link OutboundLink}. */
final class SenderEnd extends PeerConnection {
    private static final Logger log = LoggerFactory.getLogger(SenderEnd.class);

    private final OutboundLink link;
    private @Nullable Refused refused;
    private @Nullable Throwable failure;

    SenderEnd(OutboundLink link) {
        this.link = link;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed write or close.
    public void channelActive(ChannelHandlerContext context) {
        if (!link.mayGreet()) {
            context.close();
            return;
        }
        ByteBuf out = context.alloc().buffer();
        PeerFrameWriter.write(link.greeting(), out);
        context.writeAndFlush(out, context.voidPromise());
    }

    @Override
    void frame(ChannelHandlerContext context, PeerFrame frame) throws PeerProtocolException {
        if (frame instanceof Refused refusal && link.state() == LinkState.GREETING) {
            refused = refusal;
        } else {
            link.frame(frame);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            link.send();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        link.ended(refused, failure);
    }

    @Override
    void violated(ChannelHandlerContext context, PeerProtocolException violation) {
        log.warn("peer {} sent {}; the connection is closed", link.address(), violation.getMessage());
    }

    @Override
    void broken(ChannelHandlerContext context, Throwable cause) {
        failure = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        log.debug("connection to peer {} failed", link.address(), cause);
    }
}
