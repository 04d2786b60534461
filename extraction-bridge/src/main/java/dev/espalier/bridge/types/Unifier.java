package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Unification with levels, after Rémy's "Extension of ML type system with a sorted equational theory" (1992). */
final class Unifier {
    private int level;

    Type fresh() {
        return new Type.Variable(level);
    }

    void enter() {
        level++;
    }

    void leave() {
        level--;
    }

    /** How deeply nested the current definition is. */
    int level() {
        return level;
    }

    /** Goes back to {@code earlier}, a value of {@link #level}, after a failure. */
    void restore(int earlier) {
        level = earlier;
    }

    /** Whether {@code type} is an unknown that is not visible outside. */
    boolean isLocal(Type type) {
        return type.resolved() instanceof Type.Variable variable && variable.level() > level;
    }

    /** The unknowns in {@code type} that are not visible outside. */
    Set<Type.Variable> open(Type type) {
        Set<Type.Variable> variables = new LinkedHashSet<>();
        collect(type, variables);
        return variables;
    }

    /** {@code type} with parameters for unknowns. */
    static Type replace(Type type, Map<Type.Variable, Type.Parameter> parameters) {
        return switch (type.resolved()) {
            case Type.Variable variable -> {
                Type.Parameter parameter = parameters.get(variable);
                yield parameter == null ? variable : parameter;
            }
            case Type.Parameter parameter -> parameter;
            case Type.Arrow arrow -> new Type.Arrow(replace(arrow.from(), parameters), replace(arrow.to(), parameters));
            case Type.Named named ->
                new Type.Named(
                        named.symbol(),
                        named.arguments().stream()
                                .map(argument -> replace(argument, parameters))
                                .toList());
        };
    }

    /** Makes both types equal or reports that they cannot be. */
    void unify(Type expected, Type actual, Position position, String construct) {
        if (!unifies(expected, actual)) {
            throw new TranslationException(
                    position,
                    construct,
                    "has type " + actual + " where " + expected + " is needed",
                    "check that the source compiles with OCaml");
        }
    }

    private boolean unifies(Type left, Type right) {
        Type a = left.resolved();
        Type b = right.resolved();
        if (a == b) {
            return true;
        }
        if (a instanceof Type.Variable variable) {
            return solve(variable, b);
        }
        if (b instanceof Type.Variable variable) {
            return solve(variable, a);
        }
        if (a instanceof Type.Arrow x && b instanceof Type.Arrow y) {
            return unifies(x.from(), y.from()) && unifies(x.to(), y.to());
        }
        if (a instanceof Type.Named x && b instanceof Type.Named y && x.symbol() == y.symbol()) {
            for (int i = 0; i < x.arguments().size(); i++) {
                if (!unifies(x.arguments().get(i), y.arguments().get(i))) {
                    return false;
                }
            }
            return true;
        }
        return false;
    }

    private static boolean solve(Type.Variable variable, Type type) {
        if (!lower(type, variable)) {
            return false;
        }
        variable.solve(type);
        return true;
    }

    /** Makes the variables of {@code type} as visible as {@code variable}; false if it occurs in {@code type}. */
    private static boolean lower(Type type, Type.Variable variable) {
        return switch (type.resolved()) {
            case Type.Variable other -> {
                other.lower(variable.level());
                yield other != variable;
            }
            case Type.Parameter parameter -> true;
            case Type.Arrow arrow -> lower(arrow.from(), variable) && lower(arrow.to(), variable);
            case Type.Named named -> named.arguments().stream().allMatch(argument -> lower(argument, variable));
        };
    }

    /** Turns the variables of {@code types} that are not visible outside into parameters, and gives these. */
    List<Type.Parameter> generalise(List<Type> types, String prefix) {
        Set<Type.Variable> variables = new LinkedHashSet<>();
        types.forEach(type -> collect(type, variables));
        List<Type.Parameter> parameters = new ArrayList<>();
        for (Type.Variable variable : variables) {
            Type.Parameter parameter = new Type.Parameter(prefix + (parameters.size() + 1));
            variable.solve(parameter);
            parameters.add(parameter);
        }
        return parameters;
    }

    private void collect(Type type, Set<Type.Variable> variables) {
        switch (type.resolved()) {
            case Type.Variable variable -> {
                if (variable.level() > level) {
                    variables.add(variable);
                }
            }
            case Type.Parameter parameter -> {}
            case Type.Arrow arrow -> {
                collect(arrow.from(), variables);
                collect(arrow.to(), variables);
            }
            case Type.Named named -> named.arguments().forEach(argument -> collect(argument, variables));
        }
    }
}
