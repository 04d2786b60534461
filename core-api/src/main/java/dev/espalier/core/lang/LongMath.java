package dev.espalier.core.lang;

/** Operations on natural numbers, 0 to {@link Long#MAX_VALUE}, that Java's library does not have. */
public final class LongMath {
    /** The largest number whose square fits a {@code long}. */
    private static final long LARGEST_ROOT = 3_037_000_499L;

    private LongMath() {}

    /**
     * {@code base} to the power of {@code exponent}, by squaring.
     *
     * @throws ArithmeticException if it is larger than {@link Long#MAX_VALUE}
     */
    public static long power(long base, long exponent) {
        if (base <= 1) {
            return exponent == 0 ? 1 : base;
        }
        long result = 1;
        long square = base;
        long rest = exponent;
        while (true) {
            if ((rest & 1) != 0) {
                result = Math.multiplyExact(result, square);
            }
            rest >>= 1;
            if (rest == 0) {
                return result;
            }
            square = Math.multiplyExact(square, square);
        }
    }

    /** The square root of {@code number}, rounded down. */
    public static long squareRoot(long number) {
        // A double has 53 bits: its root may be one too large or too small.
        long root = Math.min((long) Math.sqrt((double) number), LARGEST_ROOT);
        if (root * root > number) {
            return root - 1;
        }
        return root < LARGEST_ROOT && (root + 1) * (root + 1) <= number ? root + 1 : root;
    }

    /** The logarithm of {@code number} to base 2, rounded down; 0 for 0. */
    public static long logarithm(long number) {
        return number == 0 ? 0 : Long.SIZE - 1 - Long.numberOfLeadingZeros(number);
    }
}
