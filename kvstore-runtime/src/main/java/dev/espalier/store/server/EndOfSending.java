package dev.espalier.store.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/** What tells that a client sends no more, although it may still take replies. */
final class EndOfSending {
    private static final int IDLE_SECONDS = 10;

    private EndOfSending() {}

    /** Whether {@code event} tells it: the end of TCP's stream, or of that of TLS above it. */
    static boolean isToldBy(Object event) {
        return event instanceof ChannelInputShutdownEvent
                || event instanceof SslCloseCompletionEvent closed && closed.isSuccess();
    }

    /**
     * Has the kernel ask every ten seconds whether there is still a client: one that is gone altogether looks at first like
     * one that takes replies, until its own kernel has forgotten it, which with Linux is after a minute.
     */
    static void probe(Channel channel) {
        ChannelConfig config = channel.config();
        config.setOption(ChannelOption.SO_KEEPALIVE, true);
        // Without epoll, the system's own times hold: the options are refused then, without effect.
        config.setOption(EpollChannelOption.TCP_KEEPIDLE, IDLE_SECONDS);
        config.setOption(EpollChannelOption.TCP_KEEPINTVL, IDLE_SECONDS);
    }
}
