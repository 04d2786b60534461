package dev.espalier.store;

import dev.espalier.core.NodeId;
import dev.espalier.core.StateCodec;
import dev.espalier.core.StoreCore;
import dev.espalier.store.backup.NodeBackups;
import dev.espalier.store.command.CommandSet;
import dev.espalier.store.command.Configuration;
import dev.espalier.store.command.InfoReport;
import dev.espalier.store.command.LiveSettings;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.Syncer;
import dev.espalier.store.config.Durability;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.config.TlsSettings;
import dev.espalier.store.cores.CoreIdentity;
import dev.espalier.store.cores.CoreShelf;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.event.NodeEvent;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.membership.Members;
import dev.espalier.store.membership.Membership;
import dev.espalier.store.metrics.MetricsServer;
import dev.espalier.store.metrics.NodeMetrics;
import dev.espalier.store.peer.CatchUp;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.peer.OutboundLink;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.peer.OutboxLimit;
import dev.espalier.store.peer.PeerCompression;
import dev.espalier.store.peer.PeerIdentity;
import dev.espalier.store.peer.PeerStatistics;
import dev.espalier.store.peer.PutInterceptor;
import dev.espalier.store.resp.RespLimits;
import dev.espalier.store.server.Clients;
import dev.espalier.store.storage.CurrentStorage;
import dev.espalier.store.storage.RocksStorage;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import dev.espalier.store.storage.StoreIdentity;
import dev.espalier.store.storage.UnreadableStateException;
import dev.espalier.store.swap.CoreSwaps;
import dev.espalier.store.swap.EpochSwap;
import dev.espalier.store.tls.Tls;
import dev.espalier.store.tls.TlsClients;
import dev.espalier.store.tls.TlsWatch;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
@SuppressWarnings("FutureReturnValueIgnored") // The housekeeping guards itself; listeners are closed without waiting.
public final class Node implements AutoCloseable {
    /** The version of this software. */
    public static final String VERSION = "0.1.0";

    private static final Logger log = LoggerFactory.getLogger(Node.class);
    private static final long CLOSE_LIMIT_SECONDS = 20;
    private static final long SWEEP_MILLIS = 100;
    private static final int SWEPT_AT_ONCE = 500;

    private final NodeConfig config;
    private final NodeTransport transport;
    private final CurrentStorage storage;
    private final CommitCycle cycle;
    private final Syncer syncer;
    private final NodeBackups backups;
    private final CoreSwaps cores;
    private final EpochSwap epochs;
    private final Clients clients;
    private final CommandSet commands;
    private final Configuration configuration;
    private final InboundPeers inbound;
    private final OutboundPeers outbound;
    private final CatchUp catchUp;
    private final Members members;
    private @Nullable Channel clientListener;
    private @Nullable Channel tlsListener;
    private @Nullable Channel peerListener;
    private final @Nullable Tls tls;
    private final @Nullable TlsWatch tlsWatch;
    private final @Nullable MetricsServer metrics;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Called on the event loop. */
    private Node(
            NodeConfig config,
            CoreShelf shelf,
            PutInterceptor interceptor,
            Surroundings around,
            CurrentStorage storage,
            EpochSwap.Steps steps,
            @Nullable Tls tls,
            @Nullable MetricsServer metrics)
            throws NodeStartException {
        this.config = config;
        this.tls = tls;
        this.metrics = metrics;
        this.tlsWatch = tls == null ? null : new TlsWatch(tls);
        this.transport = around.transport();
        this.storage = storage;
        Keyspace keyspace = new Keyspace(around.clock(), storage.keptKeys());
        ReplicaEngine<?> engine =
                ReplicaEngine.of(shelf.inForce().loaded().core(), config.nodeId(), around.clock(), storage, keyspace);
        Recovery.run(engine, keyspace, storage, config, around.random());
        this.cycle = new CommitCycle(transport.group(), storage, engine::beforeCommit);
        this.syncer = new Syncer(transport.group(), storage, cycle, around.syncThread());
        this.cores = new CoreSwaps(shelf, engine, cycle, transport.group());
        Runnable settle = () -> settle(engine);
        Membership membership = Members.recorded(storage, ownAddress(config), config.peers());
        PeerIdentity peerIdentity = new PeerIdentity(
                config.clusterId(),
                config.nodeId(),
                membership.members().stream()
                        .map(PeerAddress::id)
                        .filter(id -> !id.equals(config.nodeId()))
                        .collect(Collectors.toSet()),
                cores,
                storage.incarnation(),
                membership.epoch());
        PeerStatistics peerStatistics = new PeerStatistics();
        this.inbound = new InboundPeers(
                peerIdentity, engine, storage, cycle, settle, interceptor, peerStatistics, config.pendingLimit());
        OutboxLimit limit = new OutboxLimit(
                config.replication().outboxLimitBytes(), config.replication().refusesWhenFull(), membership.anchor());
        this.outbound = new OutboundPeers(peerIdentity, engine, storage, cycle, around.random(), limit);
        PeerCompression compression = PeerCompression.named(config.replication().compression());
        outbound.compressPuts(compression);
        inbound.compressSnapshots(compression);
        this.catchUp = new CatchUp(
                transport.group().next(),
                peerIdentity,
                () -> {
                    StateCodec<?> codec = shelf.inForce().loaded().core().stateCodec();
                    return codec == null ? null : codec.shape();
                },
                engine,
                storage,
                cycle,
                inbound,
                outbound,
                keyspace::replaced,
                settle);
        this.members = new Members(
                config.nodeId(), membership, config.peers(), storage, engine, cycle, inbound, outbound, catchUp);
        NodeTls.secure(config, tls, inbound, outbound);
        RespLimits limits = RespLimits.forBulk(config.maxBulkBytes());
        this.backups = new NodeBackups(
                transport.group(),
                syncer::afterwards,
                config.operations().backupDirectory(),
                VERSION,
                () -> storeIdentity(config, shelf),
                storage,
                cycle);
        LiveSettings settings = new LiveSettings(
                config.waitLimitMillis(),
                config.maxConnections(),
                config.refusesReadModifyWrite(),
                config.protectedMode());
        this.clients = new Clients(settings, cycle, settle, limits);
        this.configuration = NodeFacts.configuration(config, tls);
        InfoReport info = new InfoReport();
        this.commands = NodeCommands.assemble(
                config,
                engine,
                keyspace,
                cycle,
                clients,
                outbound,
                members,
                settings,
                limits,
                info,
                cores,
                backups,
                configuration);
        new NodeFacts(
                        config,
                        cores,
                        engine,
                        keyspace,
                        storage,
                        cycle,
                        clients,
                        commands,
                        inbound,
                        outbound,
                        catchUp,
                        members,
                        peerStatistics,
                        () -> clientListener == null ? 0 : clientPort())
                .addTo(info);
        info.add("TLS", () -> NodeTls.facts(tls));
        clients.serve(commands);
        if (metrics != null) {
            metrics.serves(new NodeMetrics(new NodeMetrics.Sources(
                    VERSION,
                    config,
                    cores::identity,
                    engine,
                    keyspace,
                    storage,
                    cycle,
                    syncer,
                    clients,
                    commands,
                    inbound,
                    outbound,
                    members,
                    peerStatistics,
                    tls)));
        }
        engine.onApplied(clients::retryReads);
        outbound.onAcknowledged(clients::retryOthers);
        // First: no reply may go on to a command while one core takes another's place.
        cycle.add(cores);
        cycle.add(clients);
        cycle.add(inbound);
        cycle.add(outbound);
        cycle.add(catchUp);
        cycle.add(members);
        this.epochs = new EpochSwap(
                config,
                shelf,
                engine,
                storage,
                keyspace,
                cycle,
                syncer,
                inbound,
                outbound,
                transport.group().next(),
                steps);
        cores.epochs(epochs);
        cycle.add(epochs);
        epochs.resume();
        engine.settle();
        cycle.request();
    }

    /** Where others find this node, as far as it can know: a wildcard address is none. */
    private static PeerAddress ownAddress(NodeConfig config) {
        String host = config.bind();
        if (host.equals("0.0.0.0") || host.equals("::")) {
            try {
                host = InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                log.warn(
                        "this machine has no name ({}): give other nodes this node's address in their peers",
                        e.getMessage());
            }
        }
        return new PeerAddress(config.nodeId(), host, Math.max(1, config.peerPort()));
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
        CoreShelf shelf = CoreShelf.open(config.dataDir(), new LoadedCore(core, identity));
        CoreIdentity running = shelf.inForce().loaded().identity();
        StoreIdentity store = storeIdentity(config, shelf);
        NodeTransport transport = new NodeTransport("espalier-" + config.nodeId());
        Storage storage = null;
        MetricsServer metrics = null;
        try {
            Tls tls = NodeTls.of(config);
            if (config.operations().metricsPort() != TlsSettings.NO_PORT) {
                metrics = new MetricsServer(config.operations(), transport.group());
            }
            MetricsServer monitored = metrics;
            storage = disk.apply(RocksStorage.open(
                    shelf.directory().database(shelf.said().database()),
                    store,
                    config.durability(),
                    !config.peers().isEmpty(),
                    config.cacheBytes()));
            CurrentStorage opened = new CurrentStorage(storage);
            Surroundings around = Surroundings.ofTheMachine(transport);
            Node node = onLoop(
                    transport, () -> new Node(config, shelf, interceptor, around, opened, steps, tls, monitored));
            storage = null;
            metrics = null;
            node.listen();
            NodeEvent.CORE_LOADED.info(
                    log,
                    "core {} runs, {}, hash {}",
                    running.name(),
                    running.isVerified() ? "verified" : "UNVERIFIED: " + running.distrust(),
                    running.hash());
            NodeEvent.NODE_STARTED.info(
                    log,
                    "node {} of cluster {} serves clients on {}:{}{} and peers on port {} ({}), data in {}",
                    config.nodeId(),
                    config.clusterId(),
                    config.bind(),
                    node.clientListener == null ? "none" : node.clientPort(),
                    node.tlsListener == null ? "" : " and over TLS on " + node.tlsPort(),
                    node.peerPort(),
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

    private static StoreIdentity storeIdentity(NodeConfig config, CoreShelf shelf) {
        LoadedCore running = shelf.inForce().loaded();
        StateCodec<?> codec = running.core().stateCodec();
        return new StoreIdentity(
                config.clusterId(),
                config.nodeId(),
                running.identity().name(),
                running.identity().hash(),
                codec == null ? null : codec.shape(),
                shelf.isAfterSwap());
    }

    /**
     * A node in surroundings of somebody's own. It listens nowhere: connections are given to {@link #clientHandler} and
     * {@link #peerHandler}. To be called on its loop, like everything of such a node.
     *
     * @param storage is the node's from now on
     */
    public static Node within(
            Surroundings around,
            NodeConfig config,
            StoreCore core,
            CoreIdentity identity,
            PutInterceptor interceptor,
            Storage storage)
            throws NodeStartException {
        CoreShelf shelf = CoreShelf.open(config.dataDir(), new LoadedCore(core, identity));
        Node node = new Node(config, shelf, interceptor, around, new CurrentStorage(storage), step -> {}, null, null);
        node.begin();
        return node;
    }

    /** What takes a new connection of a client. */
    public ChannelHandler clientHandler() {
        return clients.accept();
    }

    /** What takes a new connection of a peer. */
    public ChannelHandler peerHandler() {
        return inbound.accept();
    }

    /** The links on which the node's own puts leave. */
    public List<OutboundLink> links() {
        return outbound.links();
    }

    /** Why the node has stopped serving; {@code null} while it serves. */
    public @Nullable Exception failure() {
        return cycle.failure();
    }

    private static <T> T onLoop(NodeTransport transport, Callable<T> task) throws NodeStartException {
        try {
            return transport.group().submit(task).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof NodeStartException start) {
                throw start;
            }
            throw new NodeStartException("the node failed to start (" + cause + "); this is a defect", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeStartException("the start of the node was interrupted", e);
        }
    }

    /** A core that throws while a put is applied leaves that put for ever in the way: the node stops serving. */
    private void settle(ReplicaEngine<?> engine) {
        try {
            engine.settle();
        } catch (UnreadableStateException e) {
            cycle.fail(e.failure());
        } catch (RuntimeException | StackOverflowError e) {
            cycle.fail(new IllegalStateException(
                    "the core failed while applying a put (" + e
                            + "); restart the node, and if it fails again, run a core without this defect",
                    e));
        }
    }

    /** Opens the ports and begins connecting; closes the node when it cannot. */
    private void listen() throws NodeStartException {
        try {
            peerListener =
                    transport.listen(config.bind(), config.peerPort(), "the peer port", "peer-port", inbound::accept);
            if (config.port() != TlsSettings.NO_PORT) {
                clientListener =
                        transport.listen(config.bind(), config.port(), "the client port", "port", clients::accept);
            }
            if (tls != null && config.tls().port() != TlsSettings.NO_PORT) {
                tlsListener = transport.listen(
                        config.bind(),
                        config.tls().port(),
                        "the client port of TLS",
                        "tls-port",
                        TlsClients.secured(tls, clients::accept));
            }
            onLoop(transport, () -> {
                begin();
                return this;
            });
        } catch (NodeStartException e) {
            close();
            throw e;
        }
    }

    private void begin() {
        outbound.connect(members.peers(), transport.connector());
        catchUp.connectBy(transport.connector());
        transport.group().next().scheduleAtFixedRate(this::housekeep, 1, 1, TimeUnit.SECONDS);
        transport.group().next().scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Drops expired keys, a bounded number at a time, and looks after what waits for time to pass. */
    private void sweep() {
        if (cycle.failure() != null || closed.get()) {
            return;
        }
        try {
            if (commands.dropExpired(SWEPT_AT_ONCE) == SWEPT_AT_ONCE) {
                transport.group().next().execute(this::sweep);
            }
            clients.retryOthers();
        } catch (RuntimeException e) {
            cycle.fail(new IllegalStateException(
                    "the sweep of expired keys failed (" + e + "); this is a defect; restart the node", e));
        }
    }

    /** An exception here would silently end the schedule, so it ends the service instead. */
    private void housekeep() {
        if (cycle.failure() != null || closed.get()) {
            return;
        }
        try {
            Map<NodeId, Long> marks = inbound.committedMarks();
            if (config.durability() == Durability.EVERYSEC) {
                syncer.sync(() -> inbound.syncedUpTo(marks));
            } else {
                inbound.syncedUpTo(marks);
            }
            if (tlsWatch != null) {
                tlsWatch.second();
            }
            inbound.showLife();
            outbound.housekeep(transport.group().ticker().nanoTime());
            members.housekeep();
        } catch (RuntimeException e) {
            cycle.fail(new IllegalStateException(
                    "the housekeeping of the node failed (" + e + "); this is a defect; restart the node", e));
        }
    }

    /** The port that clients connect to. */
    public int clientPort() {
        return port(clientListener);
    }

    /** The port that clients connect to over TLS. */
    public int tlsPort() {
        return port(tlsListener);
    }

    /** The port of metrics and health. */
    public int metricsPort() {
        if (metrics == null) {
            throw new IllegalStateException("the node has no metrics-port");
        }
        return metrics.port();
    }

    /** The port that peers connect to. */
    public int peerPort() {
        return port(peerListener);
    }

    private static int port(@Nullable Channel listener) {
        if (listener == null) {
            throw new IllegalStateException("the node does not listen");
        }
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /**
     * Takes settings that have changed, all that can or none of them, and looks whether keys and certificates have.
     *
     * @param changed settings of {@link dev.espalier.store.config.NodeSettings} to their new values
     * @return those that only hold after a restart
     * @throws NodeStartException if a value is not allowed; nothing has changed then
     */
    public List<String> reload(Map<String, String> changed) throws NodeStartException {
        List<String> later = onLoop(transport, () -> {
            try {
                return configuration.changeWhatCan(changed);
            } catch (IllegalArgumentException e) {
                throw new NodeStartException(
                        "the changed configuration is refused and the old one still holds: " + e.getMessage(), e);
            }
        });
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
     * {@code shutdown-limit-ms} says, replies leave and peers that are connected take what they lack. Does nothing the second time.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            NodeEvent.NODE_STOPPING.info(log, "node {} stops", config.nodeId());
            new NodeStop(transport.group(), clients, outbound, cycle, this::closeListeners)
                    .run(config.operations().shutdownLimitMillis());
            if (!transport
                    .group()
                    .submit(this::closeOnLoop)
                    .awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                log.error(
                        "node {} did not close within {} s; what was acknowledged is in its log",
                        config.nodeId(),
                        CLOSE_LIMIT_SECONDS);
            }
            if (metrics != null) {
                metrics.close();
            }
            transport.close();
        }
    }

    private void closeListeners() {
        if (clientListener != null) {
            clientListener.close();
        }
        if (tlsListener != null) {
            tlsListener.close();
        }
        if (peerListener != null) {
            peerListener.close();
        }
    }

    private void closeOnLoop() {
        cycle.stop();
        clients.closeAll();
        inbound.close();
        outbound.close();
        backups.close();
        catchUp.close();
        syncer.close();
        cores.close();
        epochs.close();
        if (cycle.failure() == null) {
            try {
                storage.sync();
            } catch (StorageException e) {
                log.error("the last sync failed; data of the last second may not survive a power loss", e);
            }
        }
        storage.close();
        NodeEvent.NODE_STOPPED.info(log, "node {} is closed", config.nodeId());
    }
}
