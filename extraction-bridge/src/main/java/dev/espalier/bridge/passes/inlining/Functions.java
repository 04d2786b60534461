package dev.espalier.bridge.passes.inlining;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.passes.Purity;

/** Which functions are known by what they are. */
final class Functions {
    private Functions() {}

    /** Whether {@code expr} names a function that is known. */
    static boolean isKnown(Expr expr) {
        return arity(expr) > 0;
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
