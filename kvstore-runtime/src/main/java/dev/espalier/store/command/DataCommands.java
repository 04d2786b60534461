package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.resp.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands that read and write keys. A command that reads several keys reads them from one state of the replica. */
public final class DataCommands {
    private final KeyValueStore store;
    private final long replyBytesMax;

    /**
     * @param replyBytesMax most bytes of values in one reply
     */
    public DataCommands(KeyValueStore store, long replyBytesMax) {
        this.store = store;
        this.replyBytesMax = replyBytesMax;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        List<String> fastRead = List.of("readonly", "fast");
        List<String> write = List.of("write", "denyoom");
        table.add(new CommandSpec(
                "get", 2, fastRead, KeyPositions.ONE, "string", "key", "Get the value of a key.", this::get));
        table.add(new CommandSpec(
                "set", -3, write, KeyPositions.ONE, "string", "key value", "Set the value of a key.", this::set));
        table.add(new CommandSpec(
                "mget",
                -2,
                fastRead,
                KeyPositions.ALL,
                "string",
                "key...",
                "Get the values of several keys.",
                this::mget));
        table.add(new CommandSpec(
                "mset",
                -3,
                write,
                KeyPositions.EVERY_SECOND,
                "string",
                "key_value...",
                "Set the values of several keys.",
                this::mset));
        table.add(new CommandSpec(
                "del",
                -2,
                List.of("write"),
                KeyPositions.ALL,
                "generic",
                "key...",
                "Delete one or more keys.",
                this::del));
        table.add(new CommandSpec(
                "exists",
                -2,
                fastRead,
                KeyPositions.ALL,
                "generic",
                "key...",
                "Count how many of the keys exist.",
                this::exists));
        table.add(new CommandSpec(
                "dbsize", 1, fastRead, KeyPositions.NONE, "server", "", "Count the keys.", this::dbsize));
    }

    private Outcome get(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Value value = store.get(arguments.get(1));
        if (value == null) {
            return new Outcome.Wait(arguments.get(1));
        }
        write(value, reply);
        return Outcome.DONE;
    }

    private Outcome set(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() > 3) {
            String option = new String(arguments.get(3).shared(), StandardCharsets.UTF_8);
            reply.error(unsupportedOption(option.length() > 32 ? option.substring(0, 32) : option));
            return Outcome.DONE;
        }
        store.put(arguments.get(1), Value.of(arguments.get(2)));
        reply.ok();
        return Outcome.DONE;
    }

    private static String unsupportedOption(String option) {
        return switch (option.toUpperCase(Locale.ROOT)) {
            case "NX", "XX", "GET" ->
                "ERR syntax error: SET option " + option.toUpperCase(Locale.ROOT)
                        + " is not supported, since a condition cannot hold on all replicas at once";
            case "EX", "PX", "EXAT", "PXAT", "KEEPTTL" ->
                "ERR syntax error: SET option " + option.toUpperCase(Locale.ROOT)
                        + " is not supported, since keys do not expire here";
            default -> "ERR syntax error: unknown SET option '" + option + "'";
        };
    }

    private Outcome mget(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<Value> values = new ArrayList<>(arguments.size() - 1);
        Bytes waitingFor = readAll(arguments, values);
        if (waitingFor != null) {
            return new Outcome.Wait(waitingFor);
        }
        long bytes = 0;
        for (Value value : values) {
            Bytes content = value.bytesOrNull();
            bytes += content == null ? 0 : content.length();
        }
        if (bytes > replyBytesMax) {
            reply.error("ERR the values are " + bytes + " bytes together, a reply may have " + replyBytesMax
                    + "; read fewer keys at once");
            return Outcome.DONE;
        }
        reply.array(values.size());
        values.forEach(value -> write(value, reply));
        return Outcome.DONE;
    }

    private Outcome mset(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() % 2 == 0) {
            reply.error(CommandTable.wrongArity("mset"));
            return Outcome.DONE;
        }
        for (int i = 1; i < arguments.size(); i += 2) {
            store.put(arguments.get(i), Value.of(arguments.get(i + 1)));
        }
        reply.ok();
        return Outcome.DONE;
    }

    private Outcome del(Session session, List<Bytes> arguments, ReplyWriter reply) {
        int existed = 0;
        List<Value> values = new ArrayList<>(arguments.size() - 1);
        Bytes waitingFor = readAll(arguments, values);
        if (waitingFor != null) {
            return new Outcome.Wait(waitingFor);
        }
        Set<Bytes> deleted = new HashSet<>();
        for (int i = 1; i < arguments.size(); i++) {
            if (deleted.add(arguments.get(i))) {
                existed += values.get(i - 1).isAbsent() ? 0 : 1;
                store.put(arguments.get(i), Value.ABSENT);
            }
        }
        reply.integer(existed);
        return Outcome.DONE;
    }

    private Outcome exists(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<Value> values = new ArrayList<>(arguments.size() - 1);
        Bytes waitingFor = readAll(arguments, values);
        if (waitingFor != null) {
            return new Outcome.Wait(waitingFor);
        }
        reply.integer(values.stream().filter(value -> !value.isAbsent()).count());
        return Outcome.DONE;
    }

    private Outcome dbsize(Session session, List<Bytes> arguments, ReplyWriter reply) {
        reply.integer(store.size());
        return Outcome.DONE;
    }

    /** Reads all keys into {@code values}; returns the first one that must wait, if any. */
    private @Nullable Bytes readAll(List<Bytes> arguments, List<Value> values) {
        for (int i = 1; i < arguments.size(); i++) {
            Value value = store.get(arguments.get(i));
            if (value == null) {
                return arguments.get(i);
            }
            values.add(value);
        }
        return null;
    }

    private static void write(Value value, ReplyWriter reply) {
        Bytes bytes = value.bytesOrNull();
        if (bytes == null) {
            reply.nil();
        } else {
            reply.bulk(bytes);
        }
    }
}
