package dev.espalier.bridge.passes.expansion;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Purity;
import dev.espalier.bridge.passes.simplification.Simplification;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a definition that only names another function, {@code let sum = fold_left add}, the parameters that are still
 * missing: it is a method then, and not a field that holds a function value. Nothing is evaluated more or less often,
 * as a known function with too few arguments does nothing yet, and those that it has are values.
 */
public final class EtaExpansion implements Pass {
    /** The pass. */
    public EtaExpansion() {}

    @Override
    public String name() {
        return "expansion";
    }

    @Override
    public Program run(Program program) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Global global : program.globals()) {
                changed |= expand(global);
            }
        }
        return program;
    }

    private static boolean expand(Global global) {
        Expr function = global.body() instanceof Expr.Apply apply ? apply.function() : global.body();
        List<Expr> given = global.body() instanceof Expr.Apply apply ? apply.arguments() : List.of();
        int arity = arity(function);
        if (given.size() >= arity || !given.stream().allMatch(Purity::isAtom)) {
            return false;
        }
        List<Local> parameters = new ArrayList<>();
        List<Expr> arguments = new ArrayList<>(given);
        for (int i = given.size(); i < arity; i++) {
            Local parameter = new Local(name(function, i), Types.argument(function.type(), i));
            parameters.add(parameter);
            arguments.add(new Expr.LocalRef(parameter));
        }
        Expr call = new Expr.Apply(function, arguments, Types.result(function.type(), arity));
        Expr expanded = Simplification.simplify(new Expr.Lambda(parameters, call));
        if (expanded instanceof Expr.Lambda lambda && lambda.body() instanceof Expr.Select) {
            return false; // a projection has no method
        }
        global.define(expanded);
        return true;
    }

    private static int arity(Expr function) {
        return switch (function) {
            case Expr.GlobalRef ref -> ref.global().arity();
            case Expr.OperationRef ref -> ref.operation().arity();
            case Expr.PrimitiveRef ref -> ref.primitive().arity();
            default -> 0;
        };
    }

    /** A parameter is named as the function that it is handed to names it. */
    private static String name(Expr function, int index) {
        boolean known = function instanceof Expr.GlobalRef;
        return known
                ? ((Expr.Lambda) ((Expr.GlobalRef) function).global().body())
                        .parameters()
                        .get(index)
                        .name()
                : "argument";
    }
}
