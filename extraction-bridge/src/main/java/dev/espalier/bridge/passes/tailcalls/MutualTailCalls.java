package dev.espalier.bridge.passes.tailcalls;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Components;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Pass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Definitions of one module that call each other in tail position, directly or inside layers of one constructor, become
 * one definition that calls itself: it takes the number of the definition that it is to be, and the parameters of all.
 * So these calls need no stack and allocate nothing. Local functions that have been lifted take part, so a
 * {@code let rec go} that calls the enclosing function is part of its loop.
 */
public final class MutualTailCalls implements Pass {
    /** The pass. */
    public MutualTailCalls() {}

    @Override
    public String name() {
        return "mutual";
    }

    @Override
    public Program run(Program program) {
        List<Unit> units = new ArrayList<>();
        for (Unit unit : program.units()) {
            units.add(new Unit(unit.name(), unit.functors(), unit.types(), merged(unit, program)));
        }
        return program.with(units);
    }

    private static List<Global> merged(Unit unit, Program program) {
        List<Global> globals = new ArrayList<>(unit.globals());
        Set<Global> here = new HashSet<>(globals);
        for (List<Global> group :
                Components.of(unit.globals(), global -> here.contains(global) ? tailCalled(global) : Set.of())) {
            if (group.size() > 1 && here.containsAll(group) && fits(group)) {
                List<Global> ordered =
                        unit.globals().stream().filter(group::contains).toList();
                Global loop = new MergedLoop(ordered).global();
                globals.add(globals.indexOf(ordered.getLast()) + 1, loop);
                globals.removeIf(
                        global -> global.lifted() && ordered.contains(global) && !isUsed(global, program, loop));
            }
        }
        return globals;
    }

    /** What {@code global} calls in tail position at its callee's own types. */
    private static Set<Global> tailCalled(Global global) {
        Set<Global> called = new LinkedHashSet<>();
        if (global.body() instanceof Expr.Lambda lambda) {
            Tails.any(lambda.body(), tail -> {
                Expr.Apply call = TailModuloConstructor.innermost(tail, MutualTailCalls::isOwnCall);
                if (call != null) {
                    called.add(((Expr.GlobalRef) call.function()).global());
                }
                return false;
            });
        }
        return called;
    }

    /** Whether {@code expr} is a call of a definition with the type parameters that it is written with. */
    static boolean isOwnCall(Expr expr) {
        return expr instanceof Expr.Apply apply
                && apply.function() instanceof Expr.GlobalRef ref
                && ref.global().arity() == apply.arguments().size()
                && Tails.isOwn(ref);
    }

    /** Whether all build the same kind of layers, if any, and give the same type. */
    private static boolean fits(List<Global> group) {
        Set<Object> kinds = new HashSet<>();
        Set<Type> results = new HashSet<>();
        for (Global global : group) {
            Expr body = ((Expr.Lambda) global.body()).body();
            results.add(Tails.resolved(body.type()));
            Tails.any(body, tail -> {
                TailModuloConstructor.kind(tail, call -> isOwnCall(call) && calls(call, group))
                        .ifPresent(kinds::add);
                return false;
            });
        }
        return kinds.size() <= 1 && results.size() == 1;
    }

    private static boolean calls(Expr call, List<Global> group) {
        return call instanceof Expr.Apply apply
                && apply.function() instanceof Expr.GlobalRef ref
                && group.contains(ref.global());
    }

    private static boolean isUsed(Global wanted, Program program, Global loop) {
        List<Global> all = new ArrayList<>(program.globals());
        all.add(loop);
        boolean[] used = {false};
        all.stream()
                .filter(global -> global != wanted)
                .forEach(global -> Occurrences.walk(
                        global.body(),
                        part -> used[0] |= part instanceof Expr.GlobalRef ref && ref.global() == wanted));
        return used[0];
    }
}
