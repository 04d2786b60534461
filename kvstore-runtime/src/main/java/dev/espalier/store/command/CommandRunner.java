package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.access.User;
import dev.espalier.store.access.Users;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What stands between a command and its action: who may, whether now, and whether it is queued instead. */
public final class CommandRunner {
    private static final Set<String> NEVER_QUEUED = Set.of("exec", "discard", "multi", "watch", "quit", "reset");
    private static final Set<String> WHILE_SUBSCRIBED = Set.of(
            "ping",
            "subscribe",
            "psubscribe",
            "ssubscribe",
            "unsubscribe",
            "punsubscribe",
            "sunsubscribe",
            "quit",
            "reset");
    private static final Set<String> PUTS = Set.of("exec", "session|token");
    private static final Set<String> NOT_IN_TRANSACTION =
            Set.of("session|token", "session|resume", "core|load", "core|swap", "backup", "save", "shutdown");

    /** What a transaction may hold, and what ends it, while there is no memory for more of it. */
    private static final Set<String> WITHOUT_MEMORY = Set.of("exec", "discard", "quit", "reset");

    private final CommandTable table;
    private final Keys keys;
    private final Users users;
    private final AccessCheck access;
    private final LiveSettings settings;
    private final SlowLog slowLog;
    private final LatencyEvents latency;
    private final Pause pause;
    private final Monitors monitors;
    private final CoreControl cores;
    private final Replication replication;
    private final long queueBytesMax;
    private Consumer<Session> forget = session -> {};
    private long calls;
    private long refusals;

    /**
     * @param queueBytesMax how much a connection may queue in a transaction, in bytes
     */
    CommandRunner(
            CommandTable table,
            Keys keys,
            Users users,
            AccessCheck access,
            LiveSettings settings,
            SlowLog slowLog,
            LatencyEvents latency,
            Pause pause,
            Monitors monitors,
            CoreControl cores,
            Replication replication,
            long queueBytesMax) {
        this.table = table;
        this.keys = keys;
        this.users = users;
        this.access = access;
        this.settings = settings;
        this.slowLog = slowLog;
        this.latency = latency;
        this.pause = pause;
        this.monitors = monitors;
        this.cores = cores;
        this.replication = replication;
        this.queueBytesMax = queueBytesMax;
    }

    /** Carries out the command that {@code arguments} are, or replies what is wrong with it. */
    public Outcome run(Session session, List<Bytes> arguments, ReplyWriter reply) {
        SessionState state = session.state();
        CommandSpec spec;
        try {
            spec = table.resolve(arguments);
        } catch (CommandError e) {
            refuse(session, arguments.getFirst(), e, reply);
            return Outcome.DONE;
        }
        state.lastCommand(spec.name());
        try {
            requireAllowed(session, spec, arguments);
            if (state.transaction().isOpen() && !NEVER_QUEUED.contains(spec.name())) {
                queue(state.transaction(), spec, arguments);
                reply.simple("QUEUED");
                return Outcome.DONE;
            }
        } catch (CommandError e) {
            spec.counts().refused();
            refuse(session, arguments.getFirst(), e, reply);
            return Outcome.DONE;
        }
        Outcome.Wait paused = pause.delays(spec, state.transaction());
        if (paused == null) {
            paused = held(spec);
        }
        return paused != null ? paused : act(session, spec, arguments, reply);
    }

    /** Commands refused before they ran, so far: unknown, malformed, not allowed. */
    public long refusals() {
        return refusals;
    }

    /** While an epoch of cores ends nothing may be put; what a transaction or a token puts is no exception. */
    private Outcome.@Nullable Wait held(CommandSpec spec) {
        if (!PUTS.contains(spec.name()) && !spec.has("write")) {
            return null;
        }
        String why = cores.putsHeld();
        return why.isEmpty()
                ? null
                : new Outcome.Wait(
                        false,
                        () -> cores.putsHeld().isEmpty(),
                        0,
                        reply -> reply.error("TRYAGAIN " + why + "; see CORE STATUS, and try again"));
    }

    private void refuse(Session session, Bytes name, CommandError why, ReplyWriter reply) {
        refusals++;
        if (Arguments.is(name, "exec")) {
            forget.accept(session);
            String text = why.reply();
            reply.error("EXECABORT Transaction discarded because of: "
                    + (text.startsWith("ERR ") ? text.substring(4) : text));
        } else {
            session.state().transaction().refuse();
            reply.error(why.reply());
        }
    }

    /** Sets how the transaction of a session is forgotten. */
    void onForget(Consumer<Session> action) {
        forget = action;
    }

    /** Runs a command of a transaction; what would wait is answered as if it had waited long enough. */
    Outcome runQueued(Session session, Transaction.Queued queued, ReplyWriter reply) {
        try {
            access.requireStill(session, queued.spec(), queued.arguments());
        } catch (CommandError e) {
            queued.spec().counts().failed();
            reply.error(e.reply());
            return Outcome.DONE;
        }
        Outcome outcome = act(session, queued.spec(), queued.arguments(), reply);
        if (outcome instanceof Outcome.Wait wait) {
            wait.timedOut().accept(reply);
            return Outcome.DONE;
        }
        return outcome;
    }

    private Outcome act(Session session, CommandSpec spec, List<Bytes> arguments, ReplyWriter reply) {
        int database = session.state().database();
        long putsBefore = keys.store().lastPut();
        boolean sampled = spec.counts().isTimed();
        boolean watched = slowLog.times(spec);
        boolean timed = sampled || watched || latency.isOn();
        long started = timed ? System.nanoTime() : 0;
        Outcome outcome;
        try {
            calls++;
            keys.runs(spec);
            outcome = spec.action().run(session, DatabaseOfSession.within(database, spec, arguments), reply);
        } catch (CommandError e) {
            spec.counts().failed();
            reply.error(e.reply());
            outcome = Outcome.DONE;
        } catch (MustWait e) {
            outcome = e.outcome();
        }
        spec.counts().called();
        if (timed) {
            long took = System.nanoTime() - started;
            if (sampled) {
                spec.counts().durations().add(took, 1);
            }
            if (watched) {
                slowLog.ran(spec, session, arguments, took);
            }
            latency.took(spec.has("fast") ? "fast-command" : "command", took);
        }
        if (!(outcome instanceof Outcome.Wait)) {
            monitors.ran(spec, session, database, arguments);
        }
        long putsAfter = keys.store().lastPut();
        if (putsAfter != putsBefore) {
            session.state().lastPut(putsAfter);
        }
        return outcome;
    }

    private void queue(Transaction transaction, CommandSpec spec, List<Bytes> arguments) {
        if (transaction.bytes() + Transaction.weight(arguments) > queueBytesMax) {
            throw new CommandError(
                    "ERR the transaction exceeds " + queueBytesMax + " bytes; use several, or raise max-bulk-bytes");
        }
        transaction.add(new Transaction.Queued(spec, arguments));
    }

    private void requireAllowed(Session session, CommandSpec spec, List<Bytes> arguments) {
        SessionState state = session.state();
        User user = state.user();
        if (user == null && users.defaultUser().needsNoPassword()) {
            user = users.defaultUser();
            state.user(user);
        }
        if (user == null) {
            if (!spec.has("no_auth")) {
                throw new CommandError("NOAUTH Authentication required.");
            }
        } else if (!user.isUnrestricted()) {
            access.require(session, user, spec, arguments);
        }
        if (state.transaction().isOpen() && NOT_IN_TRANSACTION.contains(spec.name())) {
            throw new CommandError("ERR Command not allowed inside a transaction");
        }
        if (settings.refusesReadModifyWrite() && spec.has(CommandSpec.READ_MODIFY_WRITE)) {
            settings.requireReadModifyWrite(spec.name().toUpperCase(Locale.ROOT));
        }
        requireRoom(state.transaction(), spec);
        if (session.protocol() == 2 && state.isSubscribed() && !WHILE_SUBSCRIBED.contains(spec.name())) {
            throw new CommandError("ERR Can't execute '" + spec.name()
                    + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context");
        }
    }

    /** Refuses what may take more memory where there is none, and writes that too few would hold. */
    private void requireRoom(Transaction transaction, CommandSpec spec) {
        if (settings.memoryBytesMax() > 0) {
            boolean grows = does(transaction, spec, "denyoom")
                    || (transaction.isOpen() && !WITHOUT_MEMORY.contains(spec.name()));
            if (grows && keys.keyspace().memoryBytes() > settings.memoryBytesMax()) {
                throw new CommandError("OOM command not allowed when used memory > 'maxmemory'.");
            }
        }
        int least = settings.minReplicasToWrite();
        int seconds = settings.minReplicasMaxLagSeconds();
        if (least > 0 && seconds > 0 && does(transaction, spec, "write") && replication.linkedPeers(seconds) < least) {
            throw new CommandError("NOREPLICAS Not enough good replicas to write.");
        }
    }

    /** Whether a command has a flag; EXEC has those of the commands that it would run. */
    private static boolean does(Transaction transaction, CommandSpec spec, String flag) {
        return spec.has(flag)
                || (spec.name().equals("exec")
                        && transaction.queue().stream()
                                .anyMatch(queued -> queued.spec().has(flag)));
    }

    /** Commands run so far, those of transactions among them. */
    public long calls() {
        return calls;
    }

    CommandTable table() {
        return table;
    }
}
