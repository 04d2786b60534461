package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;
import java.util.Map;

/** MULTI and what goes with it: a batch of commands that this node runs in one step. */
public final class TransactionCommands {
    private static final int WATCHED_MAX = 10_000;

    private final Keys keys;
    private final CommandRunner runner;

    TransactionCommands(Keys keys, CommandRunner runner) {
        this.keys = keys;
        this.runner = runner;
    }

    /** Adds these commands to {@code table}. */
    void addTo(CommandTable table) {
        runner.onForget(this::forget);
        table.add(command("multi", 1, "", "Begin to queue commands.")
                .meaning("See EXEC.")
                .answers((session, arguments, reply) -> {
                    if (session.state().transaction().isOpen()) {
                        throw new CommandError("ERR MULTI calls can not be nested");
                    }
                    session.state().transaction().open();
                    reply.ok();
                }));
        table.add(command("exec", 1, "", "Run the queued commands.")
                .flags("noscript", "loading", "stale", "skip_slowlog")
                .meaning(
                        "One step for this node's clients: none of them sees a part of it, and nothing comes in between. "
                                + "Each put is still one of its own: another node applies them in this order, and its clients "
                                + "may see the first ones before the last.")
                .runs(this::execute));
        table.add(command("discard", 1, "", "Forget the queued commands.").answers((session, arguments, reply) -> {
            if (!session.state().transaction().isOpen()) {
                throw new CommandError("ERR DISCARD without MULTI");
            }
            forget(session);
            reply.ok();
        }));
        table.add(command("watch", -2, "key [key ...]", "Let EXEC run nothing if one of the keys changes.")
                .keys(KeyPositions.ALL, "RO")
                .meaning("Sees changes as this node applies them, its own and others'. One that is still on its way is "
                        + "not seen.")
                .answers(this::watch));
        table.add(command("unwatch", 1, "", "Watch no keys any more.").answers((session, arguments, reply) -> {
            unwatch(session);
            reply.ok();
        }));
    }

    private static CommandSpec.Builder command(String name, int arity, String syntax, String summary) {
        return named(name, arity)
                .group("transactions")
                .flags("noscript", "loading", "stale", "fast", "allow_busy")
                .syntax(syntax)
                .summary(summary);
    }

    private void watch(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Transaction transaction = session.state().transaction();
        if (transaction.isOpen()) {
            throw new CommandError("ERR WATCH inside MULTI is not allowed");
        }
        List<Bytes> wanted = arguments.subList(1, arguments.size());
        Map<Bytes, StoredValue> existing = keys.existing(wanted);
        if (transaction.watched().size() + wanted.size() > WATCHED_MAX) {
            throw new CommandError("ERR a connection watches " + WATCHED_MAX + " keys at most; UNWATCH or EXEC first");
        }
        for (Bytes key : wanted) {
            StoredValue value = existing.get(key);
            if (transaction.watched().putIfAbsent(key, value == null ? StoredValue.NEVER : value.deadline()) == null) {
                keys.events().watch(key, transaction);
            }
        }
        reply.ok();
    }

    private void unwatch(Session session) {
        Transaction transaction = session.state().transaction();
        transaction.watched().keySet().forEach(key -> keys.events().unwatch(key, transaction));
        transaction.forgetWatched();
    }

    /** Ends the transaction of {@code session} and what it watches. */
    void forget(Session session) {
        unwatch(session);
        session.state().transaction().clear();
    }

    private Outcome execute(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Transaction transaction = session.state().transaction();
        if (!transaction.isOpen()) {
            throw new CommandError("ERR EXEC without MULTI");
        }
        if (transaction.isRefused()) {
            forget(session);
            throw new CommandError("EXECABORT Transaction discarded because of previous errors.");
        }
        if (transaction.isSpoiled() || hasExpired(transaction)) {
            forget(session);
            reply.nilArray();
            return Outcome.DONE;
        }
        List<Transaction.Queued> queue = List.copyOf(transaction.queue());
        // A read that must wait makes the whole batch wait, before any of it has run.
        int database = session.state().database();
        for (Transaction.Queued queued : queue) {
            CommandSpec spec = queued.spec();
            if (!spec.hasNoKeys()) {
                spec.keys()
                        .of(DatabaseOfSession.within(database, spec, queued.arguments()))
                        .forEach(keys::read);
            } else if (spec.name().equals("select")) {
                database = ConnectionCommands.selected(queued.arguments().get(1), database);
            }
        }
        forget(session);
        reply.array(queue.size());
        boolean close = false;
        transaction.running(true);
        try {
            for (Transaction.Queued queued : queue) {
                close |= runner.runQueued(session, queued, reply) == Outcome.CLOSE;
            }
        } finally {
            transaction.running(false);
        }
        return close ? Outcome.CLOSE : Outcome.DONE;
    }

    private boolean hasExpired(Transaction transaction) {
        long now = keys.now();
        return transaction.watched().values().stream().anyMatch(deadline -> deadline <= now);
    }
}
