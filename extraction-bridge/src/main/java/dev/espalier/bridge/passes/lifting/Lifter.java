package dev.espalier.bridge.passes.lifting;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.LocalFunction;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Rewriter;
import dev.espalier.bridge.passes.Substitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lifts the local functions of one definition. */
final class Lifter {
    private final Global owner;
    private final List<Global> lifted = new ArrayList<>();

    /** How a lifted function is referred to. */
    private record Target(Global global, List<Local> captures, List<Type.Parameter> outer) {}

    private Lifter(Global owner) {
        this.owner = owner;
    }

    /** Lifts the local functions of {@code global}; gives the new definitions. */
    static List<Global> lift(Global global) {
        Lifter lifting = new Lifter(global);
        global.define(lifting.rewrite(global.body(), Map.of()));
        return lifting.lifted;
    }

    private Expr rewrite(Expr expr, Map<LocalFunction, Target> targets) {
        return switch (expr) {
            case Expr.FunctionRef ref -> reference(ref, targets);
            case Expr.LetFunctions let -> functions(let, targets);
            default -> Rewriter.parts(expr, part -> rewrite(part, targets));
        };
    }

    private static Expr reference(Expr.FunctionRef ref, Map<LocalFunction, Target> targets) {
        Target target = targets.get(ref.function());
        if (target == null) {
            throw new IllegalStateException(
                    "no target for local function " + ref.function().name());
        }
        List<Type> arguments = new ArrayList<>(target.outer);
        arguments.addAll(ref.typeArguments().isEmpty() ? ref.function().parameters() : ref.typeArguments());
        Type type = ref.type();
        for (Local capture : target.captures.reversed()) {
            type = new Type.Arrow(capture.type(), type);
        }
        Expr global = new Expr.GlobalRef(target.global, arguments, type);
        if (target.captures.isEmpty()) {
            return global;
        }
        List<Expr> captures = new ArrayList<>();
        target.captures.forEach(capture -> captures.add(new Expr.LocalRef(capture)));
        return new Expr.Apply(global, captures, ref.type());
    }

    private Expr functions(Expr.LetFunctions let, Map<LocalFunction, Target> targets) {
        Set<Local> captured = new LinkedHashSet<>();
        for (Expr.Definition definition : let.definitions()) {
            captured.addAll(Occurrences.free(definition.value()));
            for (LocalFunction called : Occurrences.functions(definition.value())) {
                Target known = targets.get(called);
                if (known != null) {
                    captured.addAll(known.captures);
                }
            }
        }
        List<Local> captures = List.copyOf(captured);
        Map<LocalFunction, Target> inner = new HashMap<>(targets);
        for (Expr.Definition definition : let.definitions()) {
            inner.put(definition.function(), declare(definition, captures));
        }
        for (Expr.Definition definition : let.definitions()) {
            define(definition, inner);
        }
        return rewrite(let.body(), inner);
    }

    private Target declare(Expr.Definition definition, List<Local> captures) {
        LocalFunction function = definition.function();
        Type type = function.type();
        for (Local capture : captures.reversed()) {
            type = new Type.Arrow(capture.type(), type);
        }
        List<Type> mentioned = new ArrayList<>(List.of(type));
        Occurrences.walk(definition.value(), part -> mentioned.add(part.type()));
        List<Type.Parameter> outer = Types.parameters(mentioned).stream()
                .filter(parameter -> !function.parameters().contains(parameter))
                .toList();
        Global global = new Global(owner.name() + "_" + function.name(), owner.modules(), owner.position(), type, true);
        List<Type.Parameter> parameters = new ArrayList<>(outer);
        parameters.addAll(function.parameters());
        global.generalise(type, parameters);
        lifted.add(global);
        return new Target(global, captures, outer);
    }

    private void define(Expr.Definition definition, Map<LocalFunction, Target> targets) {
        Target target = targets.get(definition.function());
        if (target == null || !(definition.value() instanceof Expr.Lambda lambda)) {
            throw new IllegalStateException("local function without parameters");
        }
        Map<Local, Expr> renaming = new HashMap<>();
        Map<Local, Local> fresh = new LinkedHashMap<>();
        for (Local capture : target.captures) {
            Local copy = new Local(capture.name(), capture.type());
            fresh.put(capture, copy);
            renaming.put(capture, new Expr.LocalRef(copy));
        }
        List<Local> parameters = new ArrayList<>(fresh.values());
        parameters.addAll(lambda.parameters());
        Expr body = rewrite(lambda.body(), targets);
        target.global.define(new Expr.Lambda(parameters, Substitution.substitute(body, renaming)));
        target.global.show(target.global.type().toString());
    }
}
