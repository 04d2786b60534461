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
    /**
     * Reads {@code id@host:peer-port}.
     *
     * @throws IllegalArgumentException if {@code text} is not that
     */
    public static PeerAddress parse(String text) {
        int at = text.indexOf('@');
        int colon = text.lastIndexOf(':');
        try {
            if (at > 0 && colon > at + 1) {
                int id = Integer.parseInt(text.substring(0, at).strip());
                int port = Integer.parseInt(text.substring(colon + 1).strip());
                if (id >= 0 && id <= NodeId.MAX && port > 0 && port <= 65_535) {
                    return new PeerAddress(
                            new NodeId(id), text.substring(at + 1, colon).strip(), port);
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(malformed(text), e);
        }
        throw new IllegalArgumentException(malformed(text));
    }

    private static String malformed(String text) {
        return "\"" + text + "\" is not id@host:peer-port, for example 2@127.0.0.1:7102";
    }

    @Override
    public String toString() {
        return id.number() + "@" + host + ":" + port;
    }
}
