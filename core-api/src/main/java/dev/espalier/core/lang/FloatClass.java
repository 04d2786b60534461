package dev.espalier.core.lang;

/** Rocq's {@code float_class}: what kind of floating point number one is. */
public enum FloatClass {
    /** Positive, with all digits. */
    PNORMAL,

    /** Negative, with all digits. */
    NNORMAL,

    /** Positive and so small that digits are lost. */
    PSUBN,

    /** Negative and so small that digits are lost. */
    NSUBN,

    /** Zero. */
    PZERO,

    /** Minus zero. */
    NZERO,

    /** Infinity. */
    PINF,

    /** Minus infinity. */
    NINF,

    /** Not a number. */
    NA_N
}
