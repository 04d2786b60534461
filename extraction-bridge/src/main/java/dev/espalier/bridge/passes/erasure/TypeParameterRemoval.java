package dev.espalier.bridge.passes.erasure;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Rewriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes type parameters that nothing but parameters mentioned which are gone, and the types given for them. */
final class TypeParameterRemoval {
    private final Map<Global, List<Type.Parameter>> before = new HashMap<>();
    private final Map<Global, Set<Type.Parameter>> left = new HashMap<>();

    private TypeParameterRemoval(Collection<Global> changed) {
        for (Global global : changed) {
            before.put(global, global.parameters());
            left.put(global, new LinkedHashSet<>());
        }
    }

    /** Removes those of {@code changed}, to which {@code globals} refer. */
    static void run(Collection<Global> changed, List<Global> globals) {
        TypeParameterRemoval removal = new TypeParameterRemoval(changed);
        // One that is only handed on, as one that is not needed, is not: what is needed grows until nothing changes.
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Global global : changed) {
                Set<Type.Parameter> needed = removal.needed(global);
                needed.retainAll(global.parameters());
                grown |= !needed.equals(removal.left.put(global, needed));
            }
        }
        globals.forEach(global -> global.define(removal.rewrite(global.body())));
        for (Global global : changed) {
            Set<Type.Parameter> needed = removal.left.getOrDefault(global, Set.of());
            global.generalise(
                    global.type(),
                    global.parameters().stream().filter(needed::contains).toList());
        }
    }

    private Set<Type.Parameter> needed(Global global) {
        List<Type> mentioned = new ArrayList<>(List.of(global.type()));
        Occurrences.walk(global.body(), part -> {
            mentioned.add(part.type());
            switch (part) {
                case Expr.GlobalRef ref -> mentioned.addAll(arguments(ref));
                case Expr.Switch branch -> mentioned.add(branch.scrutinee().type());
                default -> {}
            }
        });
        return Types.parameters(mentioned);
    }

    /** What a reference gives for those type parameters that are left. */
    private List<Type> arguments(Expr.GlobalRef ref) {
        Set<Type.Parameter> kept = left.get(ref.global());
        List<Type.Parameter> all = before.get(ref.global());
        if (kept == null || all == null || all.size() != ref.typeArguments().size()) {
            return ref.typeArguments(); // inside its own recursive definition it gives none
        }
        List<Type> arguments = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (kept.contains(all.get(i))) {
                arguments.add(ref.typeArguments().get(i));
            }
        }
        return arguments;
    }

    private Expr rewrite(Expr expr) {
        return expr instanceof Expr.GlobalRef ref
                ? new Expr.GlobalRef(ref.global(), arguments(ref), ref.type())
                : Rewriter.parts(expr, this::rewrite);
    }
}
