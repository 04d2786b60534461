package dev.espalier.store.config;

import dev.espalier.core.NodeId;

/**
 * Where another node of the cluster takes peer connections.
 *
 * @param id the peer's node id
 * @param host host name or address
 * @param port its peer port, 1 to 65535
 */
public record PeerAddress(NodeId id, String host, int port) {
    @Override
    public String toString() {
        return id.number() + "@" + host + ":" + port;
    }
}
