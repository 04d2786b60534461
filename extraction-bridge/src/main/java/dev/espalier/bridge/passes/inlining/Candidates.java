package dev.espalier.bridge.passes.inlining;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Components;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Projections;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which calls are worth being replaced by what they call, and which may be. */
final class Candidates {
    /** By how many expressions a body may be larger than the call that it is put for, if nothing else is won. */
    private static final int DETOUR = 2;

    /** Largest body that is put where a function handed to it becomes known. */
    private static final int HIGHER_ORDER = 40;

    /** Largest body that is put at its only call. */
    private static final int ONCE = 120;

    private final Map<Global, Unit> units = new HashMap<>();
    private final Map<Global, Set<Global>> called = new HashMap<>();
    private final Map<Global, Integer> references = new HashMap<>();
    private final Set<Global> recursive = new HashSet<>();
    private final Map<Global, Integer> inlined = new LinkedHashMap<>();

    Candidates(Program program) {
        for (Unit unit : program.units()) {
            unit.globals().forEach(global -> units.put(global, unit));
        }
        for (Global global : program.globals()) {
            Set<Global> calls = new LinkedHashSet<>();
            Occurrences.walk(global.body(), part -> {
                if (part instanceof Expr.GlobalRef ref && units.containsKey(ref.global())) {
                    calls.add(ref.global());
                    references.merge(ref.global(), 1, Integer::sum);
                }
            });
            called.put(global, calls);
        }
        for (List<Global> group : Components.of(program.globals(), this::called)) {
            if (group.size() > 1 || called(group.getFirst()).contains(group.getFirst())) {
                recursive.addAll(group);
            }
        }
    }

    /** The definitions that {@code global} refers to. */
    Set<Global> called(Global global) {
        return called.getOrDefault(global, Set.of());
    }

    /** How many calls of each definition were replaced. */
    Map<Global, Integer> inlined() {
        return inlined;
    }

    /** Notes that a call of {@code global} was replaced. */
    void count(Global global) {
        inlined.merge(global, 1, Integer::sum);
    }

    /** Number of expressions in {@code expr}. */
    static int size(Expr expr) {
        int[] size = {0};
        Occurrences.walk(expr, part -> size[0]++);
        return size[0];
    }

    /** Whether a call of {@code ref} inside {@code caller} may be replaced by what it calls. */
    boolean mayBe(Global caller, Expr.GlobalRef ref) {
        Global global = ref.global();
        Unit unit = units.get(global);
        if (unit == null
                || recursive.contains(global)
                || Projections.of(global).isPresent()
                || !knowsItsTypes(ref)
                || !(global.body() instanceof Expr.Lambda lambda)) {
            return false;
        }
        boolean[] portable = {true};
        Occurrences.walk(lambda.body(), part -> {
            if (part instanceof Expr.GlobalRef inner) {
                // What was a local function is private to its class.
                portable[0] &= knowsItsTypes(inner)
                        && (unit == units.get(caller) || !inner.global().lifted());
            }
        });
        return portable[0];
    }

    /** Inside its own recursive definition a reference does not say what its type parameters stand for. */
    private static boolean knowsItsTypes(Expr.GlobalRef ref) {
        return ref.typeArguments().size() == ref.global().parameters().size();
    }

    /** Whether the only reference to {@code global} is one call, and its body is not too large for another's. */
    boolean isUsedOnce(Global global, Expr.Lambda lambda) {
        return global.lifted() && references.getOrDefault(global, 0) == 1 && size(lambda.body()) <= ONCE;
    }

    /**
     * Whether a call of {@code lambda} is only a detour: its body is about as large as the call, decides and converts
     * nothing, holds no functions, of which each copy would be a class of its own, and calls no local function, which is
     * better left behind the name of what it is local to.
     */
    static boolean isDetour(Expr.Lambda lambda) {
        int call = lambda.parameters().size() + 2;
        boolean[] plain = {size(lambda.body()) <= call + DETOUR};
        Set<Expr> heads = Collections.newSetFromMap(new IdentityHashMap<>());
        Occurrences.walk(lambda.body(), part -> {
            if (part instanceof Expr.Apply apply) {
                heads.add(apply.function());
            }
            plain[0] &= !isBranch(part)
                    && !isConversion(part)
                    && !(part instanceof Expr.Lambda)
                    && !(part instanceof Expr.GlobalRef ref && ref.global().lifted())
                    && (heads.contains(part) || Functions.missing(part) == 0);
        });
        return plain[0];
    }

    private static boolean isBranch(Expr expr) {
        return expr instanceof Expr.If
                || expr instanceof Expr.Switch
                || expr instanceof Expr.Join
                || expr instanceof Expr.Absurd;
    }

    private static boolean isConversion(Expr expr) {
        return expr instanceof Expr.PrimitiveRef ref
                && (ref.primitive() == Primitive.CAST || ref.primitive() == Primitive.PROOF);
    }

    /** Whether a function becomes known where {@code lambda}, which is small, calls it: one of {@code arguments}. */
    static boolean makesKnown(Expr.Lambda lambda, List<Expr> arguments) {
        if (size(lambda.body()) > HIGHER_ORDER) {
            return false;
        }
        for (int i = 0; i < lambda.parameters().size(); i++) {
            Local parameter = lambda.parameters().get(i);
            int missing = Functions.missing(arguments.get(i));
            boolean movable = !(arguments.get(i) instanceof Expr.Lambda)
                    || Occurrences.count(parameter, lambda.body()) == 1; // there is one of it, before as after
            if (missing > 0 && movable && calls(parameter, missing, lambda.body()) > 0) {
                return true;
            }
        }
        return false;
    }

    /** How often {@code function} is called in {@code expr}, with {@code least} arguments or more. */
    static int calls(Local function, int least, Expr expr) {
        int[] calls = {0};
        Occurrences.walk(expr, part -> {
            boolean call = part instanceof Expr.Apply apply
                    && apply.function() instanceof Expr.LocalRef ref
                    && ref.local() == function
                    && apply.arguments().size() >= least;
            calls[0] += call ? 1 : 0;
        });
        return calls[0];
    }
}
