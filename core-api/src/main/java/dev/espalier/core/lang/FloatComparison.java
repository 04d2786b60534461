package dev.espalier.core.lang;

/** Rocq's {@code float_comparison}: how two floating point numbers compare. */
public sealed interface FloatComparison {
    /** Equal. */
    record FEq() implements FloatComparison {}

    /** Less. */
    record FLt() implements FloatComparison {}

    /** Greater. */
    record FGt() implements FloatComparison {}

    /** One of them is not a number. */
    record FNotComparable() implements FloatComparison {}
}
