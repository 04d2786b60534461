package dev.espalier.bench.harness;

/**
 * Where another node of the cluster listens for its peers.
 *
 * @param id the node's number
 * @param host its address
 * @param port its peer port
 */
public record Peer(int id, String host, int port) {
    /** The form in which peers are usually given on a command line: {@code id@host:port}. */
    @Override
    public String toString() {
        return id + "@" + host + ":" + port;
    }
}
