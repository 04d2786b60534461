package dev.espalier.store.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Ends a connection so that the client can read its last replies: unread input would reset it under them. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the handler of a failed write or close.
final class GentleClose {
    private static final long LINGER_MILLIS = 1000;

    private GentleClose() {}

    /**
     * Sends {@code last}, ends the output, and closes when the client has ended its own or time is up; until then what it
     * sends is read, for the caller to throw away.
     *
     * @param inputEnded whether the client has ended its output already
     */
    static void after(ByteBuf last, ChannelHandlerContext context, BooleanSupplier inputEnded) {
        context.writeAndFlush(last).addListener(done -> {
            if (inputEnded.getAsBoolean()
                    || !done.isSuccess()
                    || !(context.channel() instanceof DuplexChannel duplex)) {
                context.close();
            } else {
                SslHandler tls = context.pipeline().get(SslHandler.class);
                if (tls == null) {
                    duplex.shutdownOutput();
                } else {
                    tls.closeOutbound();
                }
                context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
        context.channel().config().setAutoRead(true);
    }
}
