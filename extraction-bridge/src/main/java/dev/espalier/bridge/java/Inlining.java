package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.passes.Occurrences;

/** Which expressions of the intermediate representation can be Java expressions. */
final class Inlining {
    private Inlining() {}

    /** Whether {@code expr} needs no statements of its own. */
    static boolean isInline(Expr expr) {
        return switch (expr) {
            case Expr.Let e -> false;
            case Expr.LetFunctions e -> false;
            case Expr.Match e -> false;
            case Expr.Switch e -> false;
            case Expr.Absurd e -> false;
            case Expr.Jump e -> false;
            case Expr.Lambda e -> true;
            case Expr.If e -> isInline(e.condition()) && isInline(e.then()) && isInline(e.otherwise());
            case Expr.Apply e ->
                isInline(e.function()) && e.arguments().stream().allMatch(Inlining::isInline);
            case Expr.Construct e -> e.arguments().stream().allMatch(Inlining::isInline);
            case Expr.MakeRecord e -> e.fields().stream().allMatch(Inlining::isInline);
            case Expr.Select e -> isInline(e.record());
            default -> true;
        };
    }

    /** Whether {@code expr} is small enough to be a side of a conditional expression. */
    static boolean isSmall(Expr expr) {
        int[] size = {0};
        Occurrences.walk(expr, part -> size[0]++);
        return size[0] <= 24;
    }

    /** Whether the expression's Java type is clear without a target: what may stand before a dot. */
    static boolean isStandalone(Expr expr) {
        return switch (expr) {
            case Expr.LocalRef e -> true;
            case Expr.Select e -> true;
            case Expr.Apply e ->
                switch (e.function()) {
                    case Expr.GlobalRef ref -> ref.global().parameters().isEmpty();
                    case Expr.OperationRef ref -> true;
                    case Expr.PrimitiveRef ref -> true;
                    default -> isStandalone(e.function());
                };
            case Expr.GlobalRef e -> e.global().parameters().isEmpty();
            default -> false;
        };
    }

    /** Whether {@code expr} is a lambda, possibly on a side of a conditional: it needs a target type. */
    static boolean needsTarget(Expr expr) {
        return expr instanceof Expr.Lambda
                || (expr instanceof Expr.If e && (needsTarget(e.then()) || needsTarget(e.otherwise())));
    }

    /** Whether both sides of {@code primitive} are evaluated only if needed. */
    static boolean isLazy(Primitive primitive) {
        return primitive == Primitive.AND || primitive == Primitive.OR;
    }
}
