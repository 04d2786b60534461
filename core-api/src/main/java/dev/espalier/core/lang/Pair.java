package dev.espalier.core.lang;

/**
 * Two values, OCaml's {@code 'a * 'b}.
 *
 * @param first the left component
 * @param second the right component
 */
public record Pair<A, B>(A first, B second) {}
