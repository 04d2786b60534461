package dev.espalier.core.lang;

import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A whole number without bounds: what Rocq's binary numbers {@code positive}, {@code N} and {@code Z} are. A number that
 * fits a {@code long} is held as one, a larger one as a {@link BigInteger}; every operation checks for overflow, none
 * wraps.
 *
 * <p>Division by zero gives what Rocq defines, quotient zero and the dividend as the remainder.
 */
public final class Whole implements Comparable<Whole> {
    /** Zero. */
    public static final Whole ZERO = new Whole(0, null);

    /** One. */
    public static final Whole ONE = new Whole(1, null);

    private final long small;

    /** The number, if it does not fit a {@code long}; {@link #small} is 0 then. */
    private final @Nullable BigInteger large;

    private Whole(long small, @Nullable BigInteger large) {
        this.small = small;
        this.large = large;
    }

    /** The number {@code value}. */
    public static Whole of(long value) {
        // No cache of small numbers: looking there keeps the compiler from doing without the object at all.
        return new Whole(value, null);
    }

    /** The number {@code value}. */
    public static Whole of(BigInteger value) {
        return value.bitLength() < Long.SIZE ? of(value.longValue()) : new Whole(0, value);
    }

    /** The number as a {@link BigInteger}. */
    public BigInteger toBigInteger() {
        return large == null ? BigInteger.valueOf(small) : large;
    }

    /**
     * The number as a {@code long}, if it is not negative; otherwise 0, as Rocq's {@code Z.to_nat} has it.
     *
     * @throws ArithmeticException if it is larger than {@link Long#MAX_VALUE}
     */
    public long toNatural() {
        if (large == null) {
            return Math.max(0, small);
        }
        if (large.signum() > 0) {
            throw new ArithmeticException("a natural number of " + large.bitLength() + " bits does not fit a long");
        }
        return 0;
    }

    /** Whether the number is 0. */
    public boolean isZero() {
        return large == null && small == 0;
    }

    /** Whether the number is 1. */
    public boolean isOne() {
        return small == 1;
    }

    /** Whether the number is greater than 0. */
    public boolean isPositive() {
        return large == null ? small > 0 : large.signum() > 0;
    }

    /** Whether the number is less than 0. */
    public boolean isNegative() {
        return large == null ? small < 0 : large.signum() < 0;
    }

    /** Whether the number is odd. */
    public boolean isOdd() {
        return large == null ? (small & 1) != 0 : large.testBit(0);
    }

    /** Twice this number. */
    public Whole twice() {
        return large == null && (small << 1) >> 1 == small
                ? of(small << 1)
                : of(toBigInteger().shiftLeft(1));
    }

    /** Twice this number and one. */
    public Whole twiceAndOne() {
        return large == null && (small << 1) >> 1 == small
                ? of(small << 1 | 1)
                : of(toBigInteger().shiftLeft(1).setBit(0));
    }

    /** Half of this number, rounded towards minus infinity. */
    public Whole half() {
        return large == null ? of(small >> 1) : of(large.shiftRight(1));
    }

    /** This number with the other sign. */
    public Whole negate() {
        return large == null && small != Long.MIN_VALUE
                ? of(-small)
                : of(toBigInteger().negate());
    }

    /** This number without its sign. */
    public Whole absolute() {
        return isNegative() ? negate() : this;
    }

    /** The sign: -1, 0 or 1. */
    public Whole sign() {
        return of(large == null ? Long.signum(small) : large.signum());
    }

    /** The sum. */
    public Whole add(Whole other) {
        if (large == null && other.large == null) {
            long sum = small + other.small;
            if (((small ^ sum) & (other.small ^ sum)) >= 0) {
                return of(sum);
            }
        }
        return of(toBigInteger().add(other.toBigInteger()));
    }

    /** The difference. */
    public Whole subtract(Whole other) {
        if (large == null && other.large == null) {
            long difference = small - other.small;
            if (((small ^ other.small) & (small ^ difference)) >= 0) {
                return of(difference);
            }
        }
        return of(toBigInteger().subtract(other.toBigInteger()));
    }

    /** The difference; 0 where it would be negative. */
    public Whole monus(Whole other) {
        return lessThan(other) ? ZERO : subtract(other);
    }

    /** The product. */
    public Whole multiply(Whole other) {
        if (large == null && other.large == null) {
            long product = small * other.small;
            if (Math.multiplyHigh(small, other.small) == product >> 63) {
                return of(product);
            }
        }
        return of(toBigInteger().multiply(other.toBigInteger()));
    }

    /** The quotient, rounded towards minus infinity; 0 if {@code divisor} is. */
    public Whole divide(Whole divisor) {
        if (divisor.isZero()) {
            return ZERO;
        }
        if (large == null && divisor.large == null && (small != Long.MIN_VALUE || divisor.small != -1)) {
            return of(Math.floorDiv(small, divisor.small));
        }
        BigInteger[] parts = toBigInteger().divideAndRemainder(divisor.toBigInteger());
        boolean exact = parts[1].signum() == 0
                || parts[1].signum() == divisor.toBigInteger().signum();
        return of(exact ? parts[0] : parts[0].subtract(BigInteger.ONE));
    }

    /** The remainder of {@link #divide}, with the sign of {@code divisor}; this number if {@code divisor} is 0. */
    public Whole modulo(Whole divisor) {
        if (divisor.isZero()) {
            return this;
        }
        if (large == null && divisor.large == null) {
            return of(Math.floorMod(small, divisor.small));
        }
        BigInteger by = divisor.toBigInteger();
        BigInteger rest = toBigInteger().remainder(by);
        return of(rest.signum() == 0 || rest.signum() == by.signum() ? rest : rest.add(by));
    }

    /** The quotient, rounded towards 0; 0 if {@code divisor} is. */
    public Whole quotient(Whole divisor) {
        if (divisor.isZero()) {
            return ZERO;
        }
        return large == null && divisor.large == null && (small != Long.MIN_VALUE || divisor.small != -1)
                ? of(small / divisor.small)
                : of(toBigInteger().divide(divisor.toBigInteger()));
    }

    /** The remainder of {@link #quotient}, with the sign of this number; this number if {@code divisor} is 0. */
    public Whole remainder(Whole divisor) {
        if (divisor.isZero()) {
            return this;
        }
        return large == null && divisor.large == null
                ? of(small % divisor.small)
                : of(toBigInteger().remainder(divisor.toBigInteger()));
    }

    /**
     * This number to the power of {@code exponent}; 0 if that is negative.
     *
     * @throws ArithmeticException if the result has more bits than memory
     */
    public Whole power(Whole exponent) {
        if (exponent.isNegative()) {
            return ZERO;
        }
        if (exponent.isZero() || isOne()) {
            return ONE;
        }
        if (isZero()) {
            return ZERO;
        }
        if (large == null && small == -1) {
            return exponent.isOdd() ? this : ONE;
        }
        return of(toBigInteger().pow(exponent.size("exponent")));
    }

    /** The greatest common divisor, not negative. */
    public Whole greatestCommonDivisor(Whole other) {
        if (large != null || other.large != null || small == Long.MIN_VALUE || other.small == Long.MIN_VALUE) {
            return of(toBigInteger().gcd(other.toBigInteger()));
        }
        long a = Math.abs(small);
        long b = Math.abs(other.small);
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return of(a);
    }

    /** The square root, rounded down; 0 for a negative number. */
    public Whole squareRoot() {
        if (isNegative()) {
            return ZERO;
        }
        return large == null ? of(LongMath.squareRoot(small)) : of(large.sqrt());
    }

    /** The logarithm to base 2, rounded down; 0 for a number that has none. */
    public Whole logarithm() {
        return isPositive() ? of(bits() - 1) : ZERO;
    }

    /** Number of bits of a number that is not negative. */
    public long bits() {
        return large == null ? Long.SIZE - Long.numberOfLeadingZeros(small) : large.bitLength();
    }

    /** The bits that both numbers have, in two's complement. */
    public Whole and(Whole other) {
        return large == null && other.large == null
                ? of(small & other.small)
                : of(toBigInteger().and(other.toBigInteger()));
    }

    /** The bits that either number has, in two's complement. */
    public Whole or(Whole other) {
        return large == null && other.large == null
                ? of(small | other.small)
                : of(toBigInteger().or(other.toBigInteger()));
    }

    /** The bits that one of the numbers has, in two's complement. */
    public Whole xor(Whole other) {
        return large == null && other.large == null
                ? of(small ^ other.small)
                : of(toBigInteger().xor(other.toBigInteger()));
    }

    /** The bits that this number has and {@code other} has not, in two's complement. */
    public Whole andNot(Whole other) {
        return large == null && other.large == null
                ? of(small & ~other.small)
                : of(toBigInteger().andNot(other.toBigInteger()));
    }

    /** Whether the bit {@code index} is set, counted from 0, in two's complement; no bit with a negative index is. */
    public boolean testBit(Whole index) {
        if (index.isNegative()) {
            return false;
        }
        return index.large == null && index.small < Integer.MAX_VALUE
                ? toBigInteger().testBit((int) index.small)
                : isNegative();
    }

    /**
     * This number times 2 to the power of {@code distance}, rounded towards minus infinity where that is negative.
     *
     * @throws ArithmeticException if the result has more bits than memory
     */
    public Whole shiftLeft(Whole distance) {
        if (distance.isNegative()) {
            return shiftRight(distance.negate());
        }
        return isZero() ? this : of(toBigInteger().shiftLeft(distance.size("shift")));
    }

    /** This number divided by 2 to the power of {@code distance}, rounded towards minus infinity. */
    public Whole shiftRight(Whole distance) {
        if (distance.isNegative()) {
            return shiftLeft(distance.negate());
        }
        if (distance.large != null || distance.small >= Integer.MAX_VALUE) {
            return isNegative() ? of(-1) : ZERO;
        }
        return large == null
                ? of(small >> Math.min(distance.small, Long.SIZE - 1))
                : of(large.shiftRight((int) distance.small));
    }

    private int size(String what) {
        if (large != null || small > Integer.MAX_VALUE) {
            throw new ArithmeticException(what + " " + this + " gives a number of too many bits");
        }
        return (int) small;
    }

    /** Whether this number is less than {@code other}. */
    public boolean lessThan(Whole other) {
        return large == null && other.large == null ? small < other.small : compareTo(other) < 0;
    }

    /** Whether this number is at most {@code other}. */
    public boolean atMost(Whole other) {
        return large == null && other.large == null ? small <= other.small : compareTo(other) <= 0;
    }

    /** Whether this number is {@code other}. */
    public boolean is(Whole other) {
        return small == other.small && Objects.equals(large, other.large);
    }

    /** The greater number. */
    public Whole max(Whole other) {
        return lessThan(other) ? other : this;
    }

    /** The lesser number. */
    public Whole min(Whole other) {
        return other.lessThan(this) ? other : this;
    }

    @Override
    public int compareTo(Whole other) {
        return large == null && other.large == null
                ? Long.compare(small, other.small)
                : toBigInteger().compareTo(other.toBigInteger());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Whole that && is(that);
    }

    @Override
    public int hashCode() {
        return large == null ? Long.hashCode(small) : large.hashCode();
    }

    @Override
    public String toString() {
        return large == null ? Long.toString(small) : large.toString();
    }
}
