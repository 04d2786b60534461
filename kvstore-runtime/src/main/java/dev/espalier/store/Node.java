package dev.espalier.store;

import dev.espalier.core.StoreCore;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.config.TlsSettings;
import dev.espalier.store.cores.CoreDirectory;
import dev.espalier.store.cores.CoreIdentity;
import dev.espalier.store.cores.CoreRecords;
import dev.espalier.store.cores.CoreShelf;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.event.NodeEvent;
import dev.espalier.store.metrics.MetricsServer;
import dev.espalier.store.peer.OutboundLink;
import dev.espalier.store.peer.PutInterceptor;
import dev.espalier.store.storage.CurrentStorage;
import dev.espalier.store.storage.Databases;
import dev.espalier.store.storage.RocksStorage;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StoreIdentity;
import dev.espalier.store.swap.EpochSwap;
import dev.espalier.store.tls.Tls;
import dev.espalier.store.tls.TlsWatch;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node: one replica and one client proxy of the model, clients on one port, peers on another, data on disk.
 *
 * <p>One event-loop thread owns the core's state, the storage and every connection, so nothing here is locked. In one
 * iteration of the loop commands run and change the state, their inputs are recorded in one batch, and when the batch is
 * written, replies and messages to peers leave.
 */
public final class Node implements AutoCloseable {
    /** The version of this software. */
    public static final String VERSION = "0.1.0";

    private static final Logger log = LoggerFactory.getLogger(Node.class);
    private static final long CLOSE_LIMIT_SECONDS = 20;

    private final NodeParts parts;
    private final NodeHousekeeping housekeeping;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch gone = new CountDownLatch(1);

    private Node(NodeParts parts) {
        this.parts = parts;
        this.housekeeping = new NodeHousekeeping(parts);
    }

    /**
     * Starts a node and returns when it serves clients.
     *
     * @throws NodeStartException if it cannot start; nothing is left running or locked then
     */
    public static Node start(NodeConfig config, StoreCore core, CoreIdentity identity) throws NodeStartException {
        return start(config, core, identity, PutInterceptor.passThrough());
    }

    /** As {@link #start(NodeConfig, Core, CoreIdentity)}, with a say in when puts of peers arrive. */
    public static Node start(NodeConfig config, StoreCore core, CoreIdentity identity, PutInterceptor interceptor)
            throws NodeStartException {
        return start(config, core, identity, interceptor, UnaryOperator.identity(), step -> {});
    }

    /** As above, told of each step of an epoch of cores: for tests of crashes. */
    public static Node start(NodeConfig config, StoreCore core, CoreIdentity identity, EpochSwap.Steps steps)
            throws NodeStartException {
        return start(config, core, identity, PutInterceptor.passThrough(), UnaryOperator.identity(), steps);
    }

    /** As above, with a say in what the disk does: for tests of disks that fail. */
    static Node start(
            NodeConfig config,
            StoreCore core,
            CoreIdentity identity,
            PutInterceptor interceptor,
            UnaryOperator<Storage> disk)
            throws NodeStartException {
        return start(config, core, identity, interceptor, disk, step -> {});
    }

    private static Node start(
            NodeConfig config,
            StoreCore core,
            CoreIdentity identity,
            PutInterceptor interceptor,
            UnaryOperator<Storage> disk,
            EpochSwap.Steps steps)
            throws NodeStartException {
        CoreDirectory directory = new CoreDirectory(config.dataDir());
        CoreShelf shelf = CoreShelf.open(directory, new LoadedCore(core, identity));
        Databases databases = (name, owner) -> RocksStorage.open(
                directory.database(name),
                owner,
                config.durability(),
                !config.peers().isEmpty(),
                config.cacheBytes());
        CoreIdentity running = shelf.inForce().loaded().identity();
        StoreIdentity store = NodeAssembly.storeIdentity(config, shelf);
        NodeTransport transport = new NodeTransport("espalier-" + config.nodeId());
        Storage storage = null;
        MetricsServer metrics = null;
        try {
            Tls tls = NodeTls.of(config);
            if (config.operations().metricsPort() != TlsSettings.NO_PORT) {
                metrics = new MetricsServer(config.operations(), transport.group());
            }
            MetricsServer monitored = metrics;
            storage = disk.apply(databases.open(shelf.said().database(), store));
            CurrentStorage opened = new CurrentStorage(storage);
            Surroundings around = Surroundings.ofTheMachine(transport, databases);
            Node node = new Node(transport.onLoop(
                    () -> NodeAssembly.assemble(config, shelf, interceptor, around, opened, steps, tls, monitored)));
            storage = null;
            metrics = null;
            node.parts
                    .shutdown()
                    .closeBy(awaitPeers ->
                            Thread.ofPlatform().name("espalier-stop").start(() -> node.close(awaitPeers)));
            node.listen();
            NodeEvent.CORE_LOADED.info(
                    log,
                    "core {} runs, {}, hash {}",
                    running.name(),
                    running.isVerified() ? "verified" : "UNVERIFIED: " + running.distrust(),
                    running.hash());
            NodeEvent.NODE_STARTED.info(
                    log,
                    "node {} of cluster {} serves {} ({}), data in {}",
                    config.nodeId(),
                    config.clusterId(),
                    node.parts.ports(),
                    NodeTransport.name(),
                    config.dataDir());
            return node;
        } catch (NodeStartException | RuntimeException | Error e) {
            transport.close();
            if (metrics != null) {
                metrics.close();
            }
            if (storage != null) {
                storage.close();
            }
            throw e;
        }
    }

    /**
     * A node in surroundings of somebody's own. It listens nowhere: connections are given to {@link #clientHandler} and
     * {@link #peerHandler}. To be called on its loop, like everything of such a node.
     *
     * @param configured the core of the settings
     * @param records what the disk says of cores
     * @param steps is told of each step of an epoch of cores
     */
    public static Node within(
            Surroundings around,
            NodeConfig config,
            LoadedCore configured,
            CoreRecords records,
            PutInterceptor interceptor,
            EpochSwap.Steps steps)
            throws NodeStartException {
        CoreShelf shelf = CoreShelf.open(records, configured);
        Storage storage = around.databases().open(shelf.said().database(), NodeAssembly.storeIdentity(config, shelf));
        Node node = new Node(NodeAssembly.assemble(
                config, shelf, interceptor, around, new CurrentStorage(storage), steps, null, null));
        node.begin();
        return node;
    }

    /** What takes a new connection of a client. */
    public ChannelHandler clientHandler() {
        return parts.clients().accept();
    }

    /** What takes a new connection of a peer. */
    public ChannelHandler peerHandler() {
        return parts.inbound().accept();
    }

    /** The links on which the node's own puts leave. */
    public List<OutboundLink> links() {
        return parts.outbound().links();
    }

    /** Number of the first own put that the outbox still holds, or the next number when it holds none. */
    public long outboxStart() {
        return parts.storage().outboxStart();
    }

    /** How far an epoch of cores has come here, in words; {@code serving} when there is none. */
    public String coreState() {
        return parts.epochs().state();
    }

    /** Why the node has stopped serving; {@code null} while it serves. */
    public @Nullable Exception failure() {
        return parts.cycle().failure();
    }

    /** Opens the ports and begins connecting; closes the node when it cannot. */
    private void listen() throws NodeStartException {
        try {
            parts.ports().open();
            parts.transport().onLoop(() -> {
                begin();
                return this;
            });
        } catch (NodeStartException e) {
            close();
            throw e;
        }
    }

    private void begin() {
        parts.outbound().connect(parts.members().peers(), parts.transport().connector());
        parts.catchUp().connectBy(parts.transport().connector());
        housekeeping.begin();
    }

    /** The port that clients connect to. */
    public int clientPort() {
        return parts.ports().clientPort();
    }

    /** The port that clients connect to over TLS. */
    public int tlsPort() {
        return parts.ports().tlsPort();
    }

    /** The port of metrics and health. */
    public int metricsPort() {
        MetricsServer metrics = parts.metrics();
        if (metrics == null) {
            throw new IllegalStateException("the node has no metrics-port");
        }
        return metrics.port();
    }

    /** The port that peers connect to. */
    public int peerPort() {
        return parts.ports().peerPort();
    }

    /**
     * Takes settings that have changed, all that can or none of them, and looks whether keys and certificates have.
     *
     * @param changed settings of {@link dev.espalier.store.config.NodeSettings} to their new values
     * @return those that only hold after a restart
     * @throws NodeStartException if a value is not allowed; nothing has changed then
     */
    public List<String> reload(Map<String, String> changed) throws NodeStartException {
        List<String> later = parts.transport().onLoop(() -> {
            try {
                return parts.configuration().changeWhatCan(changed);
            } catch (IllegalArgumentException e) {
                throw new NodeStartException(
                        "the changed configuration is refused and the old one still holds: " + e.getMessage(), e);
            }
        });
        TlsWatch tlsWatch = parts.tlsWatch();
        if (tlsWatch != null) {
            tlsWatch.look();
        }
        NodeEvent.CONFIGURATION_RELOADED.info(
                log,
                "configuration read again: {} settings changed, {} more will at the next start {}",
                changed.size() - later.size(),
                later.size(),
                later);
        return later;
    }

    /**
     * Stops serving, makes everything durable and lets go of directory and ports. Before, for as long as
     * {@code shutdown-limit-ms} says, replies leave and peers that are connected take what they lack. The second time it
     * does nothing but wait until the first has ended.
     */
    @Override
    public void close() {
        close(true);
    }

    /** Returns when the node has been closed; a client's SHUTDOWN closes it too. */
    public void awaitClosed() throws InterruptedException {
        gone.await();
    }

    private void close(boolean awaitPeers) {
        if (!closed.compareAndSet(false, true)) {
            try {
                gone.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        try {
            housekeeping.stop();
            NodeConfig config = parts.config();
            NodeEvent.NODE_STOPPING.info(log, "node {} stops", config.nodeId());
            EventLoopGroup loop = parts.transport().group();
            new NodeStop(loop, parts.clients(), parts.outbound(), parts.cycle(), parts.ports()::close)
                    .run(config.operations().shutdownLimitMillis(), awaitPeers);
            if (!loop.submit(parts::close).awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                log.error(
                        "node {} did not close within {} s; what was acknowledged is in its log",
                        config.nodeId(),
                        CLOSE_LIMIT_SECONDS);
            }
            MetricsServer metrics = parts.metrics();
            if (metrics != null) {
                metrics.close();
            }
            parts.transport().close();
        } finally {
            gone.countDown();
        }
    }
}
