package dev.espalier.bench.harness;

import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The processes of a cluster on this machine. They outlive the process that started them; any later one finds them
 * through the state file in the cluster's directory. One process at a time should change a cluster.
 */
public final class LocalCluster {
    /** How long the system may take to free the ports of processes that ended just now. */
    private static final Duration PORT_GRACE = Duration.ofSeconds(1);

    private final Path directory;
    private final List<NodeState> nodes;

    private LocalCluster(Path directory, List<NodeState> nodes) {
        this.directory = directory;
        this.nodes = new ArrayList<>(nodes);
    }

    /**
     * Starts a cluster and waits until every node answers PING. If one does not, all are ended again. Where INFO tells
     * a {@code process_id}, it must be the node's own, so that nobody who holds the port is taken for it.
     *
     * @param command makes a node's command line; what it runs must be the node itself, not a parent of it
     * @throws NodeStartException with what this start wrote to the node's log, if it exits or is not ready in time
     * @throws IOException if a cluster already runs in that directory, if that cannot be made or written, or if
     *     somebody listens on a port; nothing was started then
     */
    public static LocalCluster start(ClusterConfig config, Function<NodeSpec, List<String>> command)
            throws IOException, InterruptedException {
        Path directory = config.directory();
        DirectoryCreation.ensure(directory, "the cluster's");
        if (ClusterStateFile.exists(directory) && open(directory).anyAlive()) {
            throw new IOException("a cluster already runs in " + directory + "; stop it, or use another directory");
        }
        List<NodeSpec> specs = layOut(config);
        for (NodeSpec spec : specs) {
            requireFreePorts(spec.host(), spec.clientPort(), spec.peerPort(), "choose another base port");
            DirectoryCreation.ensure(spec.dataDirectory(), "node " + spec.id() + "'s");
        }
        LocalCluster cluster = new LocalCluster(directory, List.of());
        List<NodeLaunch> launches = new ArrayList<>();
        boolean ready = false;
        try {
            for (NodeSpec spec : specs) {
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
                NodeLaunch launch = NodeLaunch.of(planned);
                launches.add(launch);
                cluster.nodes.add(launch.node());
                // After each one, so that none is lost if we die here.
                ClusterStateFile.write(directory, cluster.nodes);
            }
            long until = System.nanoTime() + config.startTimeout().toNanos();
            for (NodeLaunch launch : launches) {
                launch.awaitReady(until, config.startTimeout());
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
        return nodes.stream().map(NodeHealth::of).toList();
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
     * Stops a node's process where it is (SIGSTOP), until {@link #resume}. Its connections stay.
     *
     * @throws IllegalStateException if it is down
     */
    public void pause(int id) throws IOException, InterruptedException {
        NodeSignal.pause(running(id).pid());
    }

    /**
     * Lets a paused node go on.
     *
     * @throws IllegalStateException if it is down
     */
    public void resume(int id) throws IOException, InterruptedException {
        NodeSignal.resume(running(id).pid());
    }

    /**
     * Lets every further write of a node to a file fail, until {@link #giveRoom} and a new start. A node with a disk of
     * its own ({@link NodeDisk}) gets ENOSPC, for the disk is filled; any other EFBIG, by the kernel's limit on the size of
     * files.
     *
     * @throws IllegalStateException if it is down
     */
    public void forbidWrites(int id) throws IOException, InterruptedException {
        long pid = running(id).pid();
        Path data = Path.of(node(id).dataDirectory());
        if (NodeDisk.isOwn(data)) {
            NodeDisk.fill(data);
        } else {
            NodeSignal.forbidWrites(pid);
        }
    }

    /** Empties what {@link #forbidWrites} filled, if it filled anything. */
    public void giveRoom(int id) throws IOException {
        NodeDisk.free(Path.of(node(id).dataDirectory()));
    }

    private ProcessHandle running(int id) {
        return process(node(id)).orElseThrow(() -> new IllegalStateException("node " + id + " is down"));
    }

    /**
     * Starts a node that is down again, with the same command, ports and data, and waits until it answers PING.
     *
     * @throws NodeStartException with what this start wrote to the node's log, if it exits or is not ready in time
     * @throws IOException if somebody listens on one of its ports
     * @throws IllegalStateException if it is not down
     */
    public void restart(int id, Duration timeout) throws IOException, InterruptedException {
        restart(id, UnaryOperator.identity(), timeout);
    }

    /**
     * As {@link #restart(int, Duration)}, with another command from now on.
     *
     * @param command makes it from the one that the node was last started with
     */
    public void restart(int id, UnaryOperator<List<String>> command, Duration timeout)
            throws IOException, InterruptedException {
        NodeState node = node(id);
        if (process(node).isPresent()) {
            throw new IllegalStateException("node " + id + " still runs as process " + node.pid() + "; kill it first");
        }
        requireFreePorts(node.host(), node.clientPort(), node.peerPort(), "start the cluster anew on other ports");
        NodeLaunch launch = NodeLaunch.of(node.withCommand(command.apply(node.command())));
        nodes.set(nodes.indexOf(node), launch.node());
        ClusterStateFile.write(directory, nodes);
        launch.awaitReady(System.nanoTime() + timeout.toNanos(), timeout);
    }

    /**
     * What one more node of this cluster would be: the next number, free ports, all others as peers. Nothing is started.
     *
     * @throws IOException if no ports are free or its directory cannot be made
     */
    public NodeSpec planNext() throws IOException {
        int id = nodes.stream().mapToInt(NodeState::id).max().orElse(0) + 1;
        String host = nodes.getFirst().host();
        List<Integer> ports = FreePorts.find(host, 2);
        NodeSpec spec = new NodeSpec(
                id,
                host,
                ports.getFirst(),
                ports.getLast(),
                directory.resolve("node-" + id),
                directory.resolve("node-" + id + ".log"),
                nodes.stream()
                        .map(node -> new Peer(node.id(), node.host(), node.peerPort()))
                        .toList());
        DirectoryCreation.ensure(spec.dataDirectory(), "node " + id + "'s");
        return spec;
    }

    /**
     * Starts a node that {@link #planNext} planned and waits until it answers PING.
     *
     * @throws NodeStartException with what this start wrote to the node's log, if it exits or is not ready in time
     */
    public NodeState startNext(NodeSpec spec, List<String> command, Duration timeout)
            throws IOException, InterruptedException {
        NodeLaunch launch = NodeLaunch.of(new NodeState(
                spec.id(),
                spec.host(),
                spec.clientPort(),
                spec.peerPort(),
                spec.dataDirectory().toString(),
                spec.logFile().toString(),
                command,
                0,
                Instant.EPOCH));
        nodes.add(launch.node());
        ClusterStateFile.write(directory, nodes);
        launch.awaitReady(System.nanoTime() + timeout.toNanos(), timeout);
        return launch.node();
    }

    /**
     * Ends a node, if it runs, and forgets it; its data and log stay.
     *
     * @throws IllegalArgumentException if there is no such node
     */
    public void forget(int id, Duration grace) throws IOException, InterruptedException {
        NodeState node = node(id);
        Optional<ProcessHandle> process = process(node);
        if (process.isPresent()) {
            process.get().destroy();
            NodeProcess.stop(process.get(), grace);
        }
        nodes.remove(node);
        ClusterStateFile.write(directory, nodes);
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

    private static void requireFreePorts(String host, int clientPort, int peerPort, String otherwise)
            throws IOException, InterruptedException {
        FreePorts.require(host, clientPort, PORT_GRACE, otherwise);
        FreePorts.require(host, peerPort, PORT_GRACE, otherwise);
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
}
