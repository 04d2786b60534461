package dev.espalier.core.lang;

/** A value or none, OCaml's {@code 'a option}; pattern-matchable, unlike {@link java.util.Optional}. */
public sealed interface Option<T> {

    /** There is a value. */
    record Some<T>(T value) implements Option<T> {}

    /** There is none. */
    record None<T>() implements Option<T> {
        private static final None<?> SHARED = new None<>();
    }

    /** No value: always the same object. */
    @SuppressWarnings("unchecked") // an absent value has every type
    static <T> Option<T> none() {
        return (Option<T>) None.SHARED;
    }

    /** The value {@code value}. */
    static <T> Option<T> some(T value) {
        return new Some<>(value);
    }
}
