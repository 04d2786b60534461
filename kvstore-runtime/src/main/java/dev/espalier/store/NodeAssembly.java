package dev.espalier.store;

import dev.espalier.core.StateCodec;
import dev.espalier.store.backup.NodeBackups;
import dev.espalier.store.command.CommandSet;
import dev.espalier.store.command.Configuration;
import dev.espalier.store.command.InfoReport;
import dev.espalier.store.command.LiveSettings;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.SyncedSaves;
import dev.espalier.store.commit.Syncer;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.cores.CoreShelf;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.membership.Members;
import dev.espalier.store.membership.Membership;
import dev.espalier.store.metrics.MetricsServer;
import dev.espalier.store.metrics.NodeMetrics;
import dev.espalier.store.peer.CatchUp;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.peer.OutboxLimit;
import dev.espalier.store.peer.PeerCompression;
import dev.espalier.store.peer.PeerIdentity;
import dev.espalier.store.peer.PeerStatistics;
import dev.espalier.store.peer.PutInterceptor;
import dev.espalier.store.resp.RespLimits;
import dev.espalier.store.server.Clients;
import dev.espalier.store.storage.CurrentStorage;
import dev.espalier.store.storage.StoreIdentity;
import dev.espalier.store.storage.UnreadableStateException;
import dev.espalier.store.swap.CoreSwaps;
import dev.espalier.store.swap.EpochSwap;
import dev.espalier.store.tls.Tls;
import dev.espalier.store.tls.TlsWatch;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of a node together. */
final class NodeAssembly {
    private static final Logger log = LoggerFactory.getLogger(NodeAssembly.class);

    private NodeAssembly() {}

    /**
     * The parts of a node, with the state that {@code storage} holds, ready to take connections. To be called on the loop.
     *
     * @param steps is told of each step of an epoch of cores
     * @param tls {@code null} for a node that speaks none
     * @param metrics shows the node's figures from now on; {@code null} for a node that shows none
     */
    static NodeParts assemble(
            NodeConfig config,
            CoreShelf shelf,
            PutInterceptor interceptor,
            Surroundings around,
            CurrentStorage storage,
            EpochSwap.Steps steps,
            @Nullable Tls tls,
            @Nullable MetricsServer metrics)
            throws NodeStartException {
        NodeTransport transport = around.transport();
        Keyspace keyspace = new Keyspace(around.clock(), storage.keptKeys());
        ReplicaEngine<?> engine =
                ReplicaEngine.of(shelf.inForce().loaded().core(), config.nodeId(), around.clock(), storage, keyspace);
        Recovery.run(engine, keyspace, storage, config, around.random());
        CommitCycle cycle = new CommitCycle(transport.group(), storage, engine::beforeCommit);
        Syncer syncer =
                new Syncer(transport.group(), storage, cycle, around.workers().start("espalier-sync"));
        CoreSwaps cores = new CoreSwaps(
                shelf, engine, cycle, transport.group().next(), around.workers().start("espalier-cores"));
        Runnable settle = () -> settle(engine, cycle);
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
        InboundPeers inbound = new InboundPeers(
                peerIdentity,
                engine,
                storage,
                cycle,
                settle,
                interceptor,
                peerStatistics,
                config.pendingLimit(),
                around.workers().start("espalier-snapshot-sender"));
        OutboxLimit limit = new OutboxLimit(
                config.replication().outboxLimitBytes(), config.replication().refusesWhenFull(), membership.anchor());
        OutboundPeers outbound = new OutboundPeers(
                peerIdentity,
                engine,
                storage,
                cycle,
                around.random(),
                limit,
                config.replication().gatherPutsBeyond());
        PeerCompression compression = PeerCompression.named(config.replication().compression());
        outbound.compressPuts(compression);
        inbound.compressSnapshots(compression);
        CatchUp catchUp = new CatchUp(
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
                settle,
                around.workers().start("espalier-snapshot-receiver"));
        Members members = new Members(
                config.nodeId(), membership, config.peers(), storage, engine, cycle, inbound, outbound, catchUp);
        NodeTls.secure(config, tls, inbound, outbound);
        RespLimits limits = RespLimits.forBulk(config.maxBulkBytes());
        NodeBackups backups = new NodeBackups(
                transport.group(),
                syncer::afterwards,
                config.operations().backupDirectory(),
                Node.VERSION,
                () -> storeIdentity(config, shelf),
                storage,
                cycle);
        LiveSettings settings = new LiveSettings(
                config.waitLimitMillis(),
                config.maxConnections(),
                config.refusesReadModifyWrite(),
                config.protectedMode(),
                config.outputLimits());
        settings.memoryBytesMax(config.operations().memoryBytesMax());
        settings.minReplicasToWrite(config.replication().minReplicasToWrite());
        settings.minReplicasMaxLagSeconds(config.replication().minReplicasMaxLagSeconds());
        SyncedSaves saves =
                new SyncedSaves(transport.group(), cycle, syncer, around.clock()::millis, engine::ownSequence);
        Clients clients = new Clients(settings, cycle, settle, limits);
        NodeShutdown shutdown = new NodeShutdown(
                transport.group().next(),
                cycle,
                outbound,
                saves,
                config.operations().shutdownLimitMillis(),
                clients::retryOthers);
        NodePorts ports = new NodePorts(config, transport, tls, clients::accept, inbound::accept);
        Configuration configuration = NodeFacts.configuration(config, tls);
        InfoReport info = new InfoReport();
        CommandSet commands = NodeCommands.assemble(
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
                saves,
                shutdown,
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
                        saves,
                        settings,
                        ports::clientPortOrNone)
                .addTo(info);
        info.add("TLS", () -> NodeTls.facts(tls));
        clients.serve(commands);
        if (metrics != null) {
            metrics.serves(new NodeMetrics(new NodeMetrics.Sources(
                    Node.VERSION,
                    config,
                    cores,
                    engine,
                    keyspace,
                    storage,
                    cycle,
                    syncer,
                    clients,
                    commands,
                    inbound,
                    outbound,
                    catchUp,
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
        EpochSwap epochs = new EpochSwap(
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
                around.clock(),
                around.random(),
                around.databases(),
                steps);
        cores.epochs(epochs);
        cycle.add(epochs);
        epochs.resume();
        engine.settle();
        cycle.request();
        return new NodeParts(
                config,
                transport,
                storage,
                cycle,
                syncer,
                cores,
                epochs,
                inbound,
                outbound,
                catchUp,
                members,
                backups,
                clients,
                commands,
                configuration,
                shutdown,
                ports,
                tls == null ? null : new TlsWatch(tls),
                metrics);
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

    /** A core that throws while a put is applied leaves that put for ever in the way: the node stops serving. */
    private static void settle(ReplicaEngine<?> engine, CommitCycle cycle) {
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

    /** What the database of a node with the core in force says of itself. */
    static StoreIdentity storeIdentity(NodeConfig config, CoreShelf shelf) {
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
}
