package dev.espalier.store.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Behind the TLS of an incoming connection: counts and tells handshakes that fail, which are no defect of this node. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed close.
final class HandshakeGate extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(HandshakeGate.class);

    private final String who;
    private final TlsStatistics statistics;
    private boolean told;

    /** @param who for the log: a client or a peer */
    HandshakeGate(String who, TlsStatistics statistics) {
        this.who = who;
        this.statistics = statistics;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            failed(context, handshake.cause());
        } else {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        if (cause instanceof SSLException
                || cause instanceof DecoderException && cause.getCause() instanceof SSLException) {
            failed(context, cause);
        } else {
            super.exceptionCaught(context, cause);
        }
    }

    private void failed(ChannelHandlerContext context, Throwable cause) {
        if (!told) {
            told = true;
            statistics.handshakeFailed();
            log.info("TLS with {} at {} failed: {}", who, context.channel().remoteAddress(), cause.getMessage());
        }
        context.close();
    }
}
