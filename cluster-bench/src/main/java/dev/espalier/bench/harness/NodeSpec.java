package dev.espalier.bench.harness;

import dev.espalier.bench.resp.Target;
import java.nio.file.Path;
import java.util.List;

/**
 * What one node of a cluster is to be: what its command line is made from.
 *
 * @param id the node's number, from 1
 * @param host the address it listens on
 * @param clientPort where it answers clients
 * @param peerPort where it listens for its peers
 * @param dataDirectory its own directory; exists
 * @param logFile where its output goes
 * @param peers the other nodes
 */
public record NodeSpec(
        int id, String host, int clientPort, int peerPort, Path dataDirectory, Path logFile, List<Peer> peers) {
    public NodeSpec {
        peers = List.copyOf(peers);
    }

    /** Where it answers clients. */
    public Target target() {
        return new Target(host, clientPort);
    }
}
