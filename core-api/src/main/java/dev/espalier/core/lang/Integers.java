package dev.espalier.core.lang;

/**
 * Operations on OCaml's {@code int} beyond arithmetic. An {@code int} of OCaml has 63 bits and wraps; here it is a checked
 * {@code long}. Each operation gives what OCaml gives wherever argument and result have 63 bits, and an
 * {@link ArithmeticException} where OCaml's result would be another number because it wraps.
 */
public final class Integers {
    /** The largest {@code int} of OCaml: 2^62 - 1. */
    private static final long MAXIMUM = (1L << 62) - 1;

    private Integers() {}

    /** {@code land}. */
    public static long and(long left, long right) {
        return left & right;
    }

    /** {@code lor}. */
    public static long or(long left, long right) {
        return left | right;
    }

    /** {@code lxor}. */
    public static long xor(long left, long right) {
        return left ^ right;
    }

    /** {@code lnot}. */
    public static long not(long number) {
        return ~number;
    }

    /** {@code lsl}: {@code number} times 2 to the power of {@code places}, which must have 63 bits. */
    public static long shiftLeft(long number, long places) {
        int by = places(places);
        long shifted = number << by;
        if (shifted >> by != number || !hasSixtyThreeBits(shifted)) {
            throw new ArithmeticException(number + " lsl " + places + " has more than 63 bits");
        }
        return shifted;
    }

    /** {@code lsr}: zeros come in from the left, at the 63rd bit. */
    public static long shiftRightLogical(long number, long places) {
        int by = places(places);
        if (by == 0 || number >= 0) {
            return number >> by;
        }
        if (!hasSixtyThreeBits(number)) {
            throw new ArithmeticException(number + " lsr " + places + " is of a number of more than 63 bits");
        }
        return (number & Long.MAX_VALUE) >> by;
    }

    /** {@code asr}: the sign comes in from the left. */
    public static long shiftRight(long number, long places) {
        return number >> places(places);
    }

    /** {@code compare}: -1, 0 or 1. */
    public static long compare(long left, long right) {
        return Long.compare(left, right);
    }

    /** {@code abs}, checked. */
    public static long abs(long number) {
        return Math.absExact(number);
    }

    /** Shifting by 63 places and more, or by fewer than none, is left open by OCaml. */
    private static int places(long places) {
        if (places < 0 || places > 62) {
            throw new ArithmeticException("shift by " + places + " places: OCaml defines 0 to 62");
        }
        return (int) places;
    }

    private static boolean hasSixtyThreeBits(long number) {
        return number <= MAXIMUM && number >= -MAXIMUM - 1;
    }
}
