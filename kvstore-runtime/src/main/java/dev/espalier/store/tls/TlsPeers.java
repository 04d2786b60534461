package dev.espalier.store.tls;

import dev.espalier.core.NodeId;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.peer.PeerSecurity;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** TLS between nodes: both show a certificate of the authority, with the name that belongs to the node if that is asked. */
public final class TlsPeers implements PeerSecurity {
    private final Tls tls;
    private final String clusterId;

    public TlsPeers(Tls tls, String clusterId) {
        this.tls = tls;
        this.clusterId = clusterId;
    }

    @Override
    public ChannelHandler outgoing(PeerAddress to, ChannelHandler end) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(tls.contexts().peersOut().newHandler(channel.alloc(), to.host(), to.port()))
                        .addLast(new ProvenFirst(connected -> refusal(connected, to.id()), tls.statistics()))
                        .addLast(end);
            }
        };
    }

    @Override
    public ChannelHandler incoming(ChannelHandler end) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(tls.contexts().peersIn().newHandler(channel.alloc()))
                        .addLast(new HandshakeGate("a peer", tls.statistics()))
                        .addLast(end);
            }
        };
    }

    @Override
    public @Nullable String refusal(Channel channel, NodeId claimed) {
        String pattern = tls.settings().peerName();
        if (pattern.isEmpty()) {
            return null;
        }
        String expected =
                pattern.replace("{node}", Integer.toString(claimed.number())).replace("{cluster}", clusterId);
        X509Certificate shown = shown(channel);
        return shown != null && CertificateNames.has(shown, expected)
                ? null
                : "the certificate "
                        + (shown == null
                                ? "(none)"
                                : shown.getSubjectX500Principal().toString())
                        + " is not that of node " + claimed + ", whose name is " + expected
                        + "; give the node a certificate of that name, or change tls-peer-name";
    }

    private static @Nullable X509Certificate shown(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        try {
            Certificate[] chain = handler == null
                    ? new Certificate[0]
                    : handler.engine().getSession().getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate ? certificate : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
