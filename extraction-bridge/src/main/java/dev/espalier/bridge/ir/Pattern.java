package dev.espalier.bridge.ir;

import java.util.List;

/** A typed pattern. Both sides of an {@link Or} bind the same {@link Local}s. */
public sealed interface Pattern {
    /** Matches anything. */
    record Any() implements Pattern {}

    /** Matches what {@code pattern} does, and binds the whole to {@code local}. */
    record Bind(Local local, Pattern pattern) implements Pattern {}

    /** Matches one integer. */
    record IntegerValue(long value) implements Pattern {}

    /** Matches one truth value. */
    record BooleanValue(boolean value) implements Pattern {}

    /** Matches one character, string or other constant: a literal. */
    record Constant(Expr literal) implements Pattern {}

    /** Matches the characters from {@code first} to {@code last}, both included. */
    record CharacterRange(char first, char last) implements Pattern {}

    /** Matches a lazy value whose value matches: it is computed for that. */
    record Delayed(Pattern pattern) implements Pattern {}

    /** Matches a constructor whose arguments match. */
    record Construct(TypeSymbol.Constructor constructor, List<Pattern> arguments) implements Pattern {}

    /** Matches a record all of whose fields match. */
    record Record(TypeSymbol symbol, List<Pattern> fields) implements Pattern {}

    /** Matches what either does; the left one goes first. */
    record Or(Pattern left, Pattern right) implements Pattern {}
}
