package dev.espalier.bridge.passes.erasure;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.passes.Purity;
import dev.espalier.bridge.passes.Rewriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which parameters of private definitions are used. One that is only handed on, as an argument that is itself not used,
 * is not: uses grow until nothing changes.
 */
final class Uses {
    private final Map<Global, Set<Integer>> used = new LinkedHashMap<>();
    private final Map<Local, Place> places = new HashMap<>();
    private boolean grown;

    private record Place(Global global, int index) {}

    private Uses() {}

    /** The uses in {@code globals}. */
    static Uses of(List<Global> globals) {
        Uses uses = new Uses();
        for (Global global : globals) {
            if (global.lifted() && global.body() instanceof Expr.Lambda lambda) {
                uses.used.put(global, new HashSet<>());
                for (int i = 0; i < lambda.parameters().size(); i++) {
                    uses.places.put(lambda.parameters().get(i), new Place(global, i));
                }
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
            globals.forEach(global -> visit(global.body()));
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
        Place place = places.get(local);
        if (place != null) {
            use(place.global, place.index);
        }
    }

    private void use(Global global, int index) {
        Set<Integer> known = used.get(global);
        if (known != null && known.add(index)) {
            grown = true;
        }
    }
}
