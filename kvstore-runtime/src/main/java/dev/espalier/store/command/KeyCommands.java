package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.READ_MODIFY_WRITE;
import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.NumberedKeys;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;
import java.util.Set;

/** The commands on keys, whatever they hold. */
public final class KeyCommands {
    /** A longer value Redis keeps apart from the object that names it, in bytes. */
    static final int EMBEDDED_BYTES_MAX = 44;

    static final String SAME = "ERR source and destination objects are the same";
    private static final String DELETES =
            "A put of nothing for each key that has a value here. Of this and a concurrent SET elsewhere the later wins.";
    private static final String COPIES =
            "What this node has of the source is put under the other name; a concurrent put of the source elsewhere does "
                    + "not follow it there.";

    private final Keys keys;

    public KeyCommands(Keys keys) {
        this.keys = keys;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        for (String name : List.of("del", "unlink")) {
            table.add(named(name, -2)
                    .group("generic")
                    .keys(KeyPositions.ALL, "RM", "delete")
                    .flags(name.equals("del") ? new String[] {"write"} : new String[] {"write", "fast"})
                    .syntax("key [key ...]")
                    .summary("Delete keys.")
                    .meaning(DELETES)
                    .answers(this::delete));
        }
        for (String name : List.of("exists", "touch")) {
            table.add(named(name, -2)
                    .group("generic")
                    .keys(KeyPositions.ALL, "RO")
                    .flags("readonly", "fast")
                    .syntax("key [key ...]")
                    .summary("Count how many of the keys exist.")
                    .answers(this::countExisting));
        }
        table.add(named("type", 2)
                .group("generic")
                .keys(KeyPositions.ONE, "RO")
                .flags("readonly", "fast")
                .syntax("key")
                .summary("Tell what a key holds: a string or none.")
                .answers((session, arguments, reply) ->
                        reply.simple(keys.exists(arguments.get(1)) ? "string" : "none")));
        table.add(named("rename", 3)
                .group("generic")
                .keys(
                        KeyPositions.TWO,
                        KeySpec.of(KeyPositions.ONE, "RW", "access", "delete"),
                        KeySpec.of(KeyPositions.SECOND, "OW", "update"))
                .flags("write", READ_MODIFY_WRITE)
                .syntax("key newkey")
                .summary("Give a key another name.")
                .meaning(COPIES + " The old name is put away.")
                .answers((session, arguments, reply) -> {
                    rename(arguments.get(1), arguments.get(2), true);
                    reply.ok();
                }));
        table.add(named("renamenx", 3)
                .group("generic")
                .keys(
                        KeyPositions.TWO,
                        KeySpec.of(KeyPositions.ONE, "RW", "access", "delete"),
                        KeySpec.of(KeyPositions.SECOND, "OW", "insert"))
                .flags("write", "fast", READ_MODIFY_WRITE)
                .syntax("key newkey")
                .summary("Give a key another name that no key has.")
                .meaning(COPIES + " Another node may use the new name at the same time.")
                .answers((session, arguments, reply) ->
                        reply.integer(rename(arguments.get(1), arguments.get(2), false) ? 1 : 0)));
        table.add(named("copy", -3)
                .group("generic")
                .keys(
                        KeyPositions.TWO,
                        KeySpec.of(KeyPositions.ONE, "RO", "access"),
                        KeySpec.of(KeyPositions.SECOND, "OW", "update"))
                .flags("write", "denyoom", READ_MODIFY_WRITE)
                .syntax("source destination [DB destination-db] [REPLACE]")
                .summary("Copy what a key holds to another.")
                .meaning(COPIES)
                .answers(this::copy));
        table.add(objectCommand());
    }

    private void delete(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Set<Bytes> existing =
                keys.existing(arguments.subList(1, arguments.size())).keySet();
        existing.forEach(Keys::requireClients);
        existing.forEach(key -> keys.delete(key, "del"));
        reply.integer(existing.size());
    }

    private void countExisting(Session session, List<Bytes> arguments, ReplyWriter reply) {
        int count = 0;
        for (Bytes key : arguments.subList(1, arguments.size())) {
            count += keys.exists(key) ? 1 : 0;
        }
        reply.integer(count);
    }

    private boolean rename(Bytes from, Bytes to, boolean replace) {
        StoredValue value = keys.find(from);
        if (value == null) {
            throw new CommandError("ERR no such key");
        }
        if (from.equals(to)) {
            return replace;
        }
        if (!replace && keys.isTaken(to)) {
            return false;
        }
        keys.carry(from, to, value, "rename");
        return true;
    }

    private void copy(Session session, List<Bytes> arguments, ReplyWriter reply) {
        boolean replace = false;
        int database = session.state().database();
        for (int i = 3; i < arguments.size(); i++) {
            if (Arguments.is(arguments.get(i), "replace")) {
                replace = true;
            } else if (Arguments.is(arguments.get(i), "db") && i + 1 < arguments.size()) {
                database = DatabaseCommands.database(arguments.get(++i), CommandError.NOT_AN_INTEGER);
            } else {
                throw CommandError.syntax();
            }
        }
        Bytes from = arguments.get(1);
        Bytes to = NumberedKeys.key(database, NumberedKeys.name(arguments.get(2)));
        if (from.equals(to)) {
            throw new CommandError(SAME);
        }
        StoredValue value = keys.find(from);
        if (value == null || (!replace && keys.isTaken(to))) {
            reply.integer(0);
            return;
        }
        keys.putSame(to, value, value.deadline(), keys.keyspace().isInParts(from), "copy_to");
        reply.integer(1);
    }

    private CommandSpec objectCommand() {
        return named("object", -2)
                .group("generic")
                .summary("Tell how a value is kept.")
                .sub(
                        "encoding",
                        named("object|encoding", 3)
                                .group("generic")
                                .keys(KeyPositions.SECOND, "RO")
                                .flags("readonly")
                                .syntax("key")
                                .summary("Tell how Redis would keep the value: int, embstr or raw.")
                                .answers((session, arguments, reply) -> tell(
                                        arguments.get(2),
                                        (value, inParts, to) -> to.bulk(encoding(value, inParts)),
                                        reply)))
                .sub(
                        "refcount",
                        named("object|refcount", 3)
                                .group("generic")
                                .keys(KeyPositions.SECOND, "RO")
                                .flags("readonly")
                                .syntax("key")
                                .summary(
                                        "Tell how often Redis would point to the value: a number below 10000 is shared.")
                                .answers((session, arguments, reply) -> tell(
                                        arguments.get(2),
                                        (value, inParts, to) -> to.integer(references(value, inParts)),
                                        reply)))
                .sub(
                        "idletime",
                        named("object|idletime", 3)
                                .group("generic")
                                .keys(KeyPositions.SECOND, "RO")
                                .flags("readonly")
                                .syntax("key")
                                .summary("Always 0: the time of the last access is not kept.")
                                .answers((session, arguments, reply) ->
                                        tell(arguments.get(2), (value, inParts, to) -> to.integer(0), reply)))
                .sub(
                        "freq",
                        named("object|freq", 3)
                                .group("generic")
                                .keys(KeyPositions.SECOND, "RO")
                                .flags("readonly")
                                .syntax("key")
                                .summary("Refused: the frequency of access is not kept.")
                                .answers((session, arguments, reply) -> tell(
                                        arguments.get(2),
                                        (value, inParts, to) -> to.error(
                                                "ERR An LFU maxmemory policy is not selected, access "
                                                        + "frequency not tracked. Please note that when switching between "
                                                        + "policies at runtime LRU and LFU data will take some time to adjust."),
                                        reply)))
                .container();
    }

    private interface Teller {
        void tell(StoredValue value, boolean inParts, ReplyWriter reply);
    }

    private void tell(Bytes key, Teller teller, ReplyWriter reply) {
        StoredValue value = keys.find(key);
        if (value == null) {
            reply.nil();
        } else {
            teller.tell(value, keys.keyspace().isInParts(key), reply);
        }
    }

    /**
     * How Redis would keep the value.
     *
     * @param inParts what {@link dev.espalier.store.keyspace.Keyspace#isInParts} says of it
     */
    static String encoding(StoredValue value, boolean inParts) {
        if (inParts || value.length() > EMBEDDED_BYTES_MAX) {
            return "raw";
        }
        return isInteger(value) ? "int" : "embstr";
    }

    private static boolean isInteger(StoredValue value) {
        return value.length() <= 20 && Arguments.isInteger(value.content());
    }

    /** How often Redis would point to the value: it shares the numbers below ten thousand, for ever. */
    private static long references(StoredValue value, boolean inParts) {
        boolean shared = !inParts && value.length() <= 4 && isInteger(value) && value.at(0) != '-';
        return shared ? Integer.MAX_VALUE : 1;
    }
}
