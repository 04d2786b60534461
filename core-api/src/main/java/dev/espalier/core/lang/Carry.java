package dev.espalier.core.lang;

/** Rocq's {@code carry}: a number, and whether computing it needed one more bit. */
public sealed interface Carry<T> {
    /** No further bit was needed. */
    record C0<T>(T value) implements Carry<T> {}

    /** One more bit, which {@code value} lacks. */
    record C1<T>(T value) implements Carry<T> {}
}
