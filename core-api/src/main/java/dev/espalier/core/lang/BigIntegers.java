package dev.espalier.core.lang;

import java.math.BigInteger;

/**
 * Zarith's {@code Big_int_Z}, and {@code Big} that extraction once came with: integers without bounds. What OCaml refuses
 * with {@code Division_by_zero}, {@code Failure} or {@code Invalid_argument} is an {@link OcamlException} of that name.
 */
public final class BigIntegers {
    private static final BigInteger LARGEST_INT = BigInteger.ONE.shiftLeft(62).subtract(BigInteger.ONE);
    private static final BigInteger SMALLEST_INT = BigInteger.ONE.shiftLeft(62).negate();

    private BigIntegers() {}

    /** 0. */
    public static BigInteger zero() {
        return BigInteger.ZERO;
    }

    /** 1. */
    public static BigInteger one() {
        return BigInteger.ONE;
    }

    /** 2. */
    public static BigInteger two() {
        return BigInteger.TWO;
    }

    /** Unary minus. */
    public static BigInteger opp(BigInteger x) {
        return x.negate();
    }

    /** Without the sign. */
    public static BigInteger abs(BigInteger x) {
        return x.abs();
    }

    /** One more. */
    public static BigInteger succ(BigInteger x) {
        return x.add(BigInteger.ONE);
    }

    /** One less. */
    public static BigInteger pred(BigInteger x) {
        return x.subtract(BigInteger.ONE);
    }

    /** Sum. */
    public static BigInteger add(BigInteger x, BigInteger y) {
        return x.add(y);
    }

    /** Sum of a small and a large number. */
    public static BigInteger addInt(long x, BigInteger y) {
        return BigInteger.valueOf(x).add(y);
    }

    /** Difference. */
    public static BigInteger sub(BigInteger x, BigInteger y) {
        return x.subtract(y);
    }

    /** Product. */
    public static BigInteger mult(BigInteger x, BigInteger y) {
        return x.multiply(y);
    }

    /** Product of a small and a large number. */
    public static BigInteger multInt(long x, BigInteger y) {
        return BigInteger.valueOf(x).multiply(y);
    }

    /** {@code x} times itself. */
    public static BigInteger square(BigInteger x) {
        return x.multiply(x);
    }

    /** The largest number whose square is at most {@code x}. */
    public static BigInteger sqrt(BigInteger x) {
        if (x.signum() < 0) {
            throw OcamlException.invalidArgument("Z.sqrt");
        }
        return x.sqrt();
    }

    /** Euclid's quotient and remainder: the remainder is never negative. */
    public static Pair<BigInteger, BigInteger> quomod(BigInteger x, BigInteger y) {
        BigInteger[] parts = truncated(x, y);
        if (parts[1].signum() >= 0) {
            return new Pair<>(parts[0], parts[1]);
        }
        return y.signum() > 0
                ? new Pair<>(pred(parts[0]), parts[1].add(y))
                : new Pair<>(succ(parts[0]), parts[1].subtract(y));
    }

    /** Euclid's quotient. */
    public static BigInteger div(BigInteger x, BigInteger y) {
        return quomod(x, y).first();
    }

    /** Euclid's remainder. */
    public static BigInteger mod(BigInteger x, BigInteger y) {
        return quomod(x, y).second();
    }

    /** Quotient and remainder, the quotient rounded towards 0. */
    public static Pair<BigInteger, BigInteger> divRem(BigInteger x, BigInteger y) {
        BigInteger[] parts = truncated(x, y);
        return new Pair<>(parts[0], parts[1]);
    }

    /** The quotient rounded towards 0. */
    public static BigInteger quotient(BigInteger x, BigInteger y) {
        return truncated(x, y)[0];
    }

    /** The remainder with the sign of {@code x}. */
    public static BigInteger remainder(BigInteger x, BigInteger y) {
        return truncated(x, y)[1];
    }

    private static BigInteger[] truncated(BigInteger x, BigInteger y) {
        if (y.signum() == 0) {
            throw new OcamlException("Division_by_zero");
        }
        return x.divideAndRemainder(y);
    }

    /** Greatest common divisor. */
    public static BigInteger gcd(BigInteger x, BigInteger y) {
        return x.gcd(y);
    }

    /** {@code x} to the power of {@code y}. */
    public static BigInteger power(BigInteger x, long y) {
        if (y < 0) {
            throw OcamlException.invalidArgument("Z.pow");
        }
        return x.pow(Math.toIntExact(y));
    }

    /** {@code x} times 2 to the power of {@code places}. */
    public static BigInteger shiftLeft(BigInteger x, long places) {
        if (places < 0) {
            throw OcamlException.invalidArgument("Z.shift_left");
        }
        return x.shiftLeft(Math.toIntExact(places));
    }

    /** {@code x} divided by 2 to the power of {@code places}, rounded down. */
    public static BigInteger shiftRight(BigInteger x, long places) {
        if (places < 0) {
            throw OcamlException.invalidArgument("Z.shift_right");
        }
        return x.shiftRight((int) Math.min(places, Integer.MAX_VALUE));
    }

    /** -1, 0 or 1. */
    public static long sign(BigInteger x) {
        return x.signum();
    }

    /** -1, 0 or 1. */
    public static long compare(BigInteger x, BigInteger y) {
        return x.compareTo(y);
    }

    /** Equal. */
    public static boolean eq(BigInteger x, BigInteger y) {
        return x.equals(y);
    }

    /** At most. */
    public static boolean le(BigInteger x, BigInteger y) {
        return x.compareTo(y) <= 0;
    }

    /** At least. */
    public static boolean ge(BigInteger x, BigInteger y) {
        return x.compareTo(y) >= 0;
    }

    /** Less than. */
    public static boolean lt(BigInteger x, BigInteger y) {
        return x.compareTo(y) < 0;
    }

    /** Greater than. */
    public static boolean gt(BigInteger x, BigInteger y) {
        return x.compareTo(y) > 0;
    }

    /** The larger one. */
    public static BigInteger max(BigInteger x, BigInteger y) {
        return x.max(y);
    }

    /** The smaller one. */
    public static BigInteger min(BigInteger x, BigInteger y) {
        return x.min(y);
    }

    /** Twice {@code x}. */
    public static BigInteger doubled(BigInteger x) {
        return x.shiftLeft(1);
    }

    /** Twice {@code x}, and one more. */
    public static BigInteger doubleplusone(BigInteger x) {
        return succ(doubled(x));
    }

    /** The number of an {@code int}. */
    public static BigInteger ofInt(long x) {
        return BigInteger.valueOf(x);
    }

    /** Whether it is an {@code int} of OCaml, of 63 bits. */
    public static boolean isInt(BigInteger x) {
        return x.compareTo(SMALLEST_INT) >= 0 && x.compareTo(LARGEST_INT) <= 0;
    }

    /** The {@code int} of OCaml, of 63 bits; {@code Failure} if it is none. */
    public static long toInt(BigInteger x) {
        if (!isInt(x)) {
            throw new OcamlException("Failure", ByteString.of("int_of_big_int"));
        }
        return x.longValueExact();
    }

    /** In decimal. */
    public static ByteString toText(BigInteger x) {
        return ByteString.of(x.toString());
    }
}
