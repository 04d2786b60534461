package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.READ_MODIFY_WRITE;
import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** BITFIELD: numbers of any width at any bit of a value. */
public final class BitFieldCommands {
    private static final String BAD_OFFSET = "ERR bit offset is not an integer or out of range";

    private enum Operation {
        GET,
        SET,
        INCRBY
    }

    /** What is to be done with a field; {@code number} is what is set or added. */
    private record Step(Operation operation, BitField field, long number, BitField.Overflow overflow) {
        boolean writes() {
            return operation != Operation.GET;
        }
    }

    private final Keys keys;
    private final int valueBytesMax;

    /**
     * @param valueBytesMax longest value in bytes
     */
    public BitFieldCommands(Keys keys, int valueBytesMax) {
        this.keys = keys;
        this.valueBytesMax = valueBytesMax;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(named("bitfield", -2)
                .group("bitmap")
                .keys(KeyPositions.ONE, new KeySpec(KeyPositions.ONE, KeySpec.READ_AND_REPLACED, BitFieldCommands::use))
                .flags("write", "denyoom", READ_MODIFY_WRITE)
                .syntax("key [GET encoding offset] [OVERFLOW WRAP | SAT | FAIL] [SET encoding offset value] "
                        + "[INCRBY encoding offset increment]")
                .summary("Read and change numbers of any width in a value.")
                .meaning(RangeCommands.WRITES_WHOLE)
                .answers((session, arguments, reply) -> run(arguments, steps(arguments), reply)));
        table.add(named("bitfield_ro", -2)
                .group("bitmap")
                .keys(KeyPositions.ONE)
                .flags("readonly", "fast")
                .syntax("key [GET encoding offset [GET encoding offset ...]]")
                .summary("Read numbers of any width in a value.")
                .answers((session, arguments, reply) -> {
                    List<Step> steps = steps(arguments);
                    if (steps.stream().anyMatch(Step::writes)) {
                        throw new CommandError("ERR BITFIELD_RO only supports the GET subcommand");
                    }
                    run(arguments, steps, reply);
                }));
    }

    /** A call that only gets changes nothing. */
    private static List<String> use(List<Bytes> arguments) {
        boolean writes =
                arguments.stream().skip(2).anyMatch(word -> Arguments.is(word, "set") || Arguments.is(word, "incrby"));
        return writes ? KeySpec.READ_AND_REPLACED : KeySpec.READ;
    }

    private List<Step> steps(List<Bytes> arguments) {
        List<Step> steps = new ArrayList<>();
        BitField.Overflow overflow = BitField.Overflow.WRAP;
        int at = 2;
        while (at < arguments.size()) {
            Bytes word = arguments.get(at);
            int behind = arguments.size() - at - 1;
            if (Arguments.is(word, "overflow") && behind >= 1) {
                overflow = overflow(arguments.get(at + 1));
                at += 2;
                continue;
            }
            Operation operation = operation(word);
            boolean reads = operation == Operation.GET;
            if (behind < (reads ? 2 : 3)) {
                throw CommandError.syntax();
            }
            BitField field = field(arguments.get(at + 1), arguments.get(at + 2), reads);
            steps.add(new Step(operation, field, reads ? 0 : Arguments.integer(arguments.get(at + 3)), overflow));
            at += reads ? 3 : 4;
        }
        return steps;
    }

    private static BitField.Overflow overflow(Bytes word) {
        return switch (Arguments.lowerCase(word)) {
            case "wrap" -> BitField.Overflow.WRAP;
            case "sat" -> BitField.Overflow.SATURATE;
            case "fail" -> BitField.Overflow.FAIL;
            default -> throw new CommandError("ERR Invalid OVERFLOW type specified");
        };
    }

    private static Operation operation(Bytes word) {
        return switch (Arguments.lowerCase(word)) {
            case "get" -> Operation.GET;
            case "set" -> Operation.SET;
            case "incrby" -> Operation.INCRBY;
            default -> throw CommandError.syntax();
        };
    }

    private BitField field(Bytes encoding, Bytes offset, boolean readOnly) {
        boolean signed = encoding.length() > 0 && encoding.at(0) == 'i';
        Bytes width = encoding.length() < 2 ? Bytes.EMPTY : rest(encoding);
        long bits = Arguments.isInteger(width) ? Arguments.integer(width) : 0;
        if (!(signed || (encoding.length() > 0 && encoding.at(0) == 'u')) || bits < 1 || bits > (signed ? 64 : 63)) {
            throw new CommandError(
                    "ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported "
                            + "but i64 is.");
        }
        boolean counted = offset.length() > 0 && offset.at(0) == '#';
        long first = Arguments.integer(counted ? rest(offset) : offset, BAD_OFFSET);
        if (first < 0 || first > Long.MAX_VALUE / bits) {
            throw new CommandError(BAD_OFFSET);
        }
        first = counted ? first * bits : first;
        // What is only read may reach over the end; what is written is part of the value.
        if (first >> 3 >= valueBytesMax || (!readOnly && first + bits - 1 >> 3 >= valueBytesMax)) {
            throw new CommandError(BAD_OFFSET);
        }
        return new BitField(first, (int) bits, signed);
    }

    private static Bytes rest(Bytes text) {
        return Bytes.utf8(Arguments.text(text).substring(1));
    }

    private void run(List<Bytes> arguments, List<Step> steps, ReplyWriter reply) {
        Bytes key = arguments.get(1);
        StoredValue old = keys.find(key);
        int length = steps.stream()
                .filter(Step::writes)
                .mapToInt(step -> step.field().end())
                .max()
                .orElse(0);
        if (length == 0) {
            byte[] content = old == null ? new byte[0] : old.stored().shared();
            int from = old == null ? 0 : old.offset();
            reply.array(steps.size());
            steps.forEach(step -> reply.integer(step.field().get(content, from)));
            return;
        }
        byte[] content = RangeCommands.part(old, Math.max(old == null ? 0 : old.length(), length));
        List<@Nullable Long> results = new ArrayList<>(steps.size());
        boolean changed = old == null || content.length > old.length();
        for (Step step : steps) {
            long before = step.field().get(content, 0);
            Long after = after(step, before);
            if (after != null && step.writes()) {
                step.field().set(content, after);
                changed |= after != before;
            }
            results.add(step.operation() == Operation.INCRBY || after == null ? after : Long.valueOf(before));
        }
        if (changed) {
            keys.putTogether(key, Bytes.wrap(content), old == null ? StoredValue.NEVER : old.deadline(), "setbit");
        } else {
            keys.leaveInParts(key, content.length);
        }
        reply.array(results.size());
        for (Long result : results) {
            if (result == null) {
                reply.nil();
            } else {
                reply.integer(result);
            }
        }
    }

    private static @Nullable Long after(Step step, long before) {
        return switch (step.operation()) {
            case GET -> before;
            case SET -> step.field().fitted(step.number(), 0, step.overflow());
            case INCRBY -> step.field().fitted(before, step.number(), step.overflow());
        };
    }
}
