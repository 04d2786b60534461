package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.READ_MODIFY_WRITE;
import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.Builder;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that read or write a part of a value. */
public final class RangeCommands {
    static final String WRITES_WHOLE =
            "Atomic among this node's clients. What travels is the whole new value, so a change that another node makes "
                    + "at the same time is lost, or this one is.";

    private final Keys keys;
    private final int valueBytesMax;

    /**
     * @param valueBytesMax longest value in bytes
     */
    public RangeCommands(Keys keys, int valueBytesMax) {
        this.keys = keys;
        this.valueBytesMax = valueBytesMax;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(ofKey("strlen", 2, "key", "Get the length of a value.")
                .keys(KeyPositions.ONE, "RO")
                .flags("readonly", "fast")
                .answers(this::length));
        table.add(ofKey("getrange", 4, "key start end", "Get a part of a value.")
                .flags("readonly")
                .answers(this::range));
        table.add(ofKey("substr", 4, "key start end", "Get a part of a value; the old name of GETRANGE.")
                .flags("readonly")
                .answers(this::range));
        table.add(ofKey("append", 3, "key value", "Append to a value.")
                .keys(KeyPositions.ONE, "RW", "insert")
                .flags("write", "denyoom", "fast", READ_MODIFY_WRITE)
                .meaning(WRITES_WHOLE)
                .answers(this::append));
        table.add(ofKey("setrange", 4, "key offset value", "Overwrite a part of a value.")
                .keys(KeyPositions.ONE, "RW", "update")
                .flags("write", "denyoom", READ_MODIFY_WRITE)
                .meaning(WRITES_WHOLE)
                .answers(this::overwrite));
        table.add(named("lcs", -3)
                .group("string")
                .keys(KeyPositions.TWO)
                .flags("readonly")
                .syntax("key1 key2 [LEN] [IDX] [MINMATCHLEN length] [WITHMATCHLEN]")
                .summary("Find the longest common subsequence of two values.")
                .meaning("Both values from one state of this node.")
                .answers(this::commonSubsequence));
    }

    private static Builder ofKey(String name, int arity, String syntax, String summary) {
        return named(name, arity)
                .group("string")
                .keys(KeyPositions.ONE)
                .syntax(syntax)
                .summary(summary);
    }

    private void length(Session session, List<Bytes> arguments, ReplyWriter reply) {
        StoredValue value = keys.find(arguments.get(1));
        reply.integer(value == null ? 0 : value.length());
    }

    private void range(Session session, List<Bytes> arguments, ReplyWriter reply) {
        long start = Arguments.integer(arguments.get(2));
        long end = Arguments.integer(arguments.get(3));
        StoredValue value = keys.find(arguments.get(1));
        int length = value == null ? 0 : value.length();
        if (value == null || length == 0 || (start < 0 && end < 0 && start > end)) {
            reply.bulk(Bytes.EMPTY);
            return;
        }
        long from = Math.max(0, start < 0 ? start + length : start);
        long to = Math.min(length - 1L, Math.max(0, end < 0 ? end + length : end));
        if (from > to) {
            reply.bulk(Bytes.EMPTY);
        } else {
            reply.bulk(value.stored(), value.offset() + (int) from, (int) (to - from + 1));
        }
    }

    private void append(Session session, List<Bytes> arguments, ReplyWriter reply) {
        StoredValue old = keys.find(arguments.get(1));
        int length = old == null ? 0 : old.length();
        write(arguments.get(1), old, length, arguments.get(2), "append", reply);
    }

    private void overwrite(Session session, List<Bytes> arguments, ReplyWriter reply) {
        long offset = Arguments.integer(arguments.get(2));
        if (offset < 0) {
            throw new CommandError("ERR offset is out of range");
        }
        StoredValue old = keys.find(arguments.get(1));
        Bytes part = arguments.get(3);
        if (part.length() == 0) {
            reply.integer(old == null ? 0 : old.length());
        } else {
            write(arguments.get(1), old, offset, part, "setrange", reply);
        }
    }

    private void write(Bytes key, @Nullable StoredValue old, long offset, Bytes part, String event, ReplyWriter reply) {
        requireLength(offset, part.length(), valueBytesMax);
        int oldLength = old == null ? 0 : old.length();
        byte[] content = part(old, Math.max(oldLength, (int) offset + part.length()));
        System.arraycopy(part.shared(), 0, content, (int) offset, part.length());
        if (old == null && event.equals("append")) {
            keys.put(key, Bytes.wrap(content), event);
        } else {
            keys.putTogether(key, Bytes.wrap(content), old == null ? StoredValue.NEVER : old.deadline(), event);
        }
        reply.integer(content.length);
    }

    /** Refuses what would be longer than a value may be. */
    static void requireLength(long offset, long length, int most) {
        if (offset + length > most || offset + length < 0) {
            throw new CommandError("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
        }
    }

    /** A copy of a value, with zeros behind it up to {@code length} bytes. */
    static byte[] part(@Nullable StoredValue value, int length) {
        return value == null
                ? new byte[length]
                : Arrays.copyOfRange(value.stored().shared(), value.offset(), value.offset() + length);
    }

    private void commonSubsequence(Session session, List<Bytes> arguments, ReplyWriter reply) {
        boolean lengthOnly = false;
        boolean positions = false;
        boolean withLengths = false;
        long least = 0;
        for (int i = 3; i < arguments.size(); i++) {
            Bytes option = arguments.get(i);
            if (Arguments.is(option, "idx")) {
                positions = true;
            } else if (Arguments.is(option, "len")) {
                lengthOnly = true;
            } else if (Arguments.is(option, "withmatchlen")) {
                withLengths = true;
            } else if (Arguments.is(option, "minmatchlen") && i + 1 < arguments.size()) {
                least = Math.max(0, Arguments.integer(arguments.get(++i)));
            } else {
                throw CommandError.syntax();
            }
        }
        if (lengthOnly && positions) {
            throw new CommandError("ERR If you want both the length and indexes, please just use IDX.");
        }
        StoredValue first = keys.find(arguments.get(1));
        StoredValue second = keys.find(arguments.get(2));
        CommonSubsequence found = CommonSubsequence.of(
                first == null ? Bytes.EMPTY : first.content(),
                second == null ? Bytes.EMPTY : second.content(),
                valueBytesMax);
        if (positions) {
            found.writePositions(least, withLengths, reply);
        } else if (lengthOnly) {
            reply.integer(found.length());
        } else {
            reply.bulk(found.content());
        }
    }
}
