package dev.espalier.store.metrics;

import dev.espalier.store.command.CommandCounts;
import dev.espalier.store.command.CommandSet;
import dev.espalier.store.command.CommandSpec;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.commit.Syncer;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.cores.CoreIdentity;
import dev.espalier.store.engine.EngineStatistics;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.membership.Members;
import dev.espalier.store.peer.CatchUp;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.peer.LinkState;
import dev.espalier.store.peer.OutboundLink;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.peer.PeerStatistics;
import dev.espalier.store.server.ClientStatistics;
import dev.espalier.store.server.Clients;
import dev.espalier.store.storage.StateStatistics;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.swap.CoreSwaps;
import dev.espalier.store.tls.Tls;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures of a running node and its health, taken on the event loop, which owns all that they are taken from. */
public final class NodeMetrics {
    /**
     * What is measured.
     *
     * @param core the core that runs now
     * @param tls {@code null} for a node that speaks none
     */
    public record Sources(
            String version,
            NodeConfig config,
            CoreSwaps cores,
            ReplicaEngine<?> engine,
            Keyspace keyspace,
            Storage storage,
            CommitCycle cycle,
            Syncer syncer,
            Clients clients,
            CommandSet commands,
            InboundPeers inbound,
            OutboundPeers outbound,
            CatchUp catchUp,
            Members members,
            PeerStatistics peers,
            @Nullable Tls tls) {}

    private final Sources of;

    public NodeMetrics(Sources sources) {
        this.of = sources;
    }

    /** All figures. To be called on the loop. */
    MetricSnapshots collect() {
        MetricFamilies out = new MetricFamilies();
        identity(out);
        commands(out);
        clients(out);
        engine(out);
        links(out);
        ClusterMetrics.add(out, of.cores(), of.catchUp(), of.inbound(), of.members());
        disk(out);
        tls(out);
        return out.snapshots();
    }

    private void identity(MetricFamilies out) {
        CoreIdentity core = of.cores().identity();
        out.info(
                "espalier_build",
                "Version of the software; always 1.",
                "version",
                of.version(),
                "cluster",
                of.config().clusterId(),
                "node",
                Integer.toString(of.config().nodeId().number()));
        out.info(
                "espalier_core",
                "The core that runs: name, specification, hash of its certificate, whether that was verified; always"
                        + " 1.",
                "core",
                core.name(),
                "specification",
                core.specification(),
                "hash",
                core.hash(),
                "verified",
                core.isVerified() ? "yes" : "no");
        out.gauge(
                "espalier_core_forced",
                "1 while a core runs whose certificate does not verify.",
                core.isVerified() ? 0 : 1);
    }

    private void commands(MetricFamilies out) {
        for (CommandSpec spec : of.commands().table().all()) {
            command(out, spec);
            spec.subcommands().values().forEach(subcommand -> command(out, subcommand));
        }
        out.counter(
                "espalier_commands_refused",
                "Commands refused before they ran.",
                of.commands().refusals());
        out.counter(
                "espalier_keyspace_hits",
                "Reads that found a value.",
                of.commands().hits());
        out.counter(
                "espalier_keyspace_misses",
                "Reads that found none.",
                of.commands().misses());
    }

    private static void command(MetricFamilies out, CommandSpec spec) {
        CommandCounts counts = spec.counts();
        if (counts.calls() == 0) {
            return;
        }
        out.counter("espalier_commands", "Commands run.", counts.calls(), "command", spec.name());
        out.counter(
                "espalier_commands_failed",
                "Commands that ended in an error.",
                counts.failures(),
                "command",
                spec.name());
        out.histogram(
                "espalier_command_duration_seconds",
                "How long commands ran, one call in " + CommandCounts.TIMED_ONE_IN + " timed.",
                counts.durations(),
                "command",
                spec.name());
    }

    private void clients(MetricFamilies out) {
        ClientStatistics counts = of.clients().statistics();
        out.histogram(
                "espalier_reply_latency_seconds",
                "From the read that brought a command to the commit that let its reply go.",
                of.clients().latencies());
        out.gauge("espalier_clients_connected", "Connections of clients.", counts.connected());
        out.gauge("espalier_clients_waiting", "Connections whose command waits.", counts.waiting());
        out.counter("espalier_connections_accepted", "Connections of clients taken.", counts.accepted());
        out.counter("espalier_connections_refused", "Connections of clients refused.", counts.refused());
        out.counter("espalier_waits", "Commands that had to wait.", counts.waits());
        out.counter("espalier_waits_timed_out", "Waits that ended in an error.", counts.waitsTimedOut());
        out.counter(
                "espalier_client_protocol_errors", "Connections closed over malformed input.", counts.protocolErrors());
    }

    private void engine(MetricFamilies out) {
        EngineStatistics counts = of.engine().statistics();
        out.gauge("espalier_keys", "Keys that hold a value.", of.engine().liveKeyCount());
        out.gauge(
                "espalier_keys_expiring",
                "Keys that have a deadline.",
                of.keyspace().expiringSize());
        out.counter(
                "espalier_keys_expired",
                "Keys whose deadline has passed.",
                of.keyspace().expired());
        out.counter("espalier_own_puts", "Puts of this node's clients.", counts.ownPuts());
        out.counter("espalier_puts_applied", "Puts applied, own ones among them.", counts.putsApplied());
        out.gauge("espalier_puts_pending", "Puts of peers that wait for others.", counts.putsPending());
        out.counter(
                "espalier_duplicates_dropped", "Puts of peers that had arrived before.", counts.duplicatesDropped());
        out.counter("espalier_gets", "Gets answered.", counts.gets());
        out.counter("espalier_gets_not_yet", "Attempts at a get that lacked a dependency.", counts.getsNotYet());
    }

    private void links(MetricFamilies out) {
        long own = of.engine().ownSequence();
        out.gauge(
                "espalier_outbox_puts",
                "Own puts kept until every peer holds them.",
                own - of.storage().outboxStart() + 1);
        for (OutboundLink link : of.outbound().links()) {
            String peer = Integer.toString(link.address().id().number());
            boolean connected = of.inbound().isConnected(link.address().id());
            out.gauge("espalier_peer_up", "1 while puts flow to the peer.", streams(link) ? 1 : 0, "peer", peer);
            out.gauge("espalier_peer_inbound_up", "1 while the peer is connected.", connected ? 1 : 0, "peer", peer);
            out.gauge(
                    "espalier_peer_diverged",
                    "1 while the link cannot go on without a person's decision.",
                    link.state() == LinkState.DIVERGED ? 1 : 0,
                    "peer",
                    peer);
            out.gauge(
                    "espalier_replication_lag_puts",
                    "Own puts that the peer lacks.",
                    own - link.received(),
                    "peer",
                    peer);
            out.gauge(
                    "espalier_peer_puts_pending",
                    "Puts of the peer that wait for others.",
                    of.engine().pendingCount(link.address().id()),
                    "peer",
                    peer);
            out.counter(
                    "espalier_peer_puts_received",
                    "Puts of the peer that have arrived.",
                    of.engine().receivedContiguously(link.address().id()),
                    "peer",
                    peer);
        }
        out.counter(
                "espalier_peer_handshakes_refused",
                "Greetings of peers refused.",
                of.peers().refusedHandshakes());
        out.counter(
                "espalier_peer_protocol_violations",
                "Connections of peers closed over malformed input.",
                of.peers().protocolViolations());
    }

    private static boolean streams(OutboundLink link) {
        return link.state() == LinkState.STREAMING;
    }

    private void disk(MetricFamilies out) {
        out.gauge("espalier_serving", "0 once a failed write or a defect ended the service.", hasFailed() ? 0 : 1);
        out.counter(
                "espalier_durability_failures",
                "Writes or syncs that failed, ending the service.",
                hasFailed() ? 1 : 0);
        out.histogram(
                "espalier_commit_duration_seconds",
                "How long commits took.",
                of.cycle().durations());
        out.histogram(
                "espalier_sync_duration_seconds",
                "How long syncs took.",
                of.syncer().durations());
        out.gauge("espalier_log_records", "Inputs in the log.", of.storage().logRecords());
        StateStatistics state = of.storage().stateStatistics();
        out.counter("espalier_entries_read", "Entries read from the disk.", state.entriesRead());
        out.gauge("espalier_cache_entries", "Entries in memory.", state.cachedEntries());
        out.gauge("espalier_cache_bytes", "Memory that entries take.", state.cachedBytes());
        out.gauge("espalier_cache_bytes_max", "Memory that entries may take.", state.cacheBytesMax());
        of.storage()
                .diskStatistics()
                .forEach((property, value) -> out.gauge(
                        "espalier_rocksdb_" + property.replace('-', '_'),
                        "RocksDB's property " + property + ".",
                        value));
    }

    private boolean hasFailed() {
        return of.cycle().failure() != null;
    }

    private void tls(MetricFamilies out) {
        Tls tls = of.tls();
        if (tls != null) {
            out.gauge(
                    "espalier_tls_certificate_expiry_timestamp_seconds",
                    "When the node's certificate ceases to be valid.",
                    tls.expires().getEpochSecond());
            out.counter(
                    "espalier_tls_handshakes_failed",
                    "Connections that came to no agreement.",
                    tls.statistics().handshakesFailed());
            out.counter(
                    "espalier_tls_reloads",
                    "Certificates replaced.",
                    tls.statistics().reloads());
            out.counter(
                    "espalier_tls_reloads_refused",
                    "Changed certificates refused.",
                    tls.statistics().reloadsRefused());
        }
    }

    /** Whether the node can serve; a peer that is away does not keep it from that. To be called on the loop. */
    Health health() {
        List<String> troubles = new ArrayList<>();
        Exception failure = of.cycle().failure();
        if (failure != null) {
            troubles.add("the node has stopped serving: " + failure.getMessage());
        }
        for (OutboundLink link : of.outbound().links()) {
            if (link.state() == LinkState.DIVERGED) {
                troubles.add("peer " + link.address() + ": " + link.trouble());
            }
        }
        for (PeerAddress peer : of.members().peers()) {
            if (of.outbound().link(peer.id()) == null) {
                troubles.add("the link to peer " + peer + " is not set up yet");
            }
        }
        return troubles.isEmpty() ? Health.READY : new Health(false, troubles);
    }
}
