package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import java.util.Map;

/** Replaces variables. Every variable is bound once, so nothing is captured. */
public final class Substitution {
    private Substitution() {}

    /** {@code expr} with variables replaced; a branch's scrutinee can only be replaced by a variable. */
    public static Expr substitute(Expr expr, Map<Local, Expr> replacements) {
        if (expr instanceof Expr.LocalRef ref) {
            return replacements.getOrDefault(ref.local(), ref);
        }
        Expr replaced = Rewriter.parts(expr, part -> substitute(part, replacements));
        if (replaced instanceof Expr.Switch branch
                && replacements.get(branch.scrutinee()) instanceof Expr.LocalRef target) {
            return new Expr.Switch(target.local(), branch.branches(), branch.otherwise(), branch.type());
        }
        return replaced;
    }
}
