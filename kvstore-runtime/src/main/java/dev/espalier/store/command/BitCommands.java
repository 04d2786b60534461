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
        table.add(named("bitpos", -3)
                .group("bitmap")
                .keys(KeyPositions.ONE)
                .flags("readonly")
                .syntax("key bit [start [end [BYTE | BIT]]]")
                .summary("Find the first bit of a value that is so.")
                .answers(this::find));
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
        if (bit != before || old == null || content.length > old.length()) {
            content[at] = (byte) (content[at] & ~(1 << shift) | bit << shift);
            keys.putTogether(
                    arguments.get(1), Bytes.wrap(content), old == null ? StoredValue.NEVER : old.deadline(), "setbit");
        } else {
            keys.leaveInParts(arguments.get(1), content.length);
        }
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
        BitRange range = BitRange.of(start, end, arguments.size() == 5 && inBits(arguments.get(4)), value.length());
        reply.integer(range.count(value));
    }

    private void find(Session session, List<Bytes> arguments, ReplyWriter reply) {
        long bit = Arguments.integer(arguments.get(2));
        if (bit != 0 && bit != 1) {
            throw new CommandError("ERR The bit argument must be 1 or 0.");
        }
        StoredValue value = keys.find(arguments.get(1));
        if (value == null) {
            reply.integer(bit == 0 ? 0 : -1);
            return;
        }
        int given = arguments.size() - 3;
        if (given > 3) {
            throw CommandError.syntax();
        }
        long start = given > 0 ? Arguments.integer(arguments.get(3)) : 0;
        boolean bits = given > 2 && inBits(arguments.get(5));
        long end = given > 1 ? Arguments.integer(arguments.get(4)) : -1;
        BitRange range = BitRange.of(start, end, bits, value.length());
        long found = range.isEmpty() ? -1 : range.first(value, (int) bit);
        // Without an end the value goes on with zeros behind its own.
        boolean zeroBehind = found < 0 && bit == 0 && given < 2 && !range.isEmpty();
        reply.integer(zeroBehind ? value.length() * 8L : found);
    }

    private static boolean inBits(Bytes unit) {
        boolean bits = Arguments.is(unit, "bit");
        if (!bits && !Arguments.is(unit, "byte")) {
            throw CommandError.syntax();
        }
        return bits;
    }
}
