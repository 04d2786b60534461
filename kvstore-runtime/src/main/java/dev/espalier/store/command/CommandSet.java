package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.access.AccessLog;
import dev.espalier.store.access.Users;
import dev.espalier.store.access.UsersFile;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.keyspace.NumberedKeys;
import dev.espalier.store.resp.ReplyWriter;
import dev.espalier.store.resp.RespLimits;
import dev.espalier.store.session.TokenSeal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All commands of a node, put together. */
public final class CommandSet {
    /**
     * What commands work on.
     *
     * @param version the version of this software
     * @param usersFile where the users are kept; {@code null} when nowhere
     * @param cores the cores that can be loaded and swapped
     * @param sessions all connections of clients
     * @param wake has commands that wait for anything but a put tried again
     * @param resetStatistics begins the counts of INFO anew
     */
    public record Surroundings(
            String version,
            KeyValueStore store,
            Keyspace keyspace,
            Replication replication,
            ClusterMembers members,
            TokenSeal seal,
            Users users,
            @Nullable UsersFile usersFile,
            LiveSettings settings,
            Backups backups,
            Saves saves,
            Shutdown shutdown,
            Configuration configuration,
            InfoReport info,
            RespLimits limits,
            CoreControl cores,
            Supplier<List<Session>> sessions,
            Runnable wake,
            Runnable resetStatistics) {}

    private final CommandTable table = new CommandTable();
    private final Channels channels = new Channels();
    private final CommandRunner runner;
    private final Keys keys;
    private final TransactionCommands transactions;
    private final Keyspace keyspace;
    private final LiveSettings settings;
    private final BackupCommands backups;
    private final SaveCommands saves;
    private final ShutdownCommand shutdown;
    private final Monitors monitors = new Monitors();
    private final Users users;
    private final AccessCommands accessCommands;

    public CommandSet(Surroundings around) {
        this.keyspace = around.keyspace();
        this.settings = around.settings();
        this.users = around.users();
        KeyEvents events = new KeyEvents(channels);
        SlowLog slowLog = new SlowLog();
        LatencyEvents latency = new LatencyEvents();
        Pause pause = new Pause();
        keys = new Keys(around.store(), keyspace, events, settings::waitLimitMillis);
        int valueBytesMax = around.limits().bulkBytesMax();
        long commandBytesMax = around.limits().commandBytesMax();
        AccessLog accessLog = new AccessLog();
        AccessCheck access = new AccessCheck(accessLog, keys);
        runner = new CommandRunner(
                table,
                keys,
                users,
                access,
                settings,
                slowLog,
                latency,
                pause,
                monitors,
                around.cores(),
                around.replication(),
                commandBytesMax);
        transactions = new TransactionCommands(keys, runner);
        new ConnectionCommands(around.version(), users, access, channels, transactions, monitors).addTo(table);
        new ClientCommands(users, around.sessions(), pause, around.wake()).addTo(table);
        accessCommands = new AccessCommands(users, around.usersFile(), accessLog, around.sessions(), table, keys::now);
        accessCommands.addTo(table);
        new StringCommands(keys, settings, commandBytesMax).addTo(table);
        new CounterCommands(keys).addTo(table);
        new RangeCommands(keys, valueBytesMax).addTo(table);
        new BitCommands(keys, valueBytesMax).addTo(table);
        new BitOperationCommands(keys).addTo(table);
        new BitFieldCommands(keys, valueBytesMax).addTo(table);
        new KeyCommands(keys).addTo(table);
        new DatabaseCommands(keys).addTo(table);
        new ImageCommands(keys, valueBytesMax).addTo(table);
        new DebugCommands(keys, settings, slowLog, latency, valueBytesMax).addTo(table);
        new ExpiryCommands(keys).addTo(table);
        new ScanCommands(keys, settings).addTo(table);
        transactions.addTo(table);
        new SessionCommands(keys, around.replication(), around.seal()).addTo(table);
        new MembershipCommands(around.members()).addTo(table);
        new ChannelCommands(channels).addTo(table);
        new ServerCommands(around.info(), keys).addTo(table);
        backups = new BackupCommands(around.backups());
        backups.addTo(table);
        saves = new SaveCommands(around.saves());
        saves.addTo(table);
        shutdown = new ShutdownCommand(around.shutdown());
        shutdown.addTo(table);
        new ObservationCommands(slowLog, monitors).addTo(table);
        new LatencyCommands(latency, table).addTo(table);
        new MemoryCommands(keys).addTo(table);
        around.info().addOnRequest("Commandstats", this::commandStatistics);
        new ConfigurationCommands(around.configuration(), () -> {
                    around.resetStatistics().run();
                    specs().forEach(spec -> spec.counts().reset());
                })
                .addTo(table);
        new CoreCommands(around.cores(), around.wake()).addTo(table);
        new DocumentationCommands(table).addTo(table);
        addParameters(around.configuration(), events, slowLog, latency, accessLog, pause);
        keyspace.listen(events);
    }

    /** All commands, and behind each its subcommands. */
    private List<CommandSpec> specs() {
        List<CommandSpec> all = new ArrayList<>();
        for (CommandSpec spec : table.all()) {
            all.add(spec);
            all.addAll(spec.subcommands().values());
        }
        return all;
    }

    /** As INFO tells of commands that were called. */
    private Map<String, String> commandStatistics() {
        Map<String, String> facts = new LinkedHashMap<>();
        for (CommandSpec spec : specs()) {
            CommandCounts.Recent recent = spec.counts().recent();
            if (recent.calls() + recent.refused() > 0) {
                double each = recent.calls() == 0 ? 0 : (double) recent.micros() / recent.calls();
                facts.put(
                        "cmdstat_" + spec.name(),
                        String.format(
                                Locale.ROOT,
                                "calls=%d,usec=%d,usec_per_call=%.2f,rejected_calls=%d,failed_calls=%d",
                                recent.calls(),
                                recent.micros(),
                                each,
                                recent.refused(),
                                recent.failed()));
            }
        }
        return facts;
    }

    /** What CONFIG SET can change. */
    private void addParameters(
            Configuration configuration,
            KeyEvents events,
            SlowLog slowLog,
            LatencyEvents latency,
            AccessLog accessLog,
            Pause pause) {
        configuration.addNumber("wait-limit-ms", 1, 3_600_000, settings::waitLimitMillis, settings::waitLimitMillis);
        configuration.addInteger("max-connections", 1, 1_000_000, settings::connectionsMax, settings::connectionsMax);
        configuration.addInteger("maxclients", 1, 1_000_000, settings::connectionsMax, settings::connectionsMax);
        configuration.add(
                "client-output-buffer-limit",
                () -> settings.outputLimits().toString(),
                text -> settings.outputLimits(settings.outputLimits().with(text)));
        configuration.addYesOrNo("protected-mode", settings::isProtected, settings::isProtected);
        configuration.add("requirepass", users::defaultPassword, users::defaultPassword);
        configuration.addOneOf(
                "read-modify-write",
                List.of("node", "refuse"),
                () -> settings.refusesReadModifyWrite() ? "refuse" : "node",
                word -> settings.refusesReadModifyWrite(word.equals("refuse")));
        configuration.addNumber(
                "latency-monitor-threshold", 0, Long.MAX_VALUE, latency::thresholdMillis, latency::thresholdMillis);
        configuration.addNumber(
                "slowlog-log-slower-than", -1, Long.MAX_VALUE, slowLog::thresholdMicros, slowLog::thresholdMicros);
        configuration.addInteger("slowlog-max-len", 0, 100_000, slowLog::lengthMax, slowLog::lengthMax);
        configuration.addInteger("acllog-max-len", 0, 100_000, accessLog::lengthMax, accessLog::lengthMax);
        configuration.add("notify-keyspace-events", events::enabled, flags -> {
            if (!events.enable(flags)) {
                throw new IllegalArgumentException("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
            }
        });
        configuration.addTuning(TuningOfRedis.PARAMETERS);
        configuration.addTextual("save", "", text -> text.matches("([0-9]{1,9} [0-9]{1,9}( |$))*"));
        configuration.addInert("masterauth", "");
        configuration.addInert("appendonly", "yes");
        configuration.addBytes("maxmemory", settings::memoryBytesMax, settings::memoryBytesMax);
        addReplicas(configuration, "min-replicas-to-write", "min-replicas-max-lag");
        addReplicas(configuration, "min-slaves-to-write", "min-slaves-max-lag");
        configuration.addHidden(
                Set.of("key-load-delay", "rdb-key-save-delay", "min-slaves-to-write", "min-slaves-max-lag"));
        configuration.addInert("maxmemory-policy", "noeviction");
        configuration.addInert("timeout", "0");
        configuration.addFixed(Map.of(
                "databases",
                Integer.toString(NumberedKeys.DATABASES),
                "daemonize",
                "no",
                "replicaof",
                "",
                "slaveof",
                ""));
        keyspace.keepExpiredWhile(pause::isOn);
    }

    /** The names that Redis has for these now, or those that it had. */
    private void addReplicas(Configuration configuration, String toWrite, String maxLag) {
        configuration.addInteger(toWrite, 0, 65_535, settings::minReplicasToWrite, settings::minReplicasToWrite);
        configuration.addInteger(
                maxLag, 0, 86_400, settings::minReplicasMaxLagSeconds, settings::minReplicasMaxLagSeconds);
    }

    /**
     * Has the users be those of {@code file}.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it has an error
     */
    public void loadUsers(UsersFile file) throws IOException {
        accessCommands.loadUsers(file);
    }

    /** Carries out the command that {@code arguments} are, or replies what is wrong with it. */
    public Outcome run(Session session, List<Bytes> arguments, ReplyWriter reply) {
        return runner.run(session, arguments, reply);
    }

    /** Why a client may not connect from where it does; empty when it may. */
    public String refusal(Session session) {
        if (session.isLocal() || !settings.isProtected() || !users.defaultUser().needsNoPassword()) {
            return "";
        }
        return "DENIED this node is in protected mode, since no password is set: it answers clients on its own machine "
                + "alone. Set requirepass, or set protected-mode to no if everyone on the network may read and write";
    }

    /** Whether the client of {@code session} may send as much as it likes. */
    public boolean trusts(Session session) {
        return session.state().user() != null || users.defaultUser().needsNoPassword();
    }

    /** Forgets what belongs to a connection that has ended. */
    public void ended(Session session) {
        channels.forget(session);
        transactions.forget(session);
        backups.forget(session);
        saves.forget(session);
        shutdown.forget(session);
        monitors.forget(session);
    }

    /** Drops keys that have expired, {@code most} at most; returns how many. */
    public int dropExpired(int most) {
        return settings.dropsExpired() ? keyspace.dropExpired(most) : 0;
    }

    /** All commands. */
    public CommandTable table() {
        return table;
    }

    /** Reads that found a value, so far. */
    public long hits() {
        return keys.hits();
    }

    /** Reads that found none, so far. */
    public long misses() {
        return keys.misses();
    }

    /** Number of channels that somebody listens to by name. */
    public int channels() {
        return channels.names(Channels.Kind.CHANNEL).size();
    }

    /** Number of patterns that somebody listens to. */
    public int patterns() {
        return channels.patternCount();
    }

    /** Commands refused before they ran, so far: unknown, malformed, not allowed. */
    public long refusals() {
        return runner.refusals();
    }

    /** Commands run so far, those of transactions among them. */
    public long calls() {
        return runner.calls();
    }
}
