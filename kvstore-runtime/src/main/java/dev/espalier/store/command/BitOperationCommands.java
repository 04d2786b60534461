package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.READ_MODIFY_WRITE;
import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** BITOP: whole values combined bit by bit. */
public final class BitOperationCommands {
    private enum Operation {
        AND,
        OR,
        XOR,
        NOT
    }

    private final Keys keys;

    public BitOperationCommands(Keys keys) {
        this.keys = keys;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(named("bitop", -4)
                .group("bitmap")
                .keys(
                        KeyPositions.ALL_BUT_FIRST,
                        KeySpec.of(KeyPositions.SECOND, "OW", "update"),
                        KeySpec.of(KeyPositions.ALL_BUT_TWO, "RO", "access"))
                .flags("write", "denyoom", READ_MODIFY_WRITE)
                .syntax("operation destkey key [key ...]")
                .summary("Combine values bit by bit (AND, OR, XOR, NOT) and keep the result.")
                .meaning("The values are of one state of this node; a concurrent put of one of them elsewhere does not "
                        + "change the result.")
                .answers(this::combine));
    }

    private void combine(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Operation operation = operation(arguments.get(1));
        Bytes destination = arguments.get(2);
        List<Bytes> sources = arguments.subList(3, arguments.size());
        if (operation == Operation.NOT && sources.size() != 1) {
            throw new CommandError("ERR BITOP NOT must be called with a single source key.");
        }
        byte[] result = result(operation, keys.findAll(sources));
        if (result.length > 0) {
            keys.putTogether(destination, Bytes.wrap(result), StoredValue.NEVER, "set");
        } else if (keys.isTaken(destination)) {
            keys.delete(destination, "del");
        }
        reply.integer(result.length);
    }

    private static Operation operation(Bytes name) {
        for (Operation operation : Operation.values()) {
            if (Arguments.is(name, operation.name().toLowerCase(Locale.ROOT))) {
                return operation;
            }
        }
        throw CommandError.syntax();
    }

    /** As long as the longest of {@code values}; the others go on with zeros. */
    private static byte[] result(Operation operation, List<@Nullable StoredValue> values) {
        int length = 0;
        for (StoredValue value : values) {
            length = Math.max(length, value == null ? 0 : value.length());
        }
        byte[] result = RangeCommands.part(values.getFirst(), length);
        if (operation == Operation.NOT) {
            for (int i = 0; i < length; i++) {
                result[i] = (byte) ~result[i];
            }
        }
        for (StoredValue value : values.subList(1, values.size())) {
            combine(operation, result, value);
        }
        return result;
    }

    /** A loop an operation, so that the machine takes many bytes at a time. */
    private static void combine(Operation operation, byte[] result, @Nullable StoredValue value) {
        byte[] other = value == null ? new byte[0] : value.stored().shared();
        int offset = value == null ? 0 : value.offset();
        int common = value == null ? 0 : value.length();
        switch (operation) {
            case AND -> {
                for (int i = 0; i < common; i++) {
                    result[i] &= other[offset + i];
                }
                Arrays.fill(result, common, result.length, (byte) 0);
            }
            case OR -> {
                for (int i = 0; i < common; i++) {
                    result[i] |= other[offset + i];
                }
            }
            case XOR -> {
                for (int i = 0; i < common; i++) {
                    result[i] ^= other[offset + i];
                }
            }
            case NOT -> throw new IllegalArgumentException("NOT takes one value");
        }
    }
}
