package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.READ_MODIFY_WRITE;
import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that read and write whole values. A command that reads several keys reads them from one state. */
public final class StringCommands {
    private static final String LATER_WINS =
            "A put: seen at once at this node, and at others once they have seen what this session had. Of two "
                    + "concurrent ones the later by its stamp wins whole, on every node the same.";
    static final String CONDITION =
            "The condition is checked and the put made in one step at this node. Another node may do the same at the "
                    + "same time: both succeed, and of the two puts the later wins. It is no lock among nodes.";

    private final Keys keys;
    private final LiveSettings settings;
    private final long replyBytesMax;

    /**
     * @param replyBytesMax most bytes of values in one reply
     */
    public StringCommands(Keys keys, LiveSettings settings, long replyBytesMax) {
        this.keys = keys;
        this.settings = settings;
        this.replyBytesMax = replyBytesMax;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(read("get", 2, "key")
                .flags("readonly", "fast")
                .summary("Get the value of a key.")
                .meaning("What this node has seen, never older than what this session has seen.")
                .answers(this::get));
        table.add(write(
                        "set",
                        -3,
                        "key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | "
                                + "PXAT unix-time-milliseconds | KEEPTTL]")
                .keys(KeyPositions.ONE, new KeySpec(KeyPositions.ONE, KeySpec.READ_AND_REPLACED, StringCommands::use))
                .flags("write", "denyoom")
                .summary("Set the value of a key.")
                .meaning(LATER_WINS + " With NX, XX, GET or KEEPTTL it reads first: " + lowerFirst(CONDITION))
                .answers(this::set));
        table.add(write("setnx", 3, "key value")
                .keys(KeyPositions.ONE, "OW", "insert")
                .flags("write", "denyoom", "fast", READ_MODIFY_WRITE)
                .summary("Set the value of a key that has none.")
                .meaning(CONDITION)
                .answers(this::setIfNone));
        table.add(write("setex", 4, "key seconds value")
                .flags("write", "denyoom")
                .summary("Set value and time to live in seconds.")
                .meaning(LATER_WINS)
                .answers((session, arguments, reply) -> setFor("ex", arguments, reply)));
        table.add(write("psetex", 4, "key milliseconds value")
                .flags("write", "denyoom")
                .summary("Set value and time to live in milliseconds.")
                .meaning(LATER_WINS)
                .answers((session, arguments, reply) -> setFor("px", arguments, reply)));
        table.add(write("getset", 3, "key value")
                .flags("write", "denyoom", "fast", READ_MODIFY_WRITE)
                .summary("Set the value of a key and give the old one.")
                .meaning("Gives what this node had seen; a concurrent put elsewhere is neither given nor kept if this "
                        + "one is later.")
                .answers(this::getSet));
        table.add(write("getdel", 2, "key")
                .keys(KeyPositions.ONE, "RW", "access", "delete")
                .flags("write", "fast", READ_MODIFY_WRITE)
                .summary("Get the value of a key and delete it.")
                .meaning("Two nodes may both be given the value.")
                .answers(this::getAndDelete));
        table.add(write(
                        "getex",
                        -2,
                        "key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | "
                                + "PERSIST]")
                .keys(KeyPositions.ONE, "RW", "access", "update")
                .flags("write", "fast")
                .summary("Get the value of a key and set or remove its time to live.")
                .meaning("With an option a put of the value that was read, with the new deadline: a concurrent put "
                        + "elsewhere may lose to it.")
                .answers(this::getAndExpire));
        table.add(named("mget", -2)
                .group("string")
                .keys(KeyPositions.ALL)
                .syntax("key [key ...]")
                .flags("readonly", "fast")
                .summary("Get the values of several keys.")
                .meaning("All from one state of this node.")
                .answers(this::getSeveral));
        table.add(named("mset", -3)
                .group("string")
                .keys(KeyPositions.EVERY_SECOND)
                .syntax("key value [key value ...]")
                .flags("write", "denyoom")
                .summary("Set the values of several keys.")
                .meaning("One step for this node's clients. Each key is a put of its own: another node may show the "
                        + "first ones before the others.")
                .answers(this::setSeveral));
        table.add(named("msetnx", -3)
                .group("string")
                .keys(KeyPositions.EVERY_SECOND, "OW", "insert")
                .syntax("key value [key value ...]")
                .flags("write", "denyoom", READ_MODIFY_WRITE)
                .summary("Set the values of several keys if none of them has one.")
                .meaning(CONDITION)
                .answers(this::setSeveralIfNone));
    }

    /** What becomes of the key of a SET. */
    private static List<String> use(List<Bytes> arguments) {
        boolean gets = arguments.stream().skip(3).anyMatch(word -> Arguments.is(word, "get"));
        return gets ? KeySpec.READ_AND_REPLACED : KeySpec.REPLACED;
    }

    static String lowerFirst(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static CommandSpec.Builder read(String name, int arity, String syntax) {
        return named(name, arity).group("string").keys(KeyPositions.ONE).syntax(syntax);
    }

    private static CommandSpec.Builder write(String name, int arity, String syntax) {
        return read(name, arity, syntax);
    }

    private void get(Session session, List<Bytes> arguments, ReplyWriter reply) {
        write(keys.find(arguments.get(1)), reply);
    }

    private void set(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Bytes key = arguments.get(1);
        Bytes value = arguments.get(2);
        if (arguments.size() == 3) {
            keys.put(key, value, "set");
            reply.ok();
            return;
        }
        SetOptions options = SetOptions.ofSet(arguments, 3);
        long deadline = options.deadline(keys.now(), "set");
        boolean conditional = !options.condition().isEmpty();
        StoredValue old = null;
        if (conditional || options.get() || options.keepDeadline()) {
            settings.requireReadModifyWrite("SET with NX, XX, GET or KEEPTTL");
            old = keys.find(key);
        }
        if (conditional && (old == null) != options.condition().equals("nx")) {
            write(options.get() ? old : null, reply);
            return;
        }
        keys.put(key, value, options.keepDeadline() && old != null ? old.deadline() : deadline, "set");
        if (!options.unit().isEmpty()) {
            keys.events().publish(KeyEvents.GENERIC, "expire", key);
        }
        if (options.get()) {
            write(old, reply);
        } else {
            reply.ok();
        }
    }

    private void setIfNone(Session session, List<Bytes> arguments, ReplyWriter reply) {
        boolean exists = keys.exists(arguments.get(1));
        if (!exists) {
            keys.put(arguments.get(1), arguments.get(2), "set");
        }
        reply.integer(exists ? 0 : 1);
    }

    private void setFor(String unit, List<Bytes> arguments, ReplyWriter reply) {
        Bytes key = arguments.get(1);
        String command = unit.equals("ex") ? "setex" : "psetex";
        keys.put(key, arguments.get(3), SetOptions.deadline(arguments.get(2), unit, keys.now(), command), "set");
        keys.events().publish(KeyEvents.GENERIC, "expire", key);
        reply.ok();
    }

    private void getSet(Session session, List<Bytes> arguments, ReplyWriter reply) {
        StoredValue old = keys.find(arguments.get(1));
        keys.put(arguments.get(1), arguments.get(2), "set");
        write(old, reply);
    }

    private void getAndDelete(Session session, List<Bytes> arguments, ReplyWriter reply) {
        StoredValue old = keys.find(arguments.get(1));
        if (old != null) {
            keys.delete(arguments.get(1), "del");
        }
        write(old, reply);
    }

    private void getAndExpire(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Bytes key = arguments.get(1);
        SetOptions options = SetOptions.ofGetEx(arguments, 2);
        StoredValue value = keys.find(key);
        if (value != null) {
            long deadline = options.deadline(keys.now(), "getex");
            if (!options.unit().isEmpty()) {
                settings.requireReadModifyWrite("GETEX with an option");
                if (deadline <= keys.now()) {
                    keys.delete(key, "del");
                } else {
                    keys.putSame(key, value, deadline, keys.keyspace().isInParts(key), "expire");
                }
            } else if (options.persist() && value.deadline() != StoredValue.NEVER) {
                settings.requireReadModifyWrite("GETEX with an option");
                keys.putSame(key, value, StoredValue.NEVER, keys.keyspace().isInParts(key), "persist");
            }
        }
        write(value, reply);
    }

    private void getSeveral(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<@Nullable StoredValue> values = keys.findAll(arguments.subList(1, arguments.size()));
        long bytes = 0;
        for (StoredValue value : values) {
            bytes += value == null ? 0 : value.length();
        }
        if (bytes > replyBytesMax) {
            throw new CommandError("ERR the values are " + bytes + " bytes together, a reply may have " + replyBytesMax
                    + "; read fewer keys at once");
        }
        reply.array(values.size());
        values.forEach(value -> write(value, reply));
    }

    private void setSeveral(Session session, List<Bytes> arguments, ReplyWriter reply) {
        requirePairs(arguments, "mset");
        for (int i = 1; i < arguments.size(); i += 2) {
            keys.put(arguments.get(i), arguments.get(i + 1), "set");
        }
        reply.ok();
    }

    private void setSeveralIfNone(Session session, List<Bytes> arguments, ReplyWriter reply) {
        requirePairs(arguments, "msetnx");
        boolean none = keys.existing(KeyPositions.EVERY_SECOND.of(arguments)).isEmpty();
        for (int i = 1; none && i < arguments.size(); i += 2) {
            keys.put(arguments.get(i), arguments.get(i + 1), "set");
        }
        reply.integer(none ? 1 : 0);
    }

    private static void requirePairs(List<Bytes> arguments, String command) {
        if (arguments.size() % 2 == 0) {
            throw new CommandError(CommandTable.wrongArity(command));
        }
        KeyPositions.EVERY_SECOND.of(arguments).forEach(Keys::requireClients);
    }

    private static void write(@Nullable StoredValue value, ReplyWriter reply) {
        if (value == null) {
            reply.nil();
        } else {
            reply.bulk(value.stored(), value.offset());
        }
    }
}
