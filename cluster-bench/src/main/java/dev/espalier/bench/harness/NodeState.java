package dev.espalier.bench.harness;

import dev.espalier.bench.resp.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What is known of a started node; kept in the cluster's state file.
 *
 * @param id the node's number
 * @param host the address it listens on
 * @param clientPort where it answers clients
 * @param peerPort where it listens for its peers
 * @param dataDirectory its directory, absolute
 * @param logFile its log, absolute
 * @param command what it is started with
 * @param pid its process
 * @param started when the system says that process started; tells it from a later one with the same number
 */
public record NodeState(
        int id,
        String host,
        int clientPort,
        int peerPort,
        String dataDirectory,
        String logFile,
        List<String> command,
        long pid,
        Instant started) {
    public NodeState {
        command = List.copyOf(command);
    }

    /** Where it answers clients. */
    public Target target() {
        return new Target(host, clientPort);
    }

    /** The same node, to be started with another command. */
    NodeState withCommand(List<String> other) {
        return new NodeState(id, host, clientPort, peerPort, dataDirectory, logFile, other, pid, started);
    }

    /** Its log. */
    public Path log() {
        return Path.of(logFile);
    }
}
