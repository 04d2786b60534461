package dev.espalier.bridge.passes.representation;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A direct definition of a known function.
 *
 * @param name the function's name in the reference extraction
 * @param arity number of arguments
 * @param condition when the direct definition holds, of the arguments; {@code null} for always. Otherwise the function's
 *     own definition computes.
 * @param direct the direct definition
 */
record Replacement(
        String name, int arity, @Nullable Function<List<Expr>, Expr> condition, KnownFunctions.Direct direct) {

    /** What {@code global}, which is this function, is defined as from now on. */
    Expr apply(Global global) {
        List<Local> parameters = new ArrayList<>();
        if (global.body() instanceof Expr.Lambda lambda) {
            parameters.addAll(lambda.parameters());
        }
        for (int i = parameters.size(); i < arity; i++) {
            parameters.add(new Local("n", Types.argument(global.type(), i)));
        }
        List<Expr> arguments = new ArrayList<>();
        parameters.forEach(parameter -> arguments.add(new Expr.LocalRef(parameter)));
        Type result = Types.result(global.type(), arity);
        Expr body = direct.of(arguments, result);
        if (condition != null && global.body() instanceof Expr.Lambda lambda) {
            body = new Expr.If(condition.apply(arguments), body, lambda.body());
        }
        return new Expr.Lambda(parameters, body);
    }

    /** Whether {@code global} takes its arguments one by one, as many as the direct definition or fewer. */
    boolean fits(Global global) {
        return global.arity() <= arity;
    }
}
