package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Expr;

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
                || expr instanceof Expr.PrimitiveRef;
    }

    /** Whether leaving {@code expr} out changes nothing: it ends and has no overflow. */
    public static boolean isDroppable(Expr expr) {
        return isAtom(expr)
                || expr instanceof Expr.StringLiteral
                || expr instanceof Expr.Lambda
                || (expr instanceof Expr.Select select && isDroppable(select.record()))
                || (expr instanceof Expr.Construct construct
                        && construct.arguments().stream().allMatch(Purity::isDroppable))
                || (expr instanceof Expr.MakeRecord record
                        && record.fields().stream().allMatch(Purity::isDroppable));
    }
}
