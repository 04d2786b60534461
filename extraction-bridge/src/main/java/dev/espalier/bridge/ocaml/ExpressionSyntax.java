package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression as it is written; infix operators are applications of the operator's name. */
public sealed interface ExpressionSyntax {
    /** Where it begins. */
    Position position();

    /** A value's name; an operator in parentheses is a name too. */
    record Name(Position position, Path path) implements ExpressionSyntax {}

    /** An integer. */
    record Integer(Position position, long value) implements ExpressionSyntax {}

    /** A character, from 0 to 255. */
    record Character(Position position, char value) implements ExpressionSyntax {}

    /** A string: a {@code char} from 0 to 255 for each byte. */
    record Text(Position position, String bytes) implements ExpressionSyntax {}

    /** A floating point number. */
    record Real(Position position, double value) implements ExpressionSyntax {}

    /** {@code [| a; b; ... |]}. */
    record ArrayOf(Position position, List<ExpressionSyntax> elements) implements ExpressionSyntax {}

    /** {@code module.(e)}, or {@code let open module in e}. */
    record Open(Position position, Path module, ExpressionSyntax body) implements ExpressionSyntax {}

    /** A constructor, {@code true}, {@code ()}, {@code []} and {@code ::} included; its argument may be a tuple. */
    record Constructor(
            Position position, Path path, @Nullable ExpressionSyntax argument) implements ExpressionSyntax {}

    /** {@code a, b, ...}. */
    record Tuple(Position position, List<ExpressionSyntax> components) implements ExpressionSyntax {}

    /** <code>{ field = e; ... }</code> or, with a base, <code>{ base with field = e; ... }</code>. */
    record Record(Position position, @Nullable ExpressionSyntax base, List<Field> fields) implements ExpressionSyntax {}

    /** One field of a record expression. */
    record Field(Position position, Path path, ExpressionSyntax value) {}

    /** {@code record.field}. */
    record Select(Position position, ExpressionSyntax record, Path field) implements ExpressionSyntax {}

    /** {@code fun p q ... -> body}. */
    record Function(Position position, List<PatternSyntax> parameters, ExpressionSyntax body)
            implements ExpressionSyntax {}

    /** {@code function | p -> e | ...}. */
    record Cases(Position position, List<Case> cases) implements ExpressionSyntax {}

    /** One case of a match. */
    record Case(PatternSyntax pattern, @Nullable ExpressionSyntax guard, ExpressionSyntax body) {}

    /** {@code function argument ...}. */
    record Apply(Position position, ExpressionSyntax function, List<ExpressionSyntax> arguments)
            implements ExpressionSyntax {}

    /** {@code let ... in body}. */
    record Let(Position position, boolean recursive, List<Binding> bindings, ExpressionSyntax body)
            implements ExpressionSyntax {}

    /** {@code if c then t else e}; without an else, e is {@code ()}. */
    record If(Position position, ExpressionSyntax condition, ExpressionSyntax then, ExpressionSyntax otherwise)
            implements ExpressionSyntax {}

    /** {@code match e with cases}. */
    record Match(Position position, ExpressionSyntax scrutinee, List<Case> cases) implements ExpressionSyntax {}

    /** {@code first; second}. */
    record Sequence(Position position, ExpressionSyntax first, ExpressionSyntax second) implements ExpressionSyntax {}

    /** {@code assert e}. */
    record Assert(Position position, ExpressionSyntax condition) implements ExpressionSyntax {}

    /** {@code lazy e}. */
    record Delay(Position position, ExpressionSyntax value) implements ExpressionSyntax {}

    /** {@code (e : type)}. */
    record Typed(Position position, ExpressionSyntax expression, TypeSyntax type) implements ExpressionSyntax {}

    /**
     * One binding of a {@code let}: a pattern, and what it is bound to, parameters already turned into functions.
     *
     * @param comment the type that extraction's comment before the definition gives; {@code null} if there is none
     */
    record Binding(
            Position position,
            PatternSyntax pattern,
            ExpressionSyntax value,
            @Nullable TypeSyntax comment) {}
}
