package dev.espalier.bridge.ir;

/**
 * Operations of OCaml's standard library that the extraction directives refer to, and those of the numbers that
 * represent Rocq's.
 */
public enum Primitive {
    /** {@code +}, checked. */
    ADD(2),
    /** {@code -}, checked. */
    SUBTRACT(2),
    /** {@code *}, checked. */
    MULTIPLY(2),
    /** {@code /}, truncating. */
    DIVIDE(2),
    /** {@code mod}, with the sign of the dividend. */
    REMAINDER(2),
    /** Unary minus, checked. */
    NEGATE(1),
    /** {@code succ}, checked. */
    SUCCESSOR(1),
    /** {@code pred}, checked. */
    PREDECESSOR(1),
    /** {@code max} on values that can be compared. */
    MAXIMUM(2),
    /** {@code min} on values that can be compared. */
    MINIMUM(2),
    /** {@code compare} on values that can be compared: -1, 0 or 1. */
    COMPARE(2),
    /** {@code =} on values without functions. */
    EQUAL(2),
    /** {@code <>} on values without functions. */
    NOT_EQUAL(2),
    /** {@code <} on values that can be compared. */
    LESS(2),
    /** {@code <=} on values that can be compared. */
    AT_MOST(2),
    /** {@code >} on values that can be compared. */
    GREATER(2),
    /** {@code >=} on values that can be compared. */
    AT_LEAST(2),
    /** {@code not}. */
    NOT(1),
    /** {@code &&}: the right side is evaluated only if needed. */
    AND(2),
    /** {@code ||}: the right side is evaluated only if needed. */
    OR(2),
    /** {@code fst}. */
    FIRST(1),
    /** {@code snd}. */
    SECOND(1),
    /** {@code Obj.magic}, {@code Obj.repr} and {@code Obj.obj}: the same value at another type. */
    CAST(1),
    /** {@code __}: what is left of a proof. */
    PROOF(0),
    /** {@code lazy}: takes the function that computes the value. */
    DELAY(1),
    /** {@code Lazy.force}. */
    FORCE(1),
    /** What a key holds in a state map, as an option. */
    MAP_FIND(2),
    /** A state map with a key and what it holds. */
    MAP_ADD(3),
    /** A state map without a key. */
    MAP_REMOVE(2),
    /** A natural number to the power of another, checked. */
    NATURAL_POWER(2),
    /** The square root of a natural number, rounded down. */
    NATURAL_SQUARE_ROOT(1),
    /** The logarithm of a natural number to base 2, rounded down; 0 for 0. */
    NATURAL_LOGARITHM(1),
    /** The whole number that an {@code int} is. */
    WHOLE(1),
    /** A whole number as a natural {@code int}, checked; 0 for a negative one. */
    WHOLE_TO_NATURAL(1),
    /** Whether a whole number is 0. */
    WHOLE_IS_ZERO(1),
    /** Whether a whole number is 1. */
    WHOLE_IS_ONE(1),
    /** Whether a whole number is greater than 0. */
    WHOLE_IS_POSITIVE(1),
    /** Whether a whole number is odd. */
    WHOLE_IS_ODD(1),
    /** Twice a whole number. */
    WHOLE_TWICE(1),
    /** Twice a whole number and one. */
    WHOLE_TWICE_AND_ONE(1),
    /** Half of a whole number, rounded towards minus infinity. */
    WHOLE_HALF(1),
    /** A whole number with the other sign. */
    WHOLE_NEGATE(1),
    /** A whole number without its sign. */
    WHOLE_ABSOLUTE(1),
    /** The sign of a whole number: -1, 0 or 1. */
    WHOLE_SIGN(1),
    /** The sum of whole numbers. */
    WHOLE_ADD(2),
    /** The difference of whole numbers. */
    WHOLE_SUBTRACT(2),
    /** The difference of whole numbers, 0 where it would be negative. */
    WHOLE_MONUS(2),
    /** The product of whole numbers. */
    WHOLE_MULTIPLY(2),
    /** The quotient of whole numbers, rounded towards minus infinity; 0 for a division by 0. */
    WHOLE_DIVIDE(2),
    /** What {@link #WHOLE_DIVIDE} leaves; the dividend for a division by 0. */
    WHOLE_MODULO(2),
    /** The quotient of whole numbers, rounded towards 0; 0 for a division by 0. */
    WHOLE_QUOTIENT(2),
    /** What {@link #WHOLE_QUOTIENT} leaves; the dividend for a division by 0. */
    WHOLE_REMAINDER(2),
    /** A whole number to the power of another; 0 for a negative exponent. */
    WHOLE_POWER(2),
    /** The greatest common divisor of whole numbers, not negative. */
    WHOLE_GREATEST_COMMON_DIVISOR(2),
    /** The square root of a whole number, rounded down; 0 for a negative one. */
    WHOLE_SQUARE_ROOT(1),
    /** The logarithm of a whole number to base 2, rounded down; 0 for one that has none. */
    WHOLE_LOGARITHM(1),
    /** Number of bits of a whole number that is not negative, as an {@code int}. */
    WHOLE_BITS(1),
    /** The bits that both whole numbers have, in two's complement. */
    WHOLE_AND(2),
    /** The bits that either whole number has, in two's complement. */
    WHOLE_OR(2),
    /** The bits that one of two whole numbers has, in two's complement. */
    WHOLE_XOR(2),
    /** The bits that the first whole number has and the second has not, in two's complement. */
    WHOLE_AND_NOT(2),
    /** Whether the first whole number has the bit whose place is the second. */
    WHOLE_TEST_BIT(2),
    /** A whole number times a power of 2, rounded towards minus infinity. */
    WHOLE_SHIFT_LEFT(2),
    /** A whole number divided by a power of 2, rounded towards minus infinity. */
    WHOLE_SHIFT_RIGHT(2),
    /** The greater of two whole numbers. */
    WHOLE_MAXIMUM(2),
    /** The lesser of two whole numbers. */
    WHOLE_MINIMUM(2),
    /** Whether whole numbers are equal. */
    WHOLE_EQUAL(2),
    /** Whether the first whole number is less than the second. */
    WHOLE_LESS(2),
    /** Whether the first whole number is at most the second. */
    WHOLE_AT_MOST(2);

    private final int arity;

    Primitive(int arity) {
        this.arity = arity;
    }

    /** Number of arguments. */
    public int arity() {
        return arity;
    }
}
