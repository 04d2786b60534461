package dev.espalier.store.program;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import java.util.SplittableRandom;

/**
 * What one node's client does: operations drawn from a seed, before any clock runs. As in the published experiment, keys
 * are uniform, and values whole numbers below {@value #VALUES}.
 */
final class Program {
    /** How many values there are. */
    static final int VALUES = 100_000;

    /** A get of key {@code k} is {@code k}, a put of it {@code -1 - k}. */
    private final int[] steps;

    private final int[] values;
    private final Bytes[] keys;
    private final int puts;

    private Program(int[] steps, int[] values, Bytes[] keys, int puts) {
        this.steps = steps;
        this.values = values;
        this.keys = keys;
        this.puts = puts;
    }

    /**
     * The program of one node.
     *
     * @param seed of all nodes' programs together
     * @param node the node's number, which makes its program another one
     * @param putPercent how likely an operation is a put, 0 to 100
     */
    static Program of(long seed, int node, int operations, int keys, int putPercent) {
        // Mixed so that neighbouring seeds and nodes share nothing.
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + 31L * node).split();
        int[] steps = new int[operations];
        int[] values = new int[operations];
        int puts = 0;
        for (int i = 0; i < operations; i++) {
            int key = random.nextInt(keys);
            values[i] = random.nextInt(VALUES);
            if (random.nextInt(100) < putPercent) {
                steps[i] = -1 - key;
                puts++;
            } else {
                steps[i] = key;
            }
        }
        return new Program(steps, values, keys(keys), puts);
    }

    private static Bytes[] keys(int count) {
        Bytes[] keys = new Bytes[count];
        for (int i = 0; i < count; i++) {
            keys[i] = Bytes.utf8(Integer.toString(i));
        }
        return keys;
    }

    int operations() {
        return steps.length;
    }

    int puts() {
        return puts;
    }

    boolean isPut(int operation) {
        return steps[operation] < 0;
    }

    Bytes key(int operation) {
        int step = steps[operation];
        return keys[step < 0 ? -1 - step : step];
    }

    /**
     * What a put puts. Made now, as the values of clients outside are new as well: a table of all of them is larger than the
     * caches, and waiting for it would cost more than the put does.
     */
    Value value(int operation) {
        return Value.of(Bytes.wrap(decimal(values[operation])));
    }

    private static byte[] decimal(int number) {
        int length = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            length++;
        }
        byte[] digits = new byte[length];
        int rest = number;
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return digits;
    }

    /** Every key of the program, in a fixed order. */
    Bytes[] keys() {
        return keys;
    }
}
