package dev.espalier.bridge.passes.currying;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Projections;
import dev.espalier.bridge.passes.Purity;
import dev.espalier.bridge.passes.Rewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Arity analysis. Afterwards a known function is applied to exactly as many arguments as it has parameters, an unknown
 * one to one argument at a time, and every function value has one parameter.
 */
public final class Currying implements Pass {
    /** The pass. */
    public Currying() {}

    @Override
    public String name() {
        return "currying";
    }

    @Override
    public Program run(Program program) {
        // A function that is only another name has that one's parameters, wherever it is referred to from.
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Global global : program.globals()) {
                if (global.arity() == 0 && isKnown(global.body())) {
                    global.define(expanded(global.body()));
                    grown = true;
                }
            }
        }
        program.globals().forEach(global -> global.define(definition(global.body())));
        return program;
    }

    /** A definition's body: its outermost function keeps its parameters. */
    public static Expr definition(Expr body) {
        return body instanceof Expr.Lambda lambda
                ? new Expr.Lambda(lambda.parameters(), value(lambda.body()))
                : value(body);
    }

    private static Expr value(Expr expr) {
        return switch (expr) {
            case Expr.Lambda lambda -> curried(lambda.parameters(), value(lambda.body()));
            case Expr.Apply apply -> {
                List<Expr> arguments = new ArrayList<>();
                apply.arguments().forEach(argument -> arguments.add(value(argument)));
                Expr function = isKnown(apply.function()) ? apply.function() : value(apply.function());
                yield saturate(function, arguments);
            }
            case Expr.GlobalRef ref when ref.global().arity() > 0 -> saturate(ref, List.of());
            case Expr.OperationRef ref when ref.operation().arity() > 0 -> saturate(ref, List.of());
            case Expr.RuntimeRef ref when ref.function().arity() > 0 -> saturate(ref, List.of());
            case Expr.PrimitiveRef ref -> saturate(ref, List.of());
            default -> Rewriter.parts(expr, Currying::value);
        };
    }

    private static boolean isKnown(Expr function) {
        return arity(function) > 0;
    }

    private static int arity(Expr function) {
        return switch (function) {
            case Expr.GlobalRef ref -> ref.global().arity();
            case Expr.OperationRef ref -> ref.operation().arity();
            case Expr.RuntimeRef ref -> ref.function().arity();
            case Expr.PrimitiveRef ref -> ref.primitive().arity();
            default -> 0;
        };
    }

    private static Expr saturate(Expr function, List<Expr> arguments) {
        int arity = arity(function);
        if (arguments.size() < arity) {
            return partial(function, arguments, arity);
        }
        Expr result = arity == 0
                ? function
                : new Expr.Apply(function, arguments.subList(0, arity), Types.result(function.type(), arity));
        for (Expr argument : arguments.subList(arity, arguments.size())) {
            result = new Expr.Apply(result, List.of(argument), Types.result(result.type(), 1));
        }
        return result;
    }

    /** A known function with too few arguments: these are evaluated now, the call waits for the others. */
    private static Expr partial(Expr function, List<Expr> arguments, int arity) {
        List<Local> given = new ArrayList<>();
        List<Expr> all = new ArrayList<>();
        for (Expr argument : arguments) {
            Local local = new Local("given", argument.type());
            given.add(local);
            all.add(Purity.isAtom(argument) ? argument : new Expr.LocalRef(local));
        }
        List<Local> missing = new ArrayList<>();
        for (int i = arguments.size(); i < arity; i++) {
            Local local = new Local("argument", Types.argument(function.type(), i));
            missing.add(local);
            all.add(new Expr.LocalRef(local));
        }
        Type type = Types.result(function.type(), arity);
        Expr result = curried(missing, call(function, all, type));
        for (int i = given.size() - 1; i >= 0; i--) {
            if (!Purity.isAtom(arguments.get(i))) {
                result = new Expr.Let(given.get(i), arguments.get(i), result);
            }
        }
        return result;
    }

    /** The known function {@code function} as a function of all its parameters. */
    private static Expr expanded(Expr function) {
        List<Local> parameters = new ArrayList<>();
        List<Expr> arguments = new ArrayList<>();
        for (int i = 0; i < arity(function); i++) {
            Local parameter = new Local("argument", Types.argument(function.type(), i));
            parameters.add(parameter);
            arguments.add(new Expr.LocalRef(parameter));
        }
        return new Expr.Lambda(parameters, call(function, arguments, Types.result(function.type(), arity(function))));
    }

    /** A call; that of a record's projection is the field. */
    private static Expr call(Expr function, List<Expr> arguments, Type type) {
        Optional<TypeSymbol.Field> field =
                function instanceof Expr.GlobalRef ref ? Projections.of(ref.global()) : Optional.empty();
        return field.isPresent()
                ? new Expr.Select(arguments.getFirst(), field.get(), type)
                : new Expr.Apply(function, arguments, type);
    }

    private static Expr curried(List<Local> parameters, Expr body) {
        Expr result = body;
        for (Local parameter : parameters.reversed()) {
            result = new Expr.Lambda(List.of(parameter), result);
        }
        return result;
    }
}
