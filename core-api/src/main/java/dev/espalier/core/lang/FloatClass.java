package dev.espalier.core.lang;

/** Rocq's {@code float_class}: what kind of floating point number one is. */
public enum FloatClass {
    /** Positive, with all digits. */
    PNormal,

    /** Negative, with all digits. */
    NNormal,

    /** Positive and so small that digits are lost. */
    PSubn,

    /** Negative and so small that digits are lost. */
    NSubn,

    /** Zero. */
    PZero,

    /** Minus zero. */
    NZero,

    /** Infinity. */
    PInf,

    /** Minus infinity. */
    NInf,

    /** Not a number. */
    NaN
}
