package dev.espalier.store.command;

import org.jspecify.annotations.Nullable;

/**
 * A number in the bits of a value, its highest bit first.
 *
 * @param first its first bit; bit 0 is the highest of the first byte
 * @param bits how many it has, 1 to 64, to 63 without a sign
 * @param signed whether it is in two's complement
 */
record BitField(long first, int bits, boolean signed) {

    /** What becomes of a number that is too large or too small. */
    enum Overflow {
        /** Its low bits are kept. */
        WRAP,
        /** It becomes the largest or the least one. */
        SATURATE,
        /** It is not set. */
        FAIL
    }

    /** How many bytes a value has at least that this is a part of. */
    int end() {
        return (int) ((first + bits - 1 >> 3) + 1);
    }

    /** The number in what {@code content} has from {@code from} on; behind its end there are zeros. */
    long get(byte[] content, int from) {
        long number = 0;
        for (long bit = first; bit < first + bits; bit += 8 - (bit & 7)) {
            long at = from + (bit >> 3);
            int octet = at < content.length ? content[(int) at] & 0xff : 0;
            int taken = taken(bit);
            int shift = 8 - (int) (bit & 7) - taken;
            number = number << taken | octet >> shift & (1 << taken) - 1;
        }
        return signed ? number << (Long.SIZE - bits) >> (Long.SIZE - bits) : number;
    }

    /** Writes the low bits of {@code number} to {@code content}, which is long enough. */
    void set(byte[] content, long number) {
        int left = bits;
        for (long bit = first; bit < first + bits; bit += 8 - (bit & 7)) {
            int taken = taken(bit);
            left -= taken;
            int shift = 8 - (int) (bit & 7) - taken;
            int mask = (1 << taken) - 1;
            int at = (int) (bit >> 3);
            content[at] = (byte) (content[at] & ~(mask << shift) | (int) (number >>> left & mask) << shift);
        }
    }

    /** How many bits of this are in the byte of {@code bit}, from there on. */
    private int taken(long bit) {
        return (int) Math.min(8 - (bit & 7), first + bits - bit);
    }

    /**
     * {@code number} plus {@code increment} as this can hold it; {@code null} when it cannot and is not to be fitted. The
     * conditions are Redis's (checkSignedBitfieldOverflow and checkUnsignedBitfieldOverflow of its bitops.c), with what
     * they say of numbers that were too large or too small before anything was added.
     */
    @Nullable
    Long fitted(long number, long increment, Overflow overflow) {
        long most = signed ? Long.MAX_VALUE >> (Long.SIZE - bits) : (1L << bits) - 1;
        long least = signed ? -most - 1 : 0;
        boolean above = signed ? isAbove(number, increment, most) : isAboveUnsigned(number, increment, most);
        boolean below = !above && (signed ? isBelow(number, increment, least) : increment < 0 && increment < -number);
        if (!above && !below) {
            return number + increment;
        }
        return switch (overflow) {
            case WRAP -> wrapped(number + increment);
            case SATURATE -> above ? most : least;
            case FAIL -> null;
        };
    }

    private boolean isAbove(long number, long increment, long most) {
        long room = most - number;
        return number > most
                || (bits != Long.SIZE && increment > room)
                || (number >= 0 && increment > 0 && increment > room);
    }

    private boolean isBelow(long number, long increment, long least) {
        long room = least - number;
        return number < least
                || (bits != Long.SIZE && increment < room)
                || (number < 0 && increment < 0 && increment < room);
    }

    private static boolean isAboveUnsigned(long number, long increment, long most) {
        return Long.compareUnsigned(number, most) > 0 || (increment > 0 && increment > most - number);
    }

    private long wrapped(long sum) {
        int unused = Long.SIZE - bits;
        return signed ? sum << unused >> unused : sum << unused >>> unused;
    }
}
