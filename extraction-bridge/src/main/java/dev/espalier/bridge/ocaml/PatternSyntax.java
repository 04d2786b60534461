package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pattern as it is written. */
public sealed interface PatternSyntax {
    /** Where it begins. */
    Position position();

    /** {@code _}. */
    record Wildcard(Position position) implements PatternSyntax {}

    /** A name that is bound. */
    record Variable(Position position, String name) implements PatternSyntax {}

    /** An integer. */
    record Integer(Position position, long value) implements PatternSyntax {}

    /** A character, from 0 to 255. */
    record Character(Position position, char value) implements PatternSyntax {}

    /** All characters from {@code first} to {@code last}, both included. */
    record Range(Position position, char first, char last) implements PatternSyntax {}

    /** A string: a {@code char} from 0 to 255 for each byte. */
    record Text(Position position, String bytes) implements PatternSyntax {}

    /** {@code lazy p}. */
    record Delayed(Position position, PatternSyntax pattern) implements PatternSyntax {}

    /** A constructor, {@code true}, {@code ()}, {@code []} and {@code ::} included; its argument may be a tuple. */
    record Constructor(
            Position position, Path path, @Nullable PatternSyntax argument) implements PatternSyntax {}

    /** {@code p, q, ...}. */
    record Tuple(Position position, List<PatternSyntax> components) implements PatternSyntax {}

    /** <code>{ field = p; ... }</code>. */
    record Record(Position position, List<Field> fields) implements PatternSyntax {}

    /** One field of a record pattern. */
    record Field(Position position, Path path, PatternSyntax pattern) {}

    /** {@code p | q}. */
    record Or(Position position, PatternSyntax left, PatternSyntax right) implements PatternSyntax {}

    /** {@code p as name}. */
    record Alias(Position position, PatternSyntax pattern, String name) implements PatternSyntax {}

    /** {@code (p : type)}. */
    record Typed(Position position, PatternSyntax pattern, TypeSyntax type) implements PatternSyntax {}
}
