package dev.espalier.core.lang;

/** A value, or what went wrong: OCaml's {@code ('a, 'b) result}. */
public sealed interface Result<A, B> {
    /** It went well. */
    record Ok<A, B>(A value) implements Result<A, B> {}

    /** It went wrong. */
    record Error<A, B>(B value) implements Result<A, B> {}
}
