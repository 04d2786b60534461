package dev.espalier.store;

import dev.espalier.store.command.CommandSet;
import dev.espalier.store.command.Configuration;
import dev.espalier.store.command.InfoReport;
import dev.espalier.store.command.LiveSettings;
import dev.espalier.store.command.Saves;
import dev.espalier.store.commit.CommitCycle;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.PeerAddress;
import dev.espalier.store.config.TlsSettings;
import dev.espalier.store.cores.CoreIdentity;
import dev.espalier.store.engine.EngineStatistics;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.keyspace.NumberedKeys;
import dev.espalier.store.measure.HeapUse;
import dev.espalier.store.measure.ProcessTimes;
import dev.espalier.store.membership.Members;
import dev.espalier.store.peer.CatchUp;
import dev.espalier.store.peer.InboundPeers;
import dev.espalier.store.peer.OutboundLink;
import dev.espalier.store.peer.OutboundPeers;
import dev.espalier.store.peer.PeerStatistics;
import dev.espalier.store.server.ClientStatistics;
import dev.espalier.store.server.Clients;
import dev.espalier.store.storage.StateStatistics;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.swap.CoreSwaps;
import dev.espalier.store.tls.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What INFO and CONFIG GET tell about a node. */
final class NodeFacts {
    private final NodeConfig config;
    private final IntSupplier clientPort;
    private final CoreSwaps cores;
    private final ReplicaEngine<?> engine;
    private final Keyspace keyspace;
    private final Storage storage;
    private final CommitCycle cycle;
    private final Clients clients;
    private final CommandSet commands;
    private final InboundPeers inbound;
    private final OutboundPeers outbound;
    private final CatchUp catchUp;
    private final Members members;
    private final PeerStatistics peerStatistics;
    private final Saves saves;
    private final LiveSettings settings;
    private final long startedNanos = System.nanoTime();

    NodeFacts(
            NodeConfig config,
            CoreSwaps cores,
            ReplicaEngine<?> engine,
            Keyspace keyspace,
            Storage storage,
            CommitCycle cycle,
            Clients clients,
            CommandSet commands,
            InboundPeers inbound,
            OutboundPeers outbound,
            CatchUp catchUp,
            Members members,
            PeerStatistics peerStatistics,
            Saves saves,
            LiveSettings settings,
            IntSupplier clientPort) {
        this.config = config;
        this.clientPort = clientPort;
        this.cores = cores;
        this.engine = engine;
        this.keyspace = keyspace;
        this.storage = storage;
        this.cycle = cycle;
        this.clients = clients;
        this.commands = commands;
        this.inbound = inbound;
        this.outbound = outbound;
        this.catchUp = catchUp;
        this.members = members;
        this.peerStatistics = peerStatistics;
        this.saves = saves;
        this.settings = settings;
    }

    void addTo(InfoReport info) {
        info.add("Server", this::server);
        info.add("Clients", this::clients);
        info.add("Memory", this::memory);
        info.add("Persistence", this::persistence);
        info.add("Stats", this::stats);
        info.add("Replication", this::replication);
        info.add("CPU", NodeFacts::cpu);
        info.add("Cluster", () -> Map.of("cluster_enabled", "0"));
        info.add("Core", this::core);
        info.add("Keyspace", this::keyspace);
    }

    private Map<String, String> server() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("espalier_version", Node.VERSION);
        // Tools look here for the commands and protocol they may use.
        facts.put("redis_version", "7.0.0");
        facts.put("cluster_id", config.clusterId());
        facts.put("node_id", Integer.toString(config.nodeId().number()));
        facts.put("process_id", Long.toString(ProcessHandle.current().pid()));
        facts.put("tcp_port", Integer.toString(clientPort.getAsInt()));
        facts.put("transport", NodeTransport.name());
        facts.put("java_version", Runtime.version().toString());
        facts.put("uptime_in_seconds", Long.toString(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos)));
        return facts;
    }

    private Map<String, String> clients() {
        ClientStatistics counts = clients.statistics();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("connected_clients", Integer.toString(counts.connected()));
        facts.put("maxclients", Integer.toString(config.maxConnections()));
        facts.put("blocked_clients", Integer.toString(counts.waiting()));
        return facts;
    }

    private Map<String, String> memory() {
        Runtime java = Runtime.getRuntime();
        long used = HeapUse.now();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("used_memory", Long.toString(used));
        facts.put("used_memory_human", String.format(Locale.ROOT, "%.2fM", used / (double) (1 << 20)));
        facts.put("used_memory_peak", Long.toString(HeapUse.peak()));
        facts.put("used_memory_after_collection", Long.toString(HeapUse.afterCollection()));
        facts.put("keys_memory", Long.toString(keyspace.memoryBytes()));
        facts.put("maxmemory", Long.toString(settings.memoryBytesMax()));
        facts.put("maxmemory_policy", "noeviction");
        facts.put("java_heap_max", Long.toString(java.maxMemory()));
        return facts;
    }

    private static Map<String, String> cpu() {
        Map<String, String> facts = new LinkedHashMap<>();
        Optional<Duration> used = ProcessHandle.current().info().totalCpuDuration();
        used.ifPresent(all -> facts.put("used_cpu_total", seconds(all.toMillis())));
        ProcessTimes times = ProcessTimes.now();
        if (times != null) {
            facts.put("used_cpu_sys", seconds(times.systemMillis()));
            facts.put("used_cpu_user", seconds(times.userMillis()));
        }
        return facts;
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    private Map<String, String> persistence() {
        Exception failure = cycle.failure();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("data_dir", config.dataDir().toString());
        facts.put("durability", config.durability().text());
        facts.put("log_records", Long.toString(storage.logRecords()));
        facts.put("recovered_records", Long.toString(storage.recoveredRecords()));
        StateStatistics state = storage.stateStatistics();
        facts.put("entries_read", Long.toString(state.entriesRead()));
        facts.put("cache_entries", Long.toString(state.cachedEntries()));
        facts.put("cache_bytes", Long.toString(state.cachedBytes()));
        facts.put("cache_bytes_max", Long.toString(state.cacheBytesMax()));
        facts.put("loading", "0");
        facts.put("rdb_changes_since_last_save", Long.toString(saves.putsSince()));
        facts.put("rdb_bgsave_in_progress", saves.isRunning() ? "1" : "0");
        facts.put("rdb_last_save_time", Long.toString(saves.lastSeconds()));
        facts.put("rdb_last_bgsave_status", "ok");
        facts.put("aof_enabled", "1");
        facts.put("aof_rewrite_in_progress", "0");
        facts.put("aof_rewrite_scheduled", "0");
        facts.put("serving", failure == null ? "yes" : "no");
        facts.put("failure", failure == null ? "" : String.valueOf(failure.getMessage()));
        return facts;
    }

    private Map<String, String> stats() {
        EngineStatistics engineCounts = engine.statistics();
        ClientStatistics counts = clients.statistics();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("total_connections_received", Long.toString(counts.accepted()));
        facts.put("rejected_connections", Long.toString(counts.refused()));
        facts.put("total_commands_processed", Long.toString(commands.calls()));
        facts.put("client_output_buffer_limit_disconnections", Long.toString(clients.clientsCutOff()));
        facts.put("client_protocol_errors", Long.toString(counts.protocolErrors()));
        facts.put("own_puts", Long.toString(engineCounts.ownPuts()));
        facts.put("puts_applied", Long.toString(engineCounts.putsApplied()));
        facts.put("puts_pending", Integer.toString(engineCounts.putsPending()));
        facts.put("duplicates_dropped", Long.toString(engineCounts.duplicatesDropped()));
        facts.put("expired_keys", Long.toString(keyspace.expired()));
        facts.put("evicted_keys", "0");
        facts.put("keyspace_hits", Long.toString(commands.hits()));
        facts.put("keyspace_misses", Long.toString(commands.misses()));
        facts.put("pubsub_channels", Integer.toString(commands.channels()));
        facts.put("pubsub_patterns", Integer.toString(commands.patterns()));
        facts.put("gets", Long.toString(engineCounts.gets()));
        facts.put("waits", Long.toString(counts.waits()));
        facts.put("waits_timed_out", Long.toString(counts.waitsTimedOut()));
        facts.put("peer_handshakes_refused", Long.toString(peerStatistics.refusedHandshakes()));
        facts.put("peer_protocol_violations", Long.toString(peerStatistics.protocolViolations()));
        return facts;
    }

    private Map<String, String> replication() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("role", "master");
        facts.put("peers", Integer.toString(outbound.links().size()));
        facts.put("membership_epoch", Long.toString(members.epoch()));
        facts.put("anchor", Integer.toString(members.current().anchor().number()));
        facts.put("connected_slaves", Integer.toString(outbound.heardWithin(settings.minReplicasMaxLagSeconds())));
        facts.put("master_repl_offset", Long.toString(engine.ownSequence()));
        facts.put("own_sequence", Long.toString(engine.ownSequence()));
        facts.put("outbox_start", Long.toString(storage.outboxStart()));
        facts.put("outbox_bytes", Long.toString(storage.outboxBytes(storage.outboxStart())));
        facts.put("outbox_limit_bytes", Long.toString(config.replication().outboxLimitBytes()));
        facts.put("writes_refused", outbound.refusal());
        facts.put("catching_up", catchUp.progress());
        facts.put("snapshots_taken", Long.toString(catchUp.taken()));
        facts.put("snapshots_failed", Long.toString(catchUp.failed()));
        facts.put("snapshots_sent", Long.toString(inbound.snapshotsSent()));
        facts.put("last_snapshot_ms", Long.toString(catchUp.lastMillis()));
        facts.put("members", Integer.toString(members.current().members().size()));
        for (OutboundLink link : outbound.links()) {
            facts.put("peer_" + link.address().id().number(), describe(link));
        }
        return facts;
    }

    private String describe(OutboundLink link) {
        PeerAddress address = link.address();
        return "address=" + address.host() + ":" + address.port()
                + ",out=" + link.state().text()
                + ",in="
                + (inbound.isPaused(address.id())
                        ? "paused"
                        : inbound.isConnected(address.id()) ? "connected" : "absent")
                + ",compression=" + link.compression()
                + ",behind=" + (link.isBehind() ? "yes" : "no")
                + ",sent=" + link.sent()
                + ",acked=" + link.received()
                + ",synced=" + link.synced()
                + ",lag=" + (engine.ownSequence() - link.received())
                + ",received=" + engine.receivedContiguously(address.id())
                + ",pending=" + engine.pendingCount(address.id())
                + ",trouble=" + link.trouble().replace(',', ';');
    }

    private Map<String, String> core() {
        Map<String, String> facts = new LinkedHashMap<>();
        CoreIdentity core = cores.identity();
        facts.put("core_name", core.name());
        facts.put("core_specification", core.specification());
        facts.put("core_theorems", String.join(",", core.theorems()));
        facts.put("core_verified", core.isVerified() ? "yes" : "no");
        facts.put("core_distrust", core.distrust());
        facts.put("core_hash", core.hash());
        facts.put("core_adapter", core.adapterClass());
        facts.put("core_swaps", Long.toString(cores.swaps()));
        facts.put("core_last_swap_us", Long.toString(cores.lastSwapMicros()));
        facts.put("core_epoch", Long.toString(cores.epoch()));
        facts.put("core_epochs", Long.toString(cores.epochs().begun()));
        facts.put("core_epochs_given_up", Long.toString(cores.epochs().givenUp()));
        facts.put("core_last_epoch_pause_ms", Long.toString(cores.epochs().lastPauseMillis()));
        facts.put("core_epoch_state", cores.epochs().state());
        return facts;
    }

    private Map<String, String> keyspace() {
        // Has the keys counted that can be read only now.
        engine.liveKeyCount();
        Map<String, String> facts = new LinkedHashMap<>();
        for (int database = 0; database < NumberedKeys.DATABASES; database++) {
            if (keyspace.size(database) > 0) {
                facts.put(
                        "db" + database,
                        "keys=" + keyspace.size(database) + ",expires=" + keyspace.expiringSize(database) + ",avg_ttl="
                                + keyspace.averageTimeToLive(database));
            }
        }
        return facts;
    }

    /** The settings that cannot change while the node runs; the commands add the others. */
    static Configuration configuration(NodeConfig config, @Nullable Tls tls) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("node-id", Integer.toString(config.nodeId().number()));
        values.put("cluster-id", config.clusterId());
        values.put("bind", config.bind());
        values.put("port", config.port() == TlsSettings.NO_PORT ? "none" : Integer.toString(config.port()));
        values.put("peer-port", Integer.toString(config.peerPort()));
        values.put("peers", config.peers().stream().map(PeerAddress::toString).collect(Collectors.joining(",")));
        values.put("data-dir", config.dataDir().toString());
        values.put("core", config.core());
        values.put("durability", config.durability().text());
        values.put("cache-bytes", Long.toString(config.cacheBytes()));
        values.put("allow-unverified-core", config.allowUnverifiedCore() ? "yes" : "no");
        values.put("max-bulk-bytes", Integer.toString(config.maxBulkBytes()));
        values.put("proto-max-bulk-len", Integer.toString(config.maxBulkBytes()));
        values.put("outbox-limit-bytes", Long.toString(config.replication().outboxLimitBytes()));
        values.put("peer-compression", config.replication().compression());
        values.put("gather-puts-beyond", Integer.toString(config.replication().gatherPutsBeyond()));
        values.put("outbox-full", config.replication().refusesWhenFull() ? "refuse" : "keep");
        values.put("pending-limit", Integer.toString(config.pendingLimit()));
        Path secretFile = config.sessionSecretFile();
        values.put("session-secret-file", secretFile == null ? "" : secretFile.toString());
        Path aclFile = config.aclFile();
        values.put("aclfile", aclFile == null ? "" : aclFile.toString());
        Configuration configuration = new Configuration();
        configuration.addFixed(values);
        NodeTls.addTo(configuration, config, tls);
        return configuration;
    }
}
