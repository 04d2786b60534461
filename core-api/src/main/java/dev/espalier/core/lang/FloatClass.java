package dev.espalier.core.lang;

/** Rocq's {@code float_class}: what kind of floating point number one is. */
public sealed interface FloatClass {
    /** Positive, with all digits. */
    record PNormal() implements FloatClass {}

    /** Negative, with all digits. */
    record NNormal() implements FloatClass {}

    /** Positive and so small that digits are lost. */
    record PSubn() implements FloatClass {}

    /** Negative and so small that digits are lost. */
    record NSubn() implements FloatClass {}

    /** Zero. */
    record PZero() implements FloatClass {}

    /** Minus zero. */
    record NZero() implements FloatClass {}

    /** Infinity. */
    record PInf() implements FloatClass {}

    /** Minus infinity. */
    record NInf() implements FloatClass {}

    /** Not a number. */
    record NaN() implements FloatClass {}
}
