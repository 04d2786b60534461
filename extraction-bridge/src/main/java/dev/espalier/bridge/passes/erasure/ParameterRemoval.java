package dev.espalier.bridge.passes.erasure;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Rewriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes parameters, the arguments for them, and the type parameters that only they mentioned. */
final class ParameterRemoval {
    private final Map<Global, Change> changes = new HashMap<>();

    /**
     * What becomes of a definition.
     *
     * @param removed the places of the parameters that go
     * @param arity how many there are before
     * @param types the type parameters there are before
     * @param left those of them that stay
     */
    private record Change(List<Integer> removed, int arity, List<Type.Parameter> types, List<Type.Parameter> left) {}

    private ParameterRemoval() {}

    /** Removes the parameters at the places of {@code unused}. */
    static ParameterRemoval of(Map<Global, List<Integer>> unused) {
        ParameterRemoval removal = new ParameterRemoval();
        unused.forEach((global, places) -> {
            List<Type> mentioned = new ArrayList<>(List.of(without(global.type(), places, global.arity())));
            Occurrences.walk(((Expr.Lambda) global.body()).body(), part -> mention(part, mentioned));
            Set<Type.Parameter> needed = Types.parameters(mentioned);
            List<Type.Parameter> left =
                    global.parameters().stream().filter(needed::contains).toList();
            removal.changes.put(global, new Change(places, global.arity(), global.parameters(), left));
        });
        return removal;
    }

    private static void mention(Expr part, List<Type> mentioned) {
        mentioned.add(part.type());
        switch (part) {
            case Expr.GlobalRef ref -> mentioned.addAll(ref.typeArguments());
            case Expr.Switch branch -> mentioned.add(branch.scrutinee().type());
            default -> {}
        }
    }

    /** Rewrites the definitions and all calls. */
    void run(List<Global> globals) {
        globals.forEach(global -> global.define(rewrite(global.body())));
        changes.forEach((global, change) -> {
            Expr.Lambda lambda = (Expr.Lambda) global.body();
            List<Local> parameters = kept(lambda.parameters(), change);
            global.generalise(without(global.type(), change.removed, change.arity), change.left);
            global.define(new Expr.Lambda(parameters, lambda.body()));
            global.show(global.type().toString());
        });
    }

    private Expr rewrite(Expr expr) {
        Expr inner = Rewriter.parts(expr, this::rewrite);
        if (inner instanceof Expr.Apply apply && apply.function() instanceof Expr.GlobalRef ref) {
            Change change = changes.get(ref.global());
            if (change != null) {
                return new Expr.Apply(reference(ref, change), kept(apply.arguments(), change), apply.type());
            }
        }
        return inner; // a reference that is no call has nothing removed
    }

    private static Expr reference(Expr.GlobalRef ref, Change change) {
        List<Type> arguments = new ArrayList<>();
        // Inside its own recursive definition it has none.
        for (int i = 0; i < ref.typeArguments().size(); i++) {
            if (change.left.contains(change.types.get(i))) {
                arguments.add(ref.typeArguments().get(i));
            }
        }
        return new Expr.GlobalRef(ref.global(), arguments, without(ref.type(), change.removed, change.arity));
    }

    private static <T> List<T> kept(List<T> all, Change change) {
        List<T> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!change.removed.contains(i)) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    /** A function's type without some of its first {@code arity} parameters. */
    private static Type without(Type type, List<Integer> removed, int arity) {
        Type result = Types.result(type, arity);
        for (int i = arity - 1; i >= 0; i--) {
            if (!removed.contains(i)) {
                result = new Type.Arrow(Types.argument(type, i), result);
            }
        }
        return result;
    }
}
