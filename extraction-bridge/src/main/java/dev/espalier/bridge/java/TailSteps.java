package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Unit;
import java.util.HashSet;
import java.util.Set;

/**
 * The known functions that may end in a call of an unknown function, directly or through other known functions. Each
 * gets a second method that hands that call on, so that closures which call each other through known functions need
 * no stack either.
 */
final class TailSteps {
    private final Set<Global> stepping = new HashSet<>();
    private final Set<Global> shared = new HashSet<>();
    private final Recursion recursion;

    TailSteps(Program program) {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Unit unit : program.units()) {
                for (Global global : unit.globals()) {
                    if (global.body() instanceof Expr.Lambda lambda
                            && !stepping.contains(global)
                            && steps(lambda.body())) {
                        stepping.add(global);
                        grown = true;
                    }
                }
            }
        }
        recursion = new Recursion(program, this);
    }

    /** The functions that recurse. */
    Recursion recursion() {
        return recursion;
    }

    /** Notes that another class calls the stepping variant of {@code global}, which then cannot be private. */
    void share(Global global) {
        shared.add(global);
    }

    /** Whether another class calls the stepping variant, as far as is noted. */
    boolean isShared(Global global) {
        return shared.contains(global);
    }

    /** Whether {@code global} has a stepping variant. */
    boolean contains(Global global) {
        return stepping.contains(global);
    }

    /** Whether {@code expr} ends in a call that a step would hand on. */
    boolean steps(Expr expr) {
        return switch (expr) {
            case Expr.Apply apply ->
                switch (apply.function()) {
                    case Expr.GlobalRef ref when ref.global().arity() > 0 -> stepping.contains(ref.global());
                    case Expr.OperationRef ref -> false;
                    case Expr.RuntimeRef ref -> false;
                    case Expr.PrimitiveRef ref -> false;
                    default -> true;
                };
            case Expr.Let let -> steps(let.body());
            case Expr.If condition -> steps(condition.then()) || steps(condition.otherwise());
            case Expr.Switch branch -> {
                Expr otherwise = branch.otherwise();
                yield branch.branches().stream().anyMatch(one -> steps(one.body()))
                        || (otherwise != null && steps(otherwise));
            }
            case Expr.Join join -> steps(join.body()) || steps(join.after());
            case Expr.Build build -> steps(build.body());
            default -> false;
        };
    }
}
