package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where type variables occur: OCaml generalises the type of what is no value in those that occur only as results. After
 * Garrigue, "Relaxing the value restriction" (2004).
 */
final class Variance {
    private Variance() {}

    /** Whether {@code variable} occurs in {@code type} nowhere but in places of results. */
    static boolean isResultOnly(Type variable, Type type) {
        return occursOnly(variable, type, true, new HashSet<>());
    }

    private record Position(TypeSymbol symbol, Type.Parameter parameter, boolean result) {}

    private static boolean occursOnly(Type variable, Type type, boolean result, Set<Position> assumed) {
        Type resolved = type.resolved();
        if (resolved == variable.resolved()) {
            return result;
        }
        return switch (resolved) {
            case Type.Variable other -> true;
            case Type.Parameter parameter -> true;
            case Type.Arrow arrow ->
                occursOnly(variable, arrow.from(), !result, assumed)
                        && occursOnly(variable, arrow.to(), result, assumed);
            case Type.Named named -> {
                boolean only = true;
                for (int i = 0; i < named.arguments().size() && only; i++) {
                    Type.Parameter parameter = named.symbol().parameters().get(i);
                    Type argument = named.arguments().get(i);
                    only = (isCovariant(named.symbol(), parameter, true, assumed)
                                    || occursOnly(variable, argument, !result, assumed))
                            && (isCovariant(named.symbol(), parameter, false, assumed)
                                    || occursOnly(variable, argument, result, assumed));
                }
                yield only;
            }
        };
    }

    /**
     * Whether {@code parameter} occurs in the declaration of {@code symbol} only as a result, or, if {@code result} is
     * false, only as an argument.
     */
    private static boolean isCovariant(
            TypeSymbol symbol, Type.Parameter parameter, boolean result, Set<Position> assumed) {
        if (symbol.kind() == TypeSymbol.Kind.PRIMITIVE) {
            return result && symbol != Builtins.ARRAY;
        }
        if (symbol.kind() == TypeSymbol.Kind.ABSTRACT) {
            return false;
        }
        if (!assumed.add(new Position(symbol, parameter, result))) {
            return true;
        }
        List<Type> parts = new ArrayList<>();
        symbol.constructors().forEach(constructor -> parts.addAll(constructor.arguments()));
        symbol.fields().forEach(field -> parts.add(field.type()));
        return parts.stream().allMatch(part -> occursOnly(parameter, part, result, assumed));
    }
}
