package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Expr;

/** Join points, for analyses that follow each branch to its end. */
public final class Joins {
    private Joins() {}

    /** {@code join} without its join point: what follows it is repeated where a branch leaves to it. */
    public static Expr expanded(Expr.Join join) {
        return expanded(join.body(), join);
    }

    private static Expr expanded(Expr expr, Expr.Join join) {
        if (expr instanceof Expr.Leave leave && leave.point() == join.point()) {
            Expr result = join.after();
            for (int i = leave.arguments().size() - 1; i >= 0; i--) {
                result = new Expr.Let(
                        join.point().parameters().get(i), leave.arguments().get(i), result);
            }
            return result;
        }
        return Rewriter.parts(expr, part -> expanded(part, join));
    }
}
