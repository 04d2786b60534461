package dev.espalier.core.lang;

/**
 * Rocq's primitive floats and OCaml's {@code float}: IEEE 754 numbers of 64 bits, rounded to nearest, which is what Java's
 * {@code double} is. After Rocq's {@code kernel/float64}.
 */
public final class Floats {
    private static final int DIGITS = 53;
    private static final int SHIFT = 2101;

    private Floats() {}

    /** Infinity. */
    public static double infinity() {
        return Double.POSITIVE_INFINITY;
    }

    /** Minus infinity. */
    public static double negInfinity() {
        return Double.NEGATIVE_INFINITY;
    }

    /** Not a number. */
    public static double nan() {
        return Double.NaN;
    }

    /** Unary minus: it changes the sign, of a zero too. */
    public static double opp(double x) {
        return -x;
    }

    /** Without the sign. */
    public static double abs(double x) {
        return Math.abs(x);
    }

    /** Sum. */
    public static double add(double x, double y) {
        return x + y;
    }

    /** Difference. */
    public static double sub(double x, double y) {
        return x - y;
    }

    /** Product. */
    public static double mul(double x, double y) {
        return x * y;
    }

    /** Quotient. */
    public static double div(double x, double y) {
        return x / y;
    }

    /** Square root. */
    public static double sqrt(double x) {
        return Math.sqrt(x);
    }

    /** Equal as numbers: the zeros are, and what is not a number is to nothing. */
    public static boolean eq(double x, double y) {
        return x == y;
    }

    /** Less than. */
    public static boolean lt(double x, double y) {
        return x < y;
    }

    /** At most. */
    public static boolean le(double x, double y) {
        return x <= y;
    }

    /** The same in all that Rocq can see: the zeros are not, and all that is not a number is. */
    public static boolean equal(double x, double y) {
        return Double.compare(x, y) == 0;
    }

    /** How two compare. */
    public static FloatComparison compare(double x, double y) {
        if (x < y) {
            return FloatComparison.FLT;
        }
        if (x > y) {
            return FloatComparison.FGT;
        }
        return x == y ? FloatComparison.FEQ : FloatComparison.FNOT_COMPARABLE;
    }

    /** What kind of number {@code x} is. */
    public static FloatClass classify(double x) {
        boolean negative = Math.copySign(1, x) < 0;
        if (Double.isNaN(x)) {
            return FloatClass.NA_N;
        }
        if (Double.isInfinite(x)) {
            return negative ? FloatClass.NINF : FloatClass.PINF;
        }
        if (x == 0) {
            return negative ? FloatClass.NZERO : FloatClass.PZERO;
        }
        if (Math.abs(x) < Double.MIN_NORMAL) {
            return negative ? FloatClass.NSUBN : FloatClass.PSUBN;
        }
        return negative ? FloatClass.NNORMAL : FloatClass.PNORMAL;
    }

    /** The number nearest to a {@link Uint63}. */
    public static double ofUint63(long number) {
        return number;
    }

    /** 2^53 times {@code x} without its sign, if that is at least 0.5 and less than 1; otherwise 0. */
    public static long normfrMantissa(double x) {
        double positive = Math.abs(x);
        return positive >= 0.5 && positive < 1 ? (long) Math.scalb(positive, DIGITS) : 0;
    }

    /** {@code x} as {@code m * 2^(e - 2101)} with {@code m} from 0.5 to 1; {@code x} and 0 if that cannot be. */
    public static Pair<Double, Long> frshiftexp(double x) {
        if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
            return new Pair<>(x, 0L);
        }
        boolean small = Math.abs(x) < Double.MIN_NORMAL;
        double normal = small ? x * 0x1p54 : x;
        int exponent = Math.getExponent(normal) + 1;
        double fraction = Math.scalb(normal, -exponent);
        return new Pair<>(fraction, (long) (small ? exponent - 54 : exponent) + SHIFT);
    }

    /** {@code x * 2^(exponent - 2101)}, rounded once. */
    public static double ldshiftexp(double x, long exponent) {
        return Math.scalb(x, (int) Math.min(exponent, 2L * SHIFT) - SHIFT);
    }

    /** The next larger number. */
    public static double nextUp(double x) {
        return Math.nextUp(x);
    }

    /** The next smaller number. */
    public static double nextDown(double x) {
        return Math.nextDown(x);
    }

    /** OCaml's {@code min}: the left one if it is at most the right one. */
    public static double min(double x, double y) {
        return x <= y ? x : y;
    }

    /** OCaml's {@code max}: the left one if it is at least the right one. */
    public static double max(double x, double y) {
        return x >= y ? x : y;
    }

    /** {@code float_of_int}. */
    public static double ofInt(long number) {
        return number;
    }
}
