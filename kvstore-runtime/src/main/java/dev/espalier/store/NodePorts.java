package dev.espalier.store;

import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.config.TlsSettings;
import dev.espalier.store.tls.Tls;
import dev.espalier.store.tls.TlsClients;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a node listens for clients and peers. */
@SuppressWarnings("FutureReturnValueIgnored") // Listeners are closed without waiting.
final class NodePorts {
    private final NodeConfig config;
    private final NodeTransport transport;
    private final @Nullable Tls tls;
    private final Supplier<ChannelHandler> clients;
    private final Supplier<ChannelHandler> peers;
    private @Nullable Channel clientListener;
    private @Nullable Channel tlsListener;
    private @Nullable Channel peerListener;

    /**
     * @param tls {@code null} for a node that speaks none
     * @param clients what takes a new connection of a client
     * @param peers what takes a new connection of a peer
     */
    NodePorts(
            NodeConfig config,
            NodeTransport transport,
            @Nullable Tls tls,
            Supplier<ChannelHandler> clients,
            Supplier<ChannelHandler> peers) {
        this.config = config;
        this.transport = transport;
        this.tls = tls;
        this.clients = clients;
        this.peers = peers;
    }

    /**
     * Listens on every port that the settings name.
     *
     * @throws NodeStartException if one cannot be had; those before it are open then
     */
    void open() throws NodeStartException {
        peerListener = transport.listen(config.bind(), config.peerPort(), "the peer port", "peer-port", peers);
        if (config.port() != TlsSettings.NO_PORT) {
            clientListener = transport.listen(config.bind(), config.port(), "the client port", "port", clients);
        }
        if (tls != null && config.tls().port() != TlsSettings.NO_PORT) {
            tlsListener = transport.listen(
                    config.bind(),
                    config.tls().port(),
                    "the client port of TLS",
                    "tls-port",
                    TlsClients.secured(tls, clients));
        }
    }

    int clientPort() {
        return port(clientListener);
    }

    /** As {@link #clientPort}; 0 while there is none. */
    int clientPortOrNone() {
        return clientListener == null ? 0 : clientPort();
    }

    int tlsPort() {
        return port(tlsListener);
    }

    int peerPort() {
        return port(peerListener);
    }

    private static int port(@Nullable Channel listener) {
        if (listener == null) {
            throw new IllegalStateException("the node does not listen");
        }
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** In words, for the log. */
    @Override
    public String toString() {
        return "clients on " + config.bind() + ":" + (clientListener == null ? "none" : clientPort())
                + (tlsListener == null ? "" : " and over TLS on " + tlsPort()) + " and peers on port " + peerPort();
    }

    void close() {
        close(clientListener);
        close(tlsListener);
        close(peerListener);
    }

    private static void close(@Nullable Channel listener) {
        if (listener != null) {
            listener.close();
        }
    }
}
