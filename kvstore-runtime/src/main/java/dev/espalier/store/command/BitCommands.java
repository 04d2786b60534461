package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.READ_MODIFY_WRITE;
import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;

/** The commands on single bits of a value; bit 0 is the highest of the first byte. */
public final class BitCommands {
    private static final String BAD_OFFSET = "ERR bit offset is not an integer or out of range";

    private final Keys keys;
    private final int valueBytesMax;

    /**
     * @param valueBytesMax longest value in bytes
     */
    public BitCommands(Keys keys, int valueBytesMax) {
        this.keys = keys;
        this.valueBytesMax = valueBytesMax;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(named("getbit", 3)
                .group("bitmap")
                .keys(KeyPositions.ONE)
                .flags("readonly", "fast")
                .syntax("key offset")
                .summary("Get a bit of a value.")
                .answers(this::get));
        table.add(named("setbit", 4)
                .group("bitmap")
                .keys(KeyPositions.ONE)
                .flags("write", "denyoom", READ_MODIFY_WRITE)
                .syntax("key offset value")
                .summary("Set a bit of a value.")
                .meaning(RangeCommands.WRITES_WHOLE)
                .answers(this::set));
        table.add(named("bitcount", -2)
                .group("bitmap")
                .keys(KeyPositions.ONE)
                .flags("readonly")
                .syntax("key [start end [BYTE | BIT]]")
                .summary("Count the bits of a value that are set.")
                .answers(this::count));
    }

    private long offset(Bytes argument) {
        long offset = Arguments.integer(argument, BAD_OFFSET);
        if (offset < 0 || offset >> 3 >= valueBytesMax) {
            throw new CommandError(BAD_OFFSET);
        }
        return offset;
    }

    private void get(Session session, List<Bytes> arguments, ReplyWriter reply) {
        long offset = offset(arguments.get(2));
        StoredValue value = keys.find(arguments.get(1));
        int at = (int) (offset >> 3);
        reply.integer(value == null || at >= value.length() ? 0 : value.at(at) >> (7 - (offset & 7)) & 1);
    }

    private void set(Session session, List<Bytes> arguments, ReplyWriter reply) {
        long offset = offset(arguments.get(2));
        int bit = Arguments.integer(arguments.get(3), 0, 1, "ERR bit is not an integer or out of range");
        StoredValue old = keys.find(arguments.get(1));
        int at = (int) (offset >> 3);
        byte[] content = RangeCommands.part(old, Math.max(old == null ? 0 : old.length(), at + 1));
        int shift = (int) (7 - (offset & 7));
        int before = content[at] >> shift & 1;
        content[at] = (byte) (content[at] & ~(1 << shift) | bit << shift);
        keys.put(arguments.get(1), Bytes.wrap(content), old == null ? StoredValue.NEVER : old.deadline(), "setbit");
        reply.integer(before);
    }

    private void count(Session session, List<Bytes> arguments, ReplyWriter reply) {
        StoredValue value = keys.find(arguments.get(1));
        if (value == null) {
            reply.integer(0);
            return;
        }
        boolean whole = arguments.size() == 2;
        if (!whole && arguments.size() != 4 && arguments.size() != 5) {
            throw CommandError.syntax();
        }
        long start = whole ? 0 : Arguments.integer(arguments.get(2));
        long end = whole ? -1 : Arguments.integer(arguments.get(3));
        if (start < 0 && end < 0 && start > end) {
            reply.integer(0);
            return;
        }
        boolean bits = arguments.size() == 5 && Arguments.is(arguments.get(4), "bit");
        if (arguments.size() == 5 && !bits && !Arguments.is(arguments.get(4), "byte")) {
            throw CommandError.syntax();
        }
        long length = bits ? value.length() * 8L : value.length();
        long from = Math.max(0, start < 0 ? start + length : start);
        long to = Math.min(length - 1, Math.max(0, end < 0 ? end + length : end));
        long count = 0;
        if (from <= to) {
            long firstBit = bits ? from : from * 8;
            long lastBit = bits ? to : to * 8 + 7;
            for (int at = (int) (firstBit >> 3); at <= lastBit >> 3; at++) {
                int b = value.at(at) & 0xff;
                if (at == firstBit >> 3) {
                    b &= 0xff >> (firstBit & 7);
                }
                if (at == lastBit >> 3) {
                    b &= 0xff << (7 - (lastBit & 7));
                }
                count += Integer.bitCount(b);
            }
        }
        reply.integer(count);
    }
}
