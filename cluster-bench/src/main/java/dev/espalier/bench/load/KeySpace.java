package dev.espalier.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * The keys of a run: a prefix and a number of fixed width, so all are equally long.
 *
 * @param prefix what every key starts with; printable ASCII without blanks, or empty
 * @param count number of keys, at least 1
 * @param digits digits after the prefix, enough for all keys
 */
public record KeySpace(String prefix, int count, int digits) {
    public KeySpace {
        if (count < 1) {
            throw new IllegalArgumentException("a run needs at least one key, not " + count);
        }
        if (!prefix.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("key prefix '" + prefix + "' is not printable ASCII without blanks");
        }
    }

    /** As many digits as the keys need. */
    public KeySpace(String prefix, int count) {
        this(prefix, count, Integer.toString(Math.max(0, count - 1)).length());
    }

    /** Bytes of every key. */
    public int length() {
        return prefix.length() + digits();
    }

    /** The name of key {@code number}, 0 to count - 1. */
    public byte[] name(int number) {
        byte[] name = new byte[length()];
        System.arraycopy(prefix.getBytes(StandardCharsets.US_ASCII), 0, name, 0, prefix.length());
        writeDigits(number, name, prefix.length(), digits());
        return name;
    }

    static void writeDigits(int number, byte[] out, int offset, int digits) {
        int rest = number;
        for (int i = offset + digits - 1; i >= offset; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
