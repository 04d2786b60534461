package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Primitive;

/** Which expressions can be moved, repeated or left out without a difference. */
public final class Purity {
    private Purity() {}

    /** Whether {@code expr} is a value that costs nothing to repeat. */
    public static boolean isAtom(Expr expr) {
        return expr instanceof Expr.LocalRef
                || expr instanceof Expr.IntegerLiteral
                || expr instanceof Expr.CharacterLiteral
                || expr instanceof Expr.FloatLiteral
                || expr instanceof Expr.BooleanLiteral
                || expr instanceof Expr.UnitLiteral
                || expr instanceof Expr.FunctionRef
                || (expr instanceof Expr.GlobalRef ref && ref.global().arity() > 0)
                || expr instanceof Expr.OperationRef
                || (expr instanceof Expr.RuntimeRef ref && ref.function().arity() > 0)
                || (expr instanceof Expr.PrimitiveRef ref && !isLazy(ref));
    }

    /**
     * Whether {@code function} evaluates its right side only if needed, which it does where it is applied to both: its
     * arguments are others' where it is handed over, and must not come together with it.
     */
    public static boolean isLazy(Expr function) {
        return function instanceof Expr.PrimitiveRef ref
                && (ref.primitive() == Primitive.AND || ref.primitive() == Primitive.OR);
    }

    /** Whether leaving {@code expr} out changes nothing: it ends and has no overflow. */
    public static boolean isDroppable(Expr expr) {
        return isAtom(expr)
                || expr instanceof Expr.PrimitiveRef
                || expr instanceof Expr.StringLiteral
                || expr instanceof Expr.Lambda
                || (expr instanceof Expr.Select select && isDroppable(select.record()))
                || (expr instanceof Expr.Apply apply
                        && isIdle(apply)
                        && apply.arguments().stream().allMatch(Purity::isDroppable))
                || (expr instanceof Expr.Construct construct
                        && construct.arguments().stream().allMatch(Purity::isDroppable))
                || (expr instanceof Expr.MakeRecord record
                        && record.fields().stream().allMatch(Purity::isDroppable));
    }

    /** Whether a call does nothing: it only changes the type, or waits for more arguments. */
    private static boolean isIdle(Expr.Apply apply) {
        return switch (apply.function()) {
            case Expr.PrimitiveRef ref
            when ref.primitive() == Primitive.CAST -> apply.arguments().size() == 1;
            case Expr.GlobalRef ref -> apply.arguments().size() < ref.global().arity();
            default -> false;
        };
    }
}
