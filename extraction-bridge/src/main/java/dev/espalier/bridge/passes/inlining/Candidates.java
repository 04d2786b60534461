package dev.espalier.bridge.passes.inlining;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Components;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Projections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which calls are worth being replaced by what they call, and which may be. */
final class Candidates {
    /** Largest body, in expressions, that is put at each call: little more than another call. */
    private static final int SMALL = 12;

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

    /** Whether replacing a call of {@code lambda} by its body is worth the room. */
    static boolean isWorthIt(Expr.Lambda lambda, List<Expr> arguments) {
        int size = size(lambda.body());
        return (size <= SMALL && isStraight(lambda.body())) || (size <= HIGHER_ORDER && makesKnown(lambda, arguments));
    }

    /** What decides something is better read, and compiled, under its name. */
    private static boolean isStraight(Expr expr) {
        boolean[] straight = {true};
        Occurrences.walk(
                expr,
                part -> straight[0] &= !(part instanceof Expr.If
                        || part instanceof Expr.Switch
                        || part instanceof Expr.Join
                        || part instanceof Expr.Absurd));
        return straight[0];
    }

    private static boolean makesKnown(Expr.Lambda lambda, List<Expr> arguments) {
        for (int i = 0; i < lambda.parameters().size(); i++) {
            Local parameter = lambda.parameters().get(i);
            int calls = calls(parameter, lambda.body());
            boolean known = Functions.isKnown(arguments.get(i)) || Functions.isPartial(arguments.get(i));
            boolean movable =
                    arguments.get(i) instanceof Expr.Lambda && Occurrences.count(parameter, lambda.body()) == 1;
            if (calls > 0 && (known || movable)) {
                return true;
            }
        }
        return false;
    }

    /** How often {@code function} is called in {@code expr}. */
    static int calls(Local function, Expr expr) {
        int[] calls = {0};
        Occurrences.walk(expr, part -> {
            boolean call = part instanceof Expr.Apply apply
                    && apply.function() instanceof Expr.LocalRef ref
                    && ref.local() == function;
            calls[0] += call ? 1 : 0;
        });
        return calls[0];
    }
}
