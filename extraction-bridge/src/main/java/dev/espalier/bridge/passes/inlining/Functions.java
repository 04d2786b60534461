package dev.espalier.bridge.passes.inlining;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.passes.Purity;

/** Which functions are known by what they are. */
final class Functions {
    private Functions() {}

    /**
     * The number of arguments that {@code expr} takes, if it is a known function; 0 if not. A partial application is one
     * if its arguments cost nothing to repeat.
     */
    static int missing(Expr expr) {
        return switch (expr) {
            case Expr.Lambda lambda -> lambda.parameters().size();
            case Expr.Apply apply
            when isPartial(apply) -> arity(apply.function()) - apply.arguments().size();
            default -> arity(expr);
        };
    }

    /** Whether {@code expr} is a known function with a few of its arguments, all of which cost nothing to repeat. */
    static boolean isPartial(Expr expr) {
        return expr instanceof Expr.Apply apply
                && apply.arguments().size() < arity(apply.function())
                && apply.arguments().stream().allMatch(Purity::isAtom);
    }

    private static int arity(Expr function) {
        return switch (function) {
            case Expr.GlobalRef ref -> ref.global().arity();
            case Expr.OperationRef ref -> ref.operation().arity();
            case Expr.RuntimeRef ref -> ref.function().arity();
            case Expr.PrimitiveRef ref -> Purity.isAtom(ref) ? ref.primitive().arity() : 0;
            default -> 0;
        };
    }
}
