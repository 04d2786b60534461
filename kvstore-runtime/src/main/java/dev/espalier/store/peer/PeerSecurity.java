package dev.espalier.store.peer;

import dev.espalier.core.NodeId;
import dev.espalier.store.config.PeerAddress;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import org.jspecify.annotations.Nullable;

/** What stands between the sockets of peers and the peer protocol. */
public interface PeerSecurity {
    /** Nothing: whoever reaches the port is believed. */
    PeerSecurity NONE = new PeerSecurity() {
        @Override
        public ChannelHandler outgoing(PeerAddress to, ChannelHandler end) {
            return end;
        }

        @Override
        public ChannelHandler incoming(ChannelHandler end) {
            return end;
        }

        @Override
        public @Nullable String refusal(Channel channel, NodeId claimed) {
            return null;
        }
    };

    /** The handler of a connection to {@code to}, of which {@code end} learns once the other side has proved itself. */
    ChannelHandler outgoing(PeerAddress to, ChannelHandler end);

    /** The handler of a connection that came. */
    ChannelHandler incoming(ChannelHandler end);

    /** Why the other side of an incoming connection is not node {@code claimed}, as it says; {@code null} if it may be. */
    @Nullable
    String refusal(Channel channel, NodeId claimed);
}
