package dev.espalier.core.lang;

/** Rocq's {@code float_comparison}: how two floating point numbers compare. */
public enum FloatComparison {
    /** Equal. */
    FEQ,

    /** Less. */
    FLT,

    /** Greater. */
    FGT,

    /** One of them is not a number. */
    FNOT_COMPARABLE
}
