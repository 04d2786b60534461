package dev.espalier.bridge.passes.erasure;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Rewriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Removes parameters and the arguments for them. */
final class ParameterRemoval {
    private final Map<Global, Change> changes = new HashMap<>();

    /**
     * What becomes of a definition.
     *
     * @param removed the places of the parameters that go
     * @param arity how many there are before
     */
    private record Change(List<Integer> removed, int arity) {
        <T> List<T> kept(List<T> all) {
            List<T> kept = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if (!removed.contains(i)) {
                    kept.add(all.get(i));
                }
            }
            return kept;
        }

        /** The type of the function that had {@code type}. */
        Type of(Type type) {
            Type result = Types.result(type, arity);
            for (int i = arity - 1; i >= 0; i--) {
                if (!removed.contains(i)) {
                    result = new Type.Arrow(Types.argument(type, i), result);
                }
            }
            return result;
        }
    }

    private ParameterRemoval(Map<Global, List<Integer>> unused) {
        unused.forEach((global, places) -> changes.put(global, new Change(places, global.arity())));
    }

    /** Removes the parameters at the places of {@code unused}, and what {@code globals} give for them. */
    static void run(Map<Global, List<Integer>> unused, List<Global> globals) {
        ParameterRemoval removal = new ParameterRemoval(unused);
        globals.forEach(global -> global.define(removal.rewrite(global.body())));
        removal.changes.forEach((global, change) -> {
            Expr.Lambda lambda = (Expr.Lambda) global.body();
            global.generalise(change.of(global.type()), global.parameters());
            global.define(new Expr.Lambda(change.kept(lambda.parameters()), lambda.body()));
            global.show(global.type().toString());
        });
    }

    private Expr rewrite(Expr expr) {
        Expr inner = Rewriter.parts(expr, this::rewrite);
        if (inner instanceof Expr.Apply apply && apply.function() instanceof Expr.GlobalRef ref) {
            Change change = changes.get(ref.global());
            if (change != null) {
                Expr function = new Expr.GlobalRef(ref.global(), ref.typeArguments(), change.of(ref.type()));
                return new Expr.Apply(function, change.kept(apply.arguments()), apply.type());
            }
        }
        return inner; // a definition that is referred to in another way has all parameters
    }
}
