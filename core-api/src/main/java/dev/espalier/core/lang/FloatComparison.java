package dev.espalier.core.lang;

/** Rocq's {@code float_comparison}: how two floating point numbers compare. */
public enum FloatComparison {
    /** Equal. */
    FEq,

    /** Less. */
    FLt,

    /** Greater. */
    FGt,

    /** One of them is not a number. */
    FNotComparable
}
