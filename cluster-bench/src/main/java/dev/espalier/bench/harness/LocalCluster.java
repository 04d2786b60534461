package dev.espalier.bench.harness;

import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The processes of a cluster on this machine. They outlive the process that started them; any later one finds them
 * through the state file in the cluster's directory. One process at a time should change a cluster.
 */
public final class LocalCluster {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 20;

    private final Path directory;
    private final List<NodeState> nodes;

    private LocalCluster(Path directory, List<NodeState> nodes) {
        this.directory = directory;
        this.nodes = new ArrayList<>(nodes);
    }

    /**
     * Starts a cluster and waits until every node answers PING. If one does not, all are ended again.
     *
     * @param command makes a node's command line
     * @throws NodeStartException with the end of the node's log, if it exits or is not ready in time
     * @throws IOException if a cluster already runs in that directory
     */
    public static LocalCluster start(ClusterConfig config, Function<NodeSpec, List<String>> command)
            throws IOException, InterruptedException {
        Path directory = config.directory();
        Files.createDirectories(directory);
        if (ClusterStateFile.exists(directory) && open(directory).anyAlive()) {
            throw new IOException("a cluster already runs in " + directory + "; stop it, or use another directory");
        }
        LocalCluster cluster = new LocalCluster(directory, List.of());
        boolean ready = false;
        try {
            for (NodeSpec spec : layOut(config)) {
                Files.createDirectories(spec.dataDirectory());
                List<String> line = command.apply(spec);
                NodeState planned = new NodeState(
                        spec.id(),
                        spec.host(),
                        spec.clientPort(),
                        spec.peerPort(),
                        spec.dataDirectory().toString(),
                        spec.logFile().toString(),
                        line,
                        0,
                        Instant.EPOCH);
                cluster.nodes.add(launch(planned));
                // After each one, so that none is lost if we die here.
                ClusterStateFile.write(directory, cluster.nodes);
            }
            long until = System.nanoTime() + config.startTimeout().toNanos();
            for (NodeState node : cluster.nodes) {
                awaitReady(node, until, config.startTimeout());
            }
            ready = true;
            return cluster;
        } finally {
            if (!ready) {
                cluster.stop(Duration.ZERO);
            }
        }
    }

    /**
     * Finds a cluster that was started earlier, its nodes alive or not.
     *
     * @throws IOException if there is none in that directory
     */
    public static LocalCluster open(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        return new LocalCluster(absolute, ClusterStateFile.read(absolute));
    }

    /** The nodes as they were last started, by number. */
    public List<NodeState> nodes() {
        return List.copyOf(nodes);
    }

    /** Where the nodes answer clients, by number. */
    public List<Target> targets() {
        return nodes.stream().map(NodeState::target).toList();
    }

    /** How each node is, by number. Takes up to a few seconds for each that is silent. */
    public List<NodeStatus> status() {
        return nodes.stream().map(LocalCluster::status).toList();
    }

    /**
     * Ends a node at once with SIGKILL, as a crash would. Nothing happens if it is down already.
     *
     * @throws IllegalArgumentException if there is no such node
     */
    public void kill(int id) throws InterruptedException {
        Optional<ProcessHandle> process = process(node(id));
        if (process.isPresent()) {
            NodeProcess.kill(process.get());
        }
    }

    /**
     * Starts a node that is down again, with the same command, ports and data, and waits until it answers PING.
     *
     * @throws NodeStartException with the end of the node's log, if it exits or is not ready in time
     * @throws IllegalStateException if it is not down
     */
    public void restart(int id, Duration timeout) throws IOException, InterruptedException {
        NodeState node = node(id);
        if (process(node).isPresent()) {
            throw new IllegalStateException("node " + id + " still runs as process " + node.pid() + "; kill it first");
        }
        NodeState started = launch(node);
        nodes.set(nodes.indexOf(node), started);
        ClusterStateFile.write(directory, nodes);
        awaitReady(started, System.nanoTime() + timeout.toNanos(), timeout);
    }

    /**
     * Ends all nodes: SIGTERM to all, SIGKILL to those that remain after {@code grace}. Forgets the cluster; data and
     * logs stay.
     *
     * @return the numbers of the nodes that had to be killed
     */
    public List<Integer> stop(Duration grace) throws IOException, InterruptedException {
        for (NodeState node : nodes) {
            process(node).ifPresent(ProcessHandle::destroy);
        }
        long until = System.nanoTime() + grace.toNanos();
        List<Integer> killed = new ArrayList<>();
        for (NodeState node : nodes) {
            Optional<ProcessHandle> process = process(node);
            Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            if (process.isPresent() && !NodeProcess.stop(process.get(), left)) {
                killed.add(node.id());
            }
        }
        ClusterStateFile.delete(directory);
        return killed;
    }

    private boolean anyAlive() {
        return nodes.stream().anyMatch(node -> process(node).isPresent());
    }

    private NodeState node(int id) {
        return nodes.stream()
                .filter(node -> node.id() == id)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no node " + id + " among 1.." + nodes.size()));
    }

    private static Optional<ProcessHandle> process(NodeState node) {
        return NodeProcess.find(node.pid(), node.started());
    }

    private static List<NodeSpec> layOut(ClusterConfig config) throws IOException {
        List<Integer> ports = ports(config);
        List<Peer> all = new ArrayList<>();
        for (int id = 1; id <= config.nodes(); id++) {
            all.add(new Peer(id, config.host(), ports.get(2 * id - 1)));
        }
        List<NodeSpec> specs = new ArrayList<>();
        for (Peer self : all) {
            Path home = config.directory().resolve("node-" + self.id());
            specs.add(new NodeSpec(
                    self.id(),
                    config.host(),
                    ports.get(2 * self.id() - 2),
                    self.port(),
                    home,
                    config.directory().resolve("node-" + self.id() + ".log"),
                    all.stream().filter(peer -> peer.id() != self.id()).toList()));
        }
        return specs;
    }

    /** Client and peer port of each node in turn. */
    private static List<Integer> ports(ClusterConfig config) throws IOException {
        if (config.basePort() == 0) {
            return FreePorts.find(config.host(), 2 * config.nodes());
        }
        List<Integer> ports = new ArrayList<>();
        for (int port = config.basePort(); port < config.basePort() + config.nodes(); port++) {
            ports.add(port);
            ports.add(port + ClusterConfig.PEER_PORT_OFFSET);
        }
        return ports;
    }

    private static NodeState launch(NodeState node) throws IOException {
        ProcessHandle process;
        try {
            process = NodeProcess.start(node.command(), Path.of(node.dataDirectory()), node.log());
        } catch (IOException e) {
            throw new IOException("node " + node.id() + " cannot be started: " + e.getMessage(), e);
        }
        return new NodeState(
                node.id(),
                node.host(),
                node.clientPort(),
                node.peerPort(),
                node.dataDirectory(),
                node.logFile(),
                node.command(),
                process.pid(),
                NodeProcess.startTime(process));
    }

    private static void awaitReady(NodeState node, long untilNanos, Duration timeout)
            throws NodeStartException, InterruptedException {
        while (true) {
            boolean alive = process(node).isPresent();
            String problem;
            try {
                NodeProbe.ping(node.target(), PROBE_TIMEOUT);
                if (alive) {
                    return;
                }
                problem = "somebody else answers at " + node.target();
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage());
            }
            if (!alive) {
                throw new NodeStartException("node " + node.id() + " exited while starting; the end of its log "
                        + node.logFile() + ":\n" + LogTail.of(node.log()));
            }
            if (System.nanoTime() - untilNanos >= 0) {
                throw new NodeStartException("node " + node.id() + " was not ready within " + timeout.toMillis()
                        + " ms (" + problem + "); the end of its log " + node.logFile() + ":\n"
                        + LogTail.of(node.log()));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static NodeStatus status(NodeState node) {
        if (process(node).isEmpty()) {
            return new NodeStatus(
                    node.id(),
                    node.target(),
                    node.pid(),
                    NodeStatus.Health.DOWN,
                    Map.of(),
                    "process " + node.pid() + " is gone; its log is " + node.logFile());
        }
        try {
            NodeProbe.ping(node.target(), PROBE_TIMEOUT);
        } catch (IOException e) {
            return new NodeStatus(
                    node.id(), node.target(), node.pid(), NodeStatus.Health.SILENT, Map.of(), e.getMessage());
        }
        try {
            return new NodeStatus(
                    node.id(),
                    node.target(),
                    node.pid(),
                    NodeStatus.Health.SERVING,
                    NodeProbe.info(node.target(), PROBE_TIMEOUT),
                    null);
        } catch (IOException e) {
            return new NodeStatus(
                    node.id(), node.target(), node.pid(), NodeStatus.Health.SERVING, Map.of(), e.getMessage());
        }
    }
}
