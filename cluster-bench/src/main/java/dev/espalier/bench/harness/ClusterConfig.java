package dev.espalier.bench.harness;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What cluster to start.
 *
 * @param directory where its state, logs and data live; made if need be
 * @param nodes number of nodes, 1 to 64
 * @param host the address all nodes listen on
 * @param basePort node i answers clients on this port + i - 1 and peers on a port {@value #PEER_PORT_OFFSET} above; 0
 *     takes free ports from 20000 up
 * @param startTimeout how long the nodes together may take until all answer PING
 */
public record ClusterConfig(Path directory, int nodes, String host, int basePort, Duration startTimeout) {
    /** Most nodes of a cluster on one machine. */
    public static final int NODES_MAX = 64;
    /** How far a node's peer port is above its client port, unless ports are taken as they are free. */
    public static final int PEER_PORT_OFFSET = 100;

    private static final int PORT_MAX = 65_535;

    public ClusterConfig {
        directory = directory.toAbsolutePath().normalize();
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new IllegalArgumentException(nodes + " nodes is outside 1.." + NODES_MAX);
        }
        if (basePort != 0 && (basePort < 1 || basePort > PORT_MAX - PEER_PORT_OFFSET - nodes)) {
            throw new IllegalArgumentException("base port " + basePort + " leaves no room for " + nodes
                    + " nodes; take 1.." + (PORT_MAX - PEER_PORT_OFFSET - nodes) + ", or 0 for free ports");
        }
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException("a start time-out of " + startTimeout + " leaves nodes no time");
        }
    }

    /** A cluster on free ports of 127.0.0.1 that has 30 s to start. */
    public static ClusterConfig local(Path directory, int nodes) {
        return new ClusterConfig(directory, nodes, "127.0.0.1", 0, Duration.ofSeconds(30));
    }
}
