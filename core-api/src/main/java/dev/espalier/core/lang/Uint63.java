package dev.espalier.core.lang;

import java.math.BigInteger;

/**
 * Rocq's primitive integers, numbers modulo 2^63, as a {@code long} from 0 to 2^63 - 1: all arithmetic wraps by
 * definition. The signed operations take the upper half as negative. After Rocq's {@code kernel/uint63}: a division by
 * zero gives 0, a remainder by zero the dividend, and a shift by 63 places or more 0.
 */
public final class Uint63 {
    private static final long MASK = Long.MAX_VALUE;
    private static final int BITS = 63;

    private Uint63() {}

    /** The number with the bits of an OCaml {@code int}: of a negative one, 2^63 more. */
    public static long ofInt(long number) {
        return number & MASK;
    }

    /** The upper half as negative numbers, in 63 bits. */
    private static long signed(long x) {
        return x << 1 >> 1;
    }

    private static BigInteger big(long x) {
        return BigInteger.valueOf(x);
    }

    /** Sum. */
    public static long add(long x, long y) {
        return x + y & MASK;
    }

    /** Difference. */
    public static long sub(long x, long y) {
        return x - y & MASK;
    }

    /** Product. */
    public static long mul(long x, long y) {
        return x * y & MASK;
    }

    /** Quotient, rounded down; 0 if {@code y} is. */
    public static long div(long x, long y) {
        return y == 0 ? 0 : x / y;
    }

    /** Remainder; {@code x} if {@code y} is 0. */
    public static long rem(long x, long y) {
        return y == 0 ? x : x % y;
    }

    /** Quotient and remainder. */
    public static Pair<Long, Long> diveucl(long x, long y) {
        return new Pair<>(div(x, y), rem(x, y));
    }

    /** Signed quotient, rounded towards 0; 0 if {@code y} is. */
    public static long divs(long x, long y) {
        return y == 0 ? 0 : signed(x) / signed(y) & MASK;
    }

    /** Signed remainder, with the sign of {@code x}; {@code x} if {@code y} is 0. */
    public static long rems(long x, long y) {
        return y == 0 ? x : signed(x) % signed(y) & MASK;
    }

    /** {@code x} shifted left by {@code y} places. */
    public static long lSl(long x, long y) {
        return y < BITS ? x << (int) y & MASK : 0;
    }

    /** {@code x} shifted right by {@code y} places, zeros coming in. */
    public static long lSr(long x, long y) {
        return y < BITS ? x >> (int) y : 0;
    }

    /** {@code x} shifted right by {@code y} places, the sign coming in; 0 from 63 places on. */
    public static long aSr(long x, long y) {
        return y < BITS ? signed(x) >> (int) y & MASK : 0;
    }

    /** Bits of both. */
    public static long lAnd(long x, long y) {
        return x & y;
    }

    /** Bits of either. */
    public static long lOr(long x, long y) {
        return x | y;
    }

    /** Bits of one only. */
    public static long lXor(long x, long y) {
        return x ^ y;
    }

    /** {@code x} shifted left by {@code p} places, the upper bits of {@code y} coming in. */
    public static long addmuldiv(long p, long x, long y) {
        return lSl(x, p) | lSr(y, sub(BITS, p));
    }

    /** Equality. */
    public static boolean equal(long x, long y) {
        return x == y;
    }

    /** Less than. */
    public static boolean lt(long x, long y) {
        return x < y;
    }

    /** At most. */
    public static boolean le(long x, long y) {
        return x <= y;
    }

    /** Less than, signed. */
    public static boolean lts(long x, long y) {
        return signed(x) < signed(y);
    }

    /** At most, signed. */
    public static boolean les(long x, long y) {
        return signed(x) <= signed(y);
    }

    /** -1, 0 or 1. */
    public static long compare(long x, long y) {
        return Long.compare(x, y);
    }

    /** -1, 0 or 1, signed. */
    public static long compares(long x, long y) {
        return Long.compare(signed(x), signed(y));
    }

    /** The whole product: its upper and its lower 63 bits. */
    public static Pair<Long, Long> mulc(long x, long y) {
        long upper = Math.multiplyHigh(x, y) << 1 | x * y >>> BITS;
        return new Pair<>(upper, x * y & MASK);
    }

    /** Quotient and remainder of 2^63 {@code upper + lower}; both 0 if the quotient would have more than 63 bits. */
    public static Pair<Long, Long> div21(long upper, long lower, long y) {
        if (y <= upper) {
            return new Pair<>(0L, 0L);
        }
        BigInteger[] parts = big(upper).shiftLeft(BITS).or(big(lower)).divideAndRemainder(big(y));
        return new Pair<>(parts[0].longValueExact(), parts[1].longValueExact());
    }

    /** Sum and carry. */
    public static Carry<Long> addc(long x, long y) {
        return x + y < 0 ? new Carry.C1<>(add(x, y)) : new Carry.C0<>(add(x, y));
    }

    /** Sum with a carry that came in, and carry. */
    public static Carry<Long> addcarryc(long x, long y) {
        return x + y + 1 < 0 ? new Carry.C1<>(x + y + 1 & MASK) : new Carry.C0<>(x + y + 1);
    }

    /** Difference and borrow. */
    public static Carry<Long> subc(long x, long y) {
        return y <= x ? new Carry.C0<>(x - y) : new Carry.C1<>(sub(x, y));
    }

    /** Difference with a borrow that came in, and borrow. */
    public static Carry<Long> subcarryc(long x, long y) {
        return y < x ? new Carry.C0<>(x - y - 1) : new Carry.C1<>(x - y - 1 & MASK);
    }

    /** Number of zeros above the highest one, of 63 bits. */
    public static long head0(long x) {
        return Long.numberOfLeadingZeros(x) - 1;
    }

    /** Number of zeros below the lowest one; 63 if there is none. */
    public static long tail0(long x) {
        return Math.min(Long.numberOfTrailingZeros(x), BITS);
    }
}
