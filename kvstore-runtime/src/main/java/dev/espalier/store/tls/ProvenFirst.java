package dev.espalier.store.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** On a connection that this node makes: the handlers behind learn of it when the other side has proved who it is. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed close.
final class ProvenFirst extends ChannelInboundHandlerAdapter {
    private final Function<Channel, @Nullable String> refusal;
    private final TlsStatistics statistics;

    /** @param refusal why the other side is not who it should be, or {@code null} */
    ProvenFirst(Function<Channel, @Nullable String> refusal, TlsStatistics statistics) {
        this.refusal = refusal;
        this.statistics = statistics;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // Not yet: see userEventTriggered.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            super.userEventTriggered(context, event);
            return;
        }
        String why = handshake.isSuccess() ? refusal.apply(context.channel()) : null;
        if (handshake.isSuccess() && why == null) {
            context.fireChannelActive();
            return;
        }
        statistics.handshakeFailed();
        context.fireExceptionCaught(why == null ? handshake.cause() : new SSLHandshakeException(why));
        context.close();
    }
}
