package dev.espalier.bridge.passes.erasure;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.passes.Purity;
import dev.espalier.bridge.passes.Rewriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters of private definitions are used. One that is only handed on, as an argument that is itself not used,
 * is not: uses grow until nothing changes.
 */
final class Uses {
    private final Map<Global, Set<Integer>> used = new LinkedHashMap<>();
    private @Nullable Global current;
    private boolean grown;

    private Uses() {}

    /** The uses in {@code globals}. */
    static Uses of(List<Global> globals) {
        Uses uses = new Uses();
        for (Global global : globals) {
            if (global.lifted() && global.arity() > 0) {
                uses.used.put(global, new HashSet<>());
            }
        }
        do {
            uses.grow(globals);
            uses.keepOne();
        } while (uses.grown);
        return uses;
    }

    private void grow(List<Global> globals) {
        do {
            grown = false;
            for (Global global : globals) {
                current = global;
                visit(global.body());
            }
        } while (grown);
    }

    /** A function without any parameters would be computed once, and even if nothing calls it. */
    private void keepOne() {
        used.forEach((global, known) -> {
            if (known.isEmpty()) {
                use(global, 0);
            }
        });
    }

    /** The places of the parameters that can be removed, of all definitions that have some. */
    Map<Global, List<Integer>> unused() {
        Map<Global, List<Integer>> unused = new LinkedHashMap<>();
        used.forEach((global, known) -> {
            List<Integer> left = new ArrayList<>();
            for (int i = 0; i < global.arity(); i++) {
                if (!known.contains(i)) {
                    left.add(i);
                }
            }
            if (!left.isEmpty()) {
                unused.put(global, left);
            }
        });
        return unused;
    }

    private void visit(Expr expr) {
        switch (expr) {
            case Expr.LocalRef ref -> use(ref.local());
            case Expr.GlobalRef ref -> {
                // As a value, or with too few arguments: what calls it is not known.
                for (int i = 0; i < ref.global().arity(); i++) {
                    use(ref.global(), i);
                }
            }
            case Expr.Apply apply
            when apply.function() instanceof Expr.GlobalRef ref
                    && apply.arguments().size() >= ref.global().arity() -> call(ref.global(), apply.arguments());
            case Expr.Switch branch -> {
                use(branch.scrutinee());
                Rewriter.each(branch, this::visit);
            }
            default -> Rewriter.each(expr, this::visit);
        }
    }

    private void call(Global global, List<Expr> arguments) {
        Set<Integer> known = used.get(global);
        for (int i = 0; i < arguments.size(); i++) {
            boolean handedOn =
                    known != null && i < global.arity() && !known.contains(i) && Purity.isDroppable(arguments.get(i));
            if (!handedOn) {
                use(global, i);
                visit(arguments.get(i));
            }
        }
    }

    private void use(Local local) {
        // Two definitions may have a parameter in common: a local function is lifted once for each copy of a match's
        // case.
        if (current != null
                && current.body() instanceof Expr.Lambda lambda
                && lambda.parameters().contains(local)) {
            use(current, lambda.parameters().indexOf(local));
        }
    }

    private void use(Global global, int index) {
        Set<Integer> known = used.get(global);
        if (known != null && known.add(index)) {
            grown = true;
        }
    }
}
