package dev.espalier.bench.nemesis;

import dev.espalier.bench.harness.LocalCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Faults of a cluster on this machine: of its processes by signals, of its links by what stands between the nodes. */
public final class ClusterFaults implements FaultInjector {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final String CLOCK_FLAG = "-Despalier.clock-offset-ms=";

    private final LocalCluster cluster;
    private final @Nullable FaultInjector links;

    /**
     * Faults of {@code cluster}.
     *
     * @param links what brings about {@link Fault.OfLinks}; {@code null} where the nodes are linked directly
     */
    public ClusterFaults(LocalCluster cluster, @Nullable FaultInjector links) {
        this.cluster = cluster;
        this.links = links;
    }

    @Override
    public void begin(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Kill(int node) -> cluster.kill(node);
            case Fault.Pause(int node) -> cluster.pause(node);
            case Fault.DiskFull(int node) -> cluster.forbidWrites(node);
            case Fault.ClockSkew(int node, Duration by) -> restart(node, List.of(CLOCK_FLAG + by.toMillis()));
            case Fault.OfLinks ofLinks -> links().begin(ofLinks);
        }
    }

    @Override
    public void end(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Pause(int node) -> cluster.resume(node);
            case Fault.Kill(int node) -> restart(node, List.of());
            case Fault.DiskFull(int node) -> {
                cluster.giveRoom(node);
                restart(node, List.of());
            }
            case Fault.ClockSkew(int node, Duration _) -> restart(node, List.of());
            case Fault.OfLinks ofLinks -> links().end(ofLinks);
        }
    }

    /** Ends the node's process if it has one, and starts another with {@code flags} for its virtual machine. */
    private void restart(int node, List<String> flags) throws IOException, InterruptedException {
        cluster.kill(node);
        cluster.restart(
                node,
                command -> Stream.of(
                                command.stream().limit(1),
                                flags.stream(),
                                command.stream().skip(1).filter(part -> !part.startsWith(CLOCK_FLAG)))
                        .flatMap(part -> part)
                        .toList(),
                START_LIMIT);
    }

    private FaultInjector links() throws IOException {
        if (links == null) {
            throw new IOException("the nodes are linked directly, so nothing can be done to their links; let the bench"
                    + " start the nodes itself (--cluster N)");
        }
        return links;
    }
}
