package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Pattern;
import java.util.List;
import java.util.function.UnaryOperator;

/** Matching, from left to right, as OCaml does. */
final class Patterns {
    private final UnaryOperator<Value> force;

    /**
     * Matching with a machine's help.
     *
     * @param force gives the value of a lazy value
     */
    Patterns(UnaryOperator<Value> force) {
        this.force = force;
    }

    /** Whether {@code value} matches; binds variables in {@code scope}, some even if it does not. */
    boolean matches(Pattern pattern, Value value, Scope scope) {
        return switch (pattern) {
            case Pattern.Any any -> true;
            case Pattern.Bind bind -> {
                scope.bind(bind.local(), value);
                yield matches(bind.pattern(), value, scope);
            }
            case Pattern.IntegerValue wanted -> Primitives.integer(value) == wanted.value();
            case Pattern.BooleanValue wanted -> Primitives.truth(value) == wanted.value();
            case Pattern.Constant wanted -> Comparison.equal(literal(wanted.literal()), value);
            case Pattern.CharacterRange wanted ->
                value instanceof Value.Letter letter
                        && wanted.first() <= letter.value()
                        && letter.value() <= wanted.last();
            case Pattern.Delayed wanted -> matches(wanted.pattern(), force.apply(value), scope);
            case Pattern.Construct wanted -> {
                Value.Data data = data(value);
                yield data.constructor() == wanted.constructor() && all(wanted.arguments(), data.arguments(), scope);
            }
            case Pattern.Record wanted -> all(wanted.fields(), fields(value).values(), scope);
            case Pattern.Or or -> matches(or.left(), value, scope) || matches(or.right(), value, scope);
        };
    }

    private boolean all(List<Pattern> patterns, List<Value> values, Scope scope) {
        if (patterns.size() != values.size()) {
            throw InterpretationException.illFormed(patterns.size() + " patterns for " + values);
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (!matches(patterns.get(i), values.get(i), scope)) {
                return false;
            }
        }
        return true;
    }

    /** The value of a literal. */
    static Value literal(Expr literal) {
        return switch (literal) {
            case Expr.IntegerLiteral e -> new Value.Int(e.value());
            case Expr.CharacterLiteral e -> new Value.Letter(e.value());
            case Expr.StringLiteral e -> new Value.Text(e.bytes());
            case Expr.FloatLiteral e -> new Value.Floating(e.value());
            case Expr.BooleanLiteral e -> new Value.Truth(e.value());
            case Expr.UnitLiteral e -> new Value.UnitValue();
            default -> throw InterpretationException.illFormed("a pattern that is no literal: " + literal);
        };
    }

    static Value.Data data(Value value) {
        if (value instanceof Value.Data data) {
            return data;
        }
        throw InterpretationException.illFormed(value + " is not made by a constructor");
    }

    static Value.Fields fields(Value value) {
        if (value instanceof Value.Fields fields) {
            return fields;
        }
        throw InterpretationException.illFormed(value + " is not a record");
    }
}
