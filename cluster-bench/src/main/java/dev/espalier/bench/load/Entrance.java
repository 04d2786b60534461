package dev.espalier.bench.load;

import dev.espalier.bench.resp.MalformedReplyException;
import dev.espalier.bench.resp.RespReplyReader;
import dev.espalier.bench.resp.RespRequests;
import dev.espalier.bench.resp.Target;
import dev.espalier.bench.resp.TlsMaterial;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How connections to one target are entered: the TLS handshake and the password, if there are any. */
final class Entrance {
    private static final long LIMIT_SECONDS = 10;

    private final Target target;
    private final @Nullable SslContext tls;

    private Entrance(Target target, @Nullable SslContext tls) {
        this.target = target;
        this.tls = tls;
    }

    /**
     * The entrance to {@code target}.
     *
     * @throws IllegalArgumentException if what it has for TLS cannot be used
     */
    static Entrance to(Target target) {
        TlsMaterial material = target.access().tls();
        return new Entrance(target, material == null ? null : material.context());
    }

    /**
     * What a new channel begins with.
     *
     * @param handler what it has afterwards; it may not send anything before
     * @param entered told when the server has let us in, or why it has not
     */
    ChannelHandler before(ChannelHandler handler, Promise<Channel> entered) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                if (tls != null) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc(), target.host(), target.port()));
                }
                channel.pipeline()
                        .addLast(new Doorway(tls != null, target.access().login(), entered), handler);
            }
        };
    }

    /** Stands before the handler until the server has let us in. */
    private static final class Doorway extends ChannelInboundHandlerAdapter {
        private final boolean awaitsHandshake;
        private final List<byte[]> login;
        private final Promise<Channel> entered;
        private final RespReplyReader reader = new RespReplyReader();
        private final ByteBuf answer = Unpooled.buffer();

        Doorway(boolean awaitsHandshake, List<String> login, Promise<Channel> entered) {
            this.awaitsHandshake = awaitsHandshake;
            this.login = login.stream()
                    .map(word -> word.getBytes(StandardCharsets.UTF_8))
                    .toList();
            this.entered = entered;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (awaitsHandshake || !login.isEmpty()) {
                var _ = ctx.executor()
                        .schedule(
                                () -> refused(ctx, "it did not let us in within " + LIMIT_SECONDS + " s"),
                                LIMIT_SECONDS,
                                TimeUnit.SECONDS);
            }
            if (!awaitsHandshake) {
                logIn(ctx);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake) {
                if (handshake.isSuccess()) {
                    logIn(ctx);
                } else {
                    refused(ctx, "TLS was not agreed on: " + handshake.cause().getMessage());
                }
            } else {
                ctx.fireUserEventTriggered(event);
            }
        }

        private void logIn(ChannelHandlerContext ctx) {
            if (login.isEmpty()) {
                enter(ctx);
                return;
            }
            ByteBuf request = ctx.alloc().buffer();
            RespRequests.write(request, login);
            // A failed write closes the connection.
            var _ = ctx.writeAndFlush(request, ctx.voidPromise());
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf in = (ByteBuf) message;
            answer.writeBytes(in);
            in.release();
            RespReplyReader.Token token;
            try {
                token = reader.next(answer);
            } catch (MalformedReplyException e) {
                refused(ctx, "its answer to AUTH is none: " + e.getMessage());
                return;
            }
            if (token == RespReplyReader.Token.STATUS) {
                enter(ctx);
            } else if (token != RespReplyReader.Token.INCOMPLETE) {
                refused(
                        ctx,
                        "it did not accept the password: "
                                + answer.toString(reader.offset(), reader.length(), StandardCharsets.UTF_8));
            }
        }

        private void enter(ChannelHandlerContext ctx) {
            ctx.pipeline().remove(this);
            entered.trySuccess(ctx.channel());
        }

        private void refused(ChannelHandlerContext ctx, String why) {
            if (entered.tryFailure(new IOException(why))) {
                var _ = ctx.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            refused(ctx, "it closed the connection before it let us in");
        }

        @Override
        @SuppressWarnings("deprecation") // of ChannelHandler, where it moved from; here it is the way
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            refused(ctx, String.valueOf(cause.getMessage()));
        }
    }
}
