package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.READ_MODIFY_WRITE;
import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.NumberedKeys;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The commands on numbered databases as a whole, and between two of them. */
final class DatabaseCommands {
    /** A swap reads all values at once, and is one step. */
    private static final int SWAPPED_MAX = 100_000;

    private static final String FLUSHES =
            "Puts nothing for each key that has a value here, in one step for this node's clients. What others put at the "
                    + "same time stays where it is later.";

    private record Held(StoredValue value, boolean inParts) {}

    private final Keys keys;

    DatabaseCommands(Keys keys) {
        this.keys = keys;
    }

    void addTo(CommandTable table) {
        table.add(named("move", 3)
                .group("generic")
                .keys(KeyPositions.ONE, "RW", "access", "update")
                .flags("write", "fast", READ_MODIFY_WRITE)
                .syntax("key db")
                .summary("Move a key to another database that has none of this name.")
                .meaning(
                        "What this node has of the key is put in the other database, and nothing in this one: a concurrent "
                                + "put of the key elsewhere does not follow it there.")
                .answers(this::move));
        table.add(named("swapdb", 3)
                .flags("write", "fast", READ_MODIFY_WRITE)
                .categories("keyspace", "dangerous")
                .syntax("index1 index2")
                .summary("Exchange what two databases hold, " + SWAPPED_MAX + " keys at most.")
                .meaning(
                        "A put for each key of both, in one step for this node's clients. What others put at the same time "
                                + "stays where they put it.")
                .answers(this::swap));
        table.add(flush("flushall", "Delete all keys of all databases.")
                .answers((session, arguments, reply) -> deleteAll(arguments, keys.keyspace()::forEach, reply)));
        table.add(flush("flushdb", "Delete all keys of the database.").answers((session, arguments, reply) -> {
            int database = session.state().database();
            deleteAll(arguments, visitor -> keys.keyspace().forEach(database, visitor), reply);
        }));
    }

    private static CommandSpec.Builder flush(String name, String summary) {
        return named(name, -1)
                .flags("write")
                .categories("keyspace", "dangerous")
                .syntax("[ASYNC | SYNC]")
                .summary(summary)
                .meaning(FLUSHES);
    }

    private void move(Session session, List<Bytes> arguments, ReplyWriter reply) {
        int database = database(arguments.get(2), CommandError.NOT_AN_INTEGER);
        if (database == session.state().database()) {
            throw new CommandError(KeyCommands.SAME);
        }
        Bytes from = arguments.get(1);
        Bytes to = NumberedKeys.key(database, NumberedKeys.name(from));
        StoredValue value = keys.find(from);
        if (value == null || keys.isTaken(to)) {
            reply.integer(0);
            return;
        }
        keys.carry(from, to, value, "move");
        reply.integer(1);
    }

    private void swap(Session session, List<Bytes> arguments, ReplyWriter reply) {
        int first = database(arguments.get(1), "ERR invalid first DB index");
        int second = database(arguments.get(2), "ERR invalid second DB index");
        if (first != second) {
            long all = (long) keys.keyspace().size(first) + keys.keyspace().size(second);
            if (all > SWAPPED_MAX) {
                throw new CommandError("ERR SWAPDB puts each key of both databases anew, and these are " + all
                        + " keys, more than " + SWAPPED_MAX + "; use MOVE, or let clients SELECT the other database");
            }
            Map<Bytes, Held> ofFirst = held(first);
            Map<Bytes, Held> ofSecond = held(second);
            replace(first, ofFirst, ofSecond);
            replace(second, ofSecond, ofFirst);
        }
        reply.ok();
    }

    /** What each name in a database holds. */
    private Map<Bytes, Held> held(int database) {
        List<Bytes> all = new ArrayList<>();
        keys.keyspace().forEach(database, all::add);
        Map<Bytes, Held> held = HashMap.newHashMap(all.size());
        keys.existing(all)
                .forEach((key, value) -> held.put(
                        NumberedKeys.name(key), new Held(value, keys.keyspace().isInParts(key))));
        return held;
    }

    private void replace(int database, Map<Bytes, Held> before, Map<Bytes, Held> after) {
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> keys.putSilently(NumberedKeys.key(database, name), Value.ABSENT));
        after.forEach((name, held) -> {
            Bytes key = NumberedKeys.key(database, name);
            keys.putSilently(
                    key, StoredValue.until(held.value().content(), held.value().deadline()));
            if (held.inParts()) {
                keys.keyspace().putTogether(key);
            }
        });
    }

    static int database(Bytes index, String refusal) {
        return ConnectionCommands.checkedDatabase(
                Arguments.integer(index, Integer.MIN_VALUE, Integer.MAX_VALUE, refusal));
    }

    private void deleteAll(List<Bytes> arguments, Consumer<Consumer<Bytes>> walk, ReplyWriter reply) {
        boolean plain = arguments.size() == 1
                || (arguments.size() == 2
                        && (Arguments.is(arguments.get(1), "async") || Arguments.is(arguments.get(1), "sync")));
        if (!plain) {
            throw CommandError.syntax();
        }
        List<Bytes> all = new ArrayList<>();
        walk.accept(all::add);
        // Not by way of an event a key: Redis gives none.
        all.forEach(key -> keys.putSilently(key, Value.ABSENT));
        reply.ok();
    }
}
