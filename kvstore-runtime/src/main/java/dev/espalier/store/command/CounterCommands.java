package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.READ_MODIFY_WRITE;
import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that count: each reads a number and puts another one. */
public final class CounterCommands {
    private static final String MEANING =
            "Atomic among this node's clients, no increment of theirs is lost. An increment that another node makes at "
                    + "the same time is lost, or this one is: of two concurrent puts the later wins whole. To count "
                    + "across nodes, keep a key a node and add them up.";

    private static final String NOT_A_FLOAT = "ERR value is not a valid float";

    /** What an x87 extended double can hold, which is what Redis counts in. */
    private static final int EXPONENT_MAX = 4932;

    private static final int DECIMALS = 17;
    private static final int FLOAT_BYTES_MAX = 5 * 1024;

    private final Keys keys;

    public CounterCommands(Keys keys) {
        this.keys = keys;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(counter("incr", 2, "key", "Add one to the number that a key holds.")
                .answers((session, arguments, reply) -> add(arguments.get(1), 1, reply)));
        table.add(counter("decr", 2, "key", "Subtract one from the number that a key holds.")
                .answers((session, arguments, reply) -> add(arguments.get(1), -1, reply)));
        table.add(counter("incrby", 3, "key increment", "Add to the number that a key holds.")
                .answers((session, arguments, reply) ->
                        add(arguments.get(1), Arguments.integer(arguments.get(2)), reply)));
        table.add(counter("decrby", 3, "key decrement", "Subtract from the number that a key holds.")
                .answers(this::subtract));
        table.add(counter("incrbyfloat", 3, "key increment", "Add to the decimal fraction that a key holds.")
                .answers(this::addFraction));
    }

    private static CommandSpec.Builder counter(String name, int arity, String syntax, String summary) {
        return named(name, arity)
                .group("string")
                .keys(KeyPositions.ONE)
                .flags("write", "denyoom", "fast", READ_MODIFY_WRITE)
                .syntax(syntax)
                .summary(summary)
                .meaning(MEANING);
    }

    private void subtract(Session session, List<Bytes> arguments, ReplyWriter reply) {
        long decrement = Arguments.integer(arguments.get(2));
        if (decrement == Long.MIN_VALUE) {
            throw new CommandError("ERR decrement would overflow");
        }
        add(arguments.get(1), -decrement, reply);
    }

    private void add(Bytes key, long increment, ReplyWriter reply) {
        StoredValue old = keys.find(key);
        long before = old == null ? 0 : Arguments.integer(old.content());
        long after = before + increment;
        if (((before ^ after) & (increment ^ after)) < 0) {
            throw new CommandError("ERR increment or decrement would overflow");
        }
        keys.put(key, Bytes.utf8(Long.toString(after)), deadline(old), "incrby");
        reply.integer(after);
    }

    /** Decimal fractions are added exactly and rounded to the seventeen decimals that Redis shows. */
    private void addFraction(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Bytes key = arguments.get(1);
        StoredValue old = keys.find(key);
        BigDecimal before = old == null ? BigDecimal.ZERO : fraction(old.content());
        if (before == null) {
            throw new CommandError(NOT_A_FLOAT);
        }
        BigDecimal increment = fraction(arguments.get(2));
        if (increment == null) {
            throw new CommandError("ERR increment would produce NaN or Infinity");
        }
        BigDecimal after =
                before.add(increment).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        Bytes content = Bytes.utf8(after.signum() == 0 ? "0" : after.toPlainString());
        keys.put(key, content, deadline(old), "incrbyfloat");
        reply.bulk(content);
    }

    /** The number that {@code text} is; {@code null} for an infinite one. */
    private static @Nullable BigDecimal fraction(Bytes text) {
        String digits = text.length() > FLOAT_BYTES_MAX ? "" : Arguments.latin(text);
        if (digits.matches("(?i)[+-]?inf(inity)?")) {
            return null;
        }
        if (!digits.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,5})?")) {
            throw new CommandError(NOT_A_FLOAT);
        }
        BigDecimal value = new BigDecimal(digits);
        long exponent = (long) value.precision() - value.scale();
        if (value.signum() != 0 && Math.abs(exponent) > EXPONENT_MAX) {
            throw new CommandError(NOT_A_FLOAT);
        }
        return value.signum() == 0 ? BigDecimal.ZERO : value;
    }

    private static long deadline(@Nullable StoredValue old) {
        return old == null ? StoredValue.NEVER : old.deadline();
    }
}
