package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.passes.Occurrences;
import java.util.ArrayList;
import java.util.List;

/** Which expressions of the intermediate representation can be Java expressions. */
final class Inlining {
    /** Most calls nested in one expression. */
    private static final int DEPTH = 6;

    /** Fewest elements of a list that is written as one call. */
    private static final int LITERAL = 4;

    private Inlining() {}

    /** Whether {@code expr} needs no statements of its own. */
    static boolean isInline(Expr expr) {
        return depth(expr) <= DEPTH && isExpression(expr);
    }

    /** Whether an argument is given a name because so many calls are nested in it that lines would get too long. */
    static boolean isDeep(Expr argument) {
        int depth = depth(argument);
        return depth > 0 && depth % DEPTH == 0;
    }

    private static int depth(Expr expr) {
        return switch (expr) {
            case Expr.Apply e -> 1 + Math.max(depth(e.function()), depth(e.arguments()));
            case Expr.Construct e when isLiteral(e) -> 1 + depth(literal(e));
            case Expr.Construct e -> e.arguments().isEmpty() ? 0 : 1 + depth(e.arguments());
            case Expr.MakeRecord e -> 1 + depth(e.fields());
            case Expr.Select e -> depth(e.record());
            case Expr.If e -> 1 + depth(List.of(e.condition(), e.then(), e.otherwise()));
            case Expr.Lambda e -> 1;
            case Expr.Complete e -> 1 + depth(e.innermost());
            default -> 0;
        };
    }

    /** Whether {@code construct} is a list with so many elements in sight that it is written as one call. */
    static boolean isLiteral(Expr.Construct construct) {
        if (construct.constructor().owner() != Builtins.LIST) {
            return false;
        }
        List<Expr> parts = literal(construct);
        return parts.size() > LITERAL && parts.stream().noneMatch(Inlining::needsTarget);
    }

    /** The elements in sight, and then the rest of the list. */
    static List<Expr> literal(Expr.Construct construct) {
        List<Expr> parts = new ArrayList<>();
        Expr rest = construct;
        while (rest instanceof Expr.Construct cell
                && cell.constructor().owner() == Builtins.LIST
                && cell.constructor().index() == 1) {
            parts.add(cell.arguments().get(0));
            rest = cell.arguments().get(1);
        }
        parts.add(rest);
        return parts;
    }

    private static int depth(List<Expr> exprs) {
        return exprs.stream().mapToInt(Inlining::depth).max().orElse(0);
    }

    private static boolean isExpression(Expr expr) {
        return switch (expr) {
            case Expr.Let e -> false;
            case Expr.LetFunctions e -> false;
            case Expr.Match e -> false;
            case Expr.Switch e -> false;
            case Expr.Absurd e -> false;
            case Expr.Jump e -> false;
            case Expr.Build e -> false;
            case Expr.Join e -> false;
            case Expr.Leave e -> false;
            case Expr.Extend e -> false;
            case Expr.Complete e -> isExpression(e.innermost());
            case Expr.Lambda e -> true;
            case Expr.If e -> isExpression(e.condition()) && isExpression(e.then()) && isExpression(e.otherwise());
            case Expr.Apply e ->
                isExpression(e.function()) && e.arguments().stream().allMatch(Inlining::isExpression);
            case Expr.Construct e -> e.arguments().stream().allMatch(Inlining::isExpression);
            case Expr.MakeRecord e -> e.fields().stream().allMatch(Inlining::isExpression);
            case Expr.Select e -> isExpression(e.record()) && isStandalone(e.record());
            default -> true;
        };
    }

    private static boolean isCallable(Expr function) {
        return switch (function) {
            case Expr.GlobalRef ref when ref.global().arity() > 0 -> true;
            case Expr.OperationRef ref -> true;
            case Expr.RuntimeRef ref -> true;
            case Expr.PrimitiveRef ref -> true;
            default -> isExpression(function) && isStandalone(function);
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
                    case Expr.RuntimeRef ref -> true;
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
