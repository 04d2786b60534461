package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.READ_MODIFY_WRITE;
import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;

/** The commands about until when a key holds its value. The deadline travels in the value. */
public final class ExpiryCommands {
    private static final String MEANING =
            "A put of the value that this node has, with a deadline: every node then stops giving it at that time of "
                    + "its own clock, and puts nothing. Of this and a concurrent SET elsewhere the later wins whole.";

    private static final String OPTIONS = " [NX | XX | GT | LT]";

    private final Keys keys;

    public ExpiryCommands(Keys keys) {
        this.keys = keys;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        addSetter(table, "expire", "key seconds" + OPTIONS, "Let a key expire after so many seconds.", true, false);
        addSetter(
                table,
                "pexpire",
                "key milliseconds" + OPTIONS,
                "Let a key expire after so many milliseconds.",
                false,
                false);
        addSetter(
                table,
                "expireat",
                "key unix-time-seconds" + OPTIONS,
                "Let a key expire at a time in seconds.",
                true,
                true);
        addSetter(
                table,
                "pexpireat",
                "key unix-time-milliseconds" + OPTIONS,
                "Let a key expire at a time in milliseconds.",
                false,
                true);
        addGetter(table, "ttl", "Get the seconds until a key expires.", true, false);
        addGetter(table, "pttl", "Get the milliseconds until a key expires.", false, false);
        addGetter(table, "expiretime", "Get the time in seconds at which a key expires.", true, true);
        addGetter(table, "pexpiretime", "Get the time in milliseconds at which a key expires.", false, true);
        table.add(named("persist", 2)
                .group("generic")
                .keys(KeyPositions.ONE, "RW", "update")
                .flags("write", "fast", READ_MODIFY_WRITE)
                .syntax("key")
                .summary("Let a key stay that would expire.")
                .meaning("A put of the value that this node has, without a deadline.")
                .answers(this::persist));
    }

    private void addSetter(
            CommandTable table, String name, String syntax, String summary, boolean seconds, boolean absolute) {
        table.add(named(name, -3)
                .group("generic")
                .keys(KeyPositions.ONE, "RW", "update")
                .flags("write", "fast", READ_MODIFY_WRITE)
                .syntax(syntax)
                .summary(summary)
                .meaning(MEANING)
                .answers((session, arguments, reply) -> expire(name, seconds, absolute, arguments, reply)));
    }

    private void addGetter(CommandTable table, String name, String summary, boolean seconds, boolean absolute) {
        table.add(named(name, 2)
                .group("generic")
                .keys(KeyPositions.ONE)
                .flags("readonly", "fast")
                .syntax("key")
                .summary(summary)
                .answers((session, arguments, reply) -> tell(seconds, absolute, arguments.get(1), reply)));
    }

    private void expire(String command, boolean seconds, boolean absolute, List<Bytes> arguments, ReplyWriter reply) {
        Conditions conditions = Conditions.of(arguments);
        long deadline = deadline(command, arguments.get(2), seconds, absolute ? 0 : keys.now());
        Bytes key = arguments.get(1);
        StoredValue value = keys.find(key);
        if (value == null || !conditions.allow(value.deadline(), deadline)) {
            reply.integer(0);
            return;
        }
        if (deadline <= keys.now()) {
            keys.delete(key, "del");
        } else {
            keys.putSame(key, value, deadline, keys.keyspace().isInParts(key), "expire");
        }
        reply.integer(1);
    }

    private static long deadline(String command, Bytes argument, boolean seconds, long base) {
        long time = Arguments.integer(argument);
        if (seconds && (time > Long.MAX_VALUE / 1000 || time < Long.MIN_VALUE / 1000)) {
            throw SetOptions.invalidExpireTime(command);
        }
        long millis = seconds ? time * 1000 : time;
        if (millis > Long.MAX_VALUE - base) {
            throw SetOptions.invalidExpireTime(command);
        }
        return Math.min(millis + base, StoredValue.NEVER - 1);
    }

    /** When the deadline may be set. */
    private record Conditions(boolean none, boolean some, boolean later, boolean earlier) {
        static Conditions of(List<Bytes> arguments) {
            boolean none = false;
            boolean some = false;
            boolean later = false;
            boolean earlier = false;
            for (Bytes option : arguments.subList(3, arguments.size())) {
                if (Arguments.is(option, "nx")) {
                    none = true;
                } else if (Arguments.is(option, "xx")) {
                    some = true;
                } else if (Arguments.is(option, "gt")) {
                    later = true;
                } else if (Arguments.is(option, "lt")) {
                    earlier = true;
                } else {
                    throw new CommandError("ERR Unsupported option " + Arguments.shown(option));
                }
            }
            if (none && (some || later || earlier)) {
                throw new CommandError("ERR NX and XX, GT or LT options at the same time are not compatible");
            }
            if (later && earlier) {
                throw new CommandError("ERR GT and LT options at the same time are not compatible");
            }
            return new Conditions(none, some, later, earlier);
        }

        boolean allow(long old, long deadline) {
            boolean had = old != StoredValue.NEVER;
            return !(none && had) && !(some && !had) && !(later && deadline <= old) && !(earlier && deadline >= old);
        }
    }

    private void tell(boolean seconds, boolean absolute, Bytes key, ReplyWriter reply) {
        StoredValue value = keys.find(key);
        if (value == null || value.deadline() == StoredValue.NEVER) {
            reply.integer(value == null ? -2 : -1);
            return;
        }
        long millis = absolute ? value.deadline() : Math.max(0, value.deadline() - keys.now());
        reply.integer(seconds ? (millis + 500) / 1000 : millis);
    }

    private void persist(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Bytes key = arguments.get(1);
        StoredValue value = keys.find(key);
        boolean expires = value != null && value.deadline() != StoredValue.NEVER;
        if (value != null && expires) {
            keys.putSame(key, value, StoredValue.NEVER, keys.keyspace().isInParts(key), "persist");
        }
        reply.integer(expires ? 1 : 0);
    }
}
