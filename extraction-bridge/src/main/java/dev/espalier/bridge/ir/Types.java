package dev.espalier.bridge.ir;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Questions about types that several passes ask. */
public final class Types {
    private Types() {}

    /** The type of a function of type {@code type} applied to {@code arguments} arguments. */
    public static Type result(Type type, int arguments) {
        Type result = type.resolved();
        for (int i = 0; i < arguments; i++) {
            result = ((Type.Arrow) result).to().resolved();
        }
        return result;
    }

    /** The number of arrows of {@code type} that are not inside an argument's type. */
    public static int arity(Type type) {
        int arity = 0;
        Type rest = type.resolved();
        while (rest instanceof Type.Arrow arrow) {
            arity++;
            rest = arrow.to().resolved();
        }
        return arity;
    }

    /** The type of argument number {@code index} of a function of type {@code type}. */
    public static Type argument(Type type, int index) {
        return ((Type.Arrow) result(type, index)).from().resolved();
    }

    /** The types of {@code constructor}'s arguments in a value of type {@code whole}. */
    public static List<Type> arguments(TypeSymbol.Constructor constructor, Type whole) {
        Map<Type.Parameter, Type> instance = instance(whole);
        return constructor.arguments().stream()
                .map(argument -> substitute(argument, instance))
                .toList();
    }

    /** The type of {@code field} in a record of type {@code whole}. */
    public static Type field(TypeSymbol.Field field, Type whole) {
        return substitute(field.type(), instance(whole));
    }

    /** What the parameters of a named type's symbol stand for. */
    public static Map<Type.Parameter, Type> instance(Type whole) {
        Type.Named named = (Type.Named) whole.resolved();
        Map<Type.Parameter, Type> instance = new HashMap<>();
        for (int i = 0; i < named.arguments().size(); i++) {
            instance.put(named.symbol().parameters().get(i), named.arguments().get(i));
        }
        return instance;
    }

    /** {@code type} with parameters replaced. */
    public static Type substitute(Type type, Map<Type.Parameter, Type> replacements) {
        return switch (type.solved()) {
            case Type.Variable variable -> variable;
            case Type.Parameter parameter -> replacements.getOrDefault(parameter, parameter);
            case Type.Arrow arrow ->
                new Type.Arrow(substitute(arrow.from(), replacements), substitute(arrow.to(), replacements));
            case Type.Named named ->
                new Type.Named(
                        named.symbol(),
                        named.arguments().stream()
                                .map(argument -> substitute(argument, replacements))
                                .toList());
        };
    }

    /** Whether values of both types are the same in Java: they are one type, or represented as one. */
    public static boolean same(Type left, Type right) {
        Type a = left.resolved();
        Type b = right.resolved();
        return switch (a) {
            case Type.Variable variable -> a == b;
            case Type.Parameter parameter -> a == b;
            case Type.Arrow arrow ->
                b instanceof Type.Arrow other && same(arrow.from(), other.from()) && same(arrow.to(), other.to());
            case Type.Named named -> {
                boolean equal = b instanceof Type.Named other
                        && named.symbol() == other.symbol()
                        && named.arguments().size() == other.arguments().size();
                for (int i = 0; equal && i < named.arguments().size(); i++) {
                    equal = same(
                            named.arguments().get(i),
                            ((Type.Named) b).arguments().get(i));
                }
                yield equal;
            }
        };
    }

    /** Whether {@code symbol} occurs in {@code type}, or in the declaration of a type that does. */
    public static boolean mentions(Type type, TypeSymbol symbol) {
        return switch (type.resolved()) {
            case Type.Variable variable -> false;
            case Type.Parameter parameter -> false;
            case Type.Arrow arrow -> mentions(arrow.from(), symbol) || mentions(arrow.to(), symbol);
            case Type.Named named ->
                named.symbol() == symbol
                        || named.symbol().captured().contains(symbol)
                        || named.arguments().stream().anyMatch(argument -> mentions(argument, symbol));
        };
    }

    /** The type parameters in {@code types}, in the order of their first occurrence. */
    public static Set<Type.Parameter> parameters(List<Type> types) {
        Set<Type.Parameter> found = new LinkedHashSet<>();
        types.forEach(type -> collect(type, true, found));
        return found;
    }

    /** The same without those that occur only as arguments of {@linkplain TypeSymbol#isOpaque opaque} types. */
    public static Set<Type.Parameter> written(List<Type> types) {
        Set<Type.Parameter> found = new LinkedHashSet<>();
        types.forEach(type -> collect(type, false, found));
        return found;
    }

    private static void collect(Type type, boolean all, Set<Type.Parameter> found) {
        switch (type.resolved()) {
            case Type.Variable variable -> {}
            case Type.Parameter parameter -> found.add(parameter);
            case Type.Arrow arrow -> {
                collect(arrow.from(), all, found);
                collect(arrow.to(), all, found);
            }
            case Type.Named named -> {
                if (all || !named.symbol().isOpaque()) {
                    named.arguments().forEach(argument -> collect(argument, all, found));
                }
            }
        }
    }
}
