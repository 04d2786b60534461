package dev.espalier.cli.bench;

import dev.espalier.bench.harness.ClusterConfig;
import dev.espalier.bench.harness.FaultNetwork;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.harness.NodeDisk;
import dev.espalier.bench.nemesis.ClusterFaults;
import dev.espalier.bench.nemesis.FaultInjector;
import dev.espalier.bench.nemesis.NetworkFaults;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.Folders;
import dev.espalier.cli.Home;
import dev.espalier.cli.cluster.NodeCommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that a load goes to: servers that were named, a cluster that runs, or nodes of the bench's own, whose links go
 * through proxies if faults are wanted.
 */
final class BenchNodes implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final List<Target> targets;
    private final @Nullable LocalCluster cluster;
    private final @Nullable Own own;

    /** What has to be ended with nodes of our own. */
    private record Own(
            LocalCluster cluster,
            Path directory,
            @Nullable FaultNetwork network,
            @Nullable NetworkFaults links,
            Disks disks,
            Thread stop) {}

    /** The nodes' own file systems, by their directories. */
    private record Disks(List<Path> mounted) {
        void unmount() {
            while (!mounted.isEmpty()) {
                try {
                    NodeDisk.unmount(mounted.removeLast());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private BenchNodes(List<Target> targets, @Nullable LocalCluster cluster, @Nullable Own own) {
        this.targets = targets;
        this.cluster = cluster;
        this.own = own;
    }

    /**
     * Finds or starts the nodes.
     *
     * @param running directory of the cluster to load if nothing else is said
     * @param faults whether links have to go through proxies
     */
    static BenchNodes open(NodeOptions options, Path running, boolean faults) throws IOException, InterruptedException {
        if (!options.targets().isEmpty()) {
            return new BenchNodes(options.targets().stream().map(Target::parse).toList(), null, null);
        }
        if (options.own() == 0) {
            LocalCluster cluster = LocalCluster.open(running);
            return new BenchNodes(cluster.targets(), cluster, null);
        }
        Own own = start(options, faults);
        return new BenchNodes(own.cluster().targets(), own.cluster(), own);
    }

    private static Own start(NodeOptions options, boolean faults) throws IOException, InterruptedException {
        Path work = Home.find().work();
        Files.createDirectories(work);
        Path directory = Files.createTempDirectory(work, "bench-");
        NodeCommandLine line = new NodeCommandLine(Map.of(
                "core",
                options.core(),
                "durability",
                options.durability(),
                "session-secret-file",
                directory.resolve("session-secret").toString()));
        FaultNetwork network = faults ? new FaultNetwork() : null;
        Disks disks = new Disks(new ArrayList<>());
        LocalCluster cluster;
        try {
            cluster = LocalCluster.start(config(directory, options.own()), spec -> {
                try {
                    if (options.diskMegabytes() > 0) {
                        NodeDisk.mount(spec.dataDirectory(), options.diskMegabytes());
                        disks.mounted().add(spec.dataDirectory());
                    }
                    return line.apply(network == null ? spec : network.rewired(spec));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while the nodes' disks were mounted", e);
                }
            });
        } catch (UncheckedIOException e) {
            disks.unmount();
            throw e.getCause();
        } catch (IOException | InterruptedException | RuntimeException e) {
            disks.unmount();
            throw e;
        }
        // Nodes outlive the process that started them, so an interrupted bench has to end them too.
        Thread stop = new Thread(
                () -> {
                    stop(cluster, GRACE);
                    disks.unmount();
                },
                "stop the bench's nodes");
        Runtime.getRuntime().addShutdownHook(stop);
        return new Own(cluster, directory, network, network == null ? null : new NetworkFaults(network), disks, stop);
    }

    /** Nodes on free ports, with time to start on a machine that is busy. */
    static ClusterConfig config(Path directory, int nodes) {
        return new ClusterConfig(directory, nodes, "127.0.0.1", 0, START_LIMIT);
    }

    /** Ends the nodes of {@code cluster}, at once those that take longer than {@code grace}. */
    static void stop(LocalCluster cluster, Duration grace) {
        try {
            cluster.stop(grace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where they answer. */
    List<Target> targets() {
        return targets;
    }

    /**
     * What brings faults about here.
     *
     * @throws IOException if these are servers that were named, of whose processes nothing is known
     */
    FaultInjector faults() throws IOException {
        if (cluster == null) {
            throw new IOException("servers that --target names cannot be made to fail from here;"
                    + " leave --target out, or let the bench start nodes with --cluster N");
        }
        return new ClusterFaults(cluster, own == null ? null : own.links());
    }

    /** Whether links go through proxies. */
    boolean hasProxies() {
        return own != null && own.network() != null;
    }

    /** Ends nodes of our own; what they wrote is kept if {@code keep}, and its place returned. */
    @Nullable
    Path end(boolean keep) throws IOException {
        if (own == null || !Files.exists(own.directory())) {
            return null;
        }
        stop(own.cluster(), GRACE);
        Runtime.getRuntime().removeShutdownHook(own.stop());
        own.disks().unmount();
        if (own.links() != null) {
            own.links().close();
        }
        if (own.network() != null) {
            own.network().close();
        }
        if (!keep) {
            Folders.delete(own.directory());
        }
        return keep ? own.directory() : null;
    }

    /** Ends nodes of our own that are still there, and keeps what they wrote. */
    @Override
    public void close() throws IOException {
        if (own != null && own.stop().getState() == Thread.State.NEW && Files.exists(own.directory())) {
            var _ = end(true);
        }
    }
}
