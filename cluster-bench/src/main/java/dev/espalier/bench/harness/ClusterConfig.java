package dev.espalier.bench.harness;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What cluster to start.
 *
 * @param directory where its state, logs and data live; made if need be
 * @param nodes number of nodes, 1 to 64
 * @param host the address all nodes listen on
 * @param startTimeout how long the nodes together may take until all answer PING
 */
public record ClusterConfig(Path directory, int nodes, String host, Duration startTimeout) {
    /** Most nodes of a cluster on one machine. */
    public static final int NODES_MAX = 64;

    public ClusterConfig {
        directory = directory.toAbsolutePath().normalize();
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new IllegalArgumentException(nodes + " nodes is outside 1.." + NODES_MAX);
        }
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException("a start time-out of " + startTimeout + " leaves nodes no time");
        }
    }

    /** A cluster on 127.0.0.1 that has 30 s to start. */
    public static ClusterConfig local(Path directory, int nodes) {
        return new ClusterConfig(directory, nodes, "127.0.0.1", Duration.ofSeconds(30));
    }
}
