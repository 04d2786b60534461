package dev.espalier.store.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import java.util.function.Supplier;

/** Puts TLS before the handlers of clients' connections. */
public final class TlsClients {
    private TlsClients() {}

    /** What {@code plain} supplies, behind TLS with the keys and certificates that hold when a connection comes. */
    public static Supplier<ChannelHandler> secured(Tls tls, Supplier<ChannelHandler> plain) {
        return () -> new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(tls.contexts().clients().newHandler(channel.alloc()))
                        .addLast(new HandshakeGate("a client", tls.statistics()))
                        .addLast(plain.get());
            }
        };
    }
}
