package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ocaml.TypeSyntax;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Turns types as they are written into types as they are meant; aliases are expanded. */
final class TypeReader {
    private TypeReader() {}

    /**
     * The meaning of {@code syntax}.
     *
     * @param variables gives the type of a type variable
     */
    static Type read(TypeSyntax syntax, Environment scope, Function<TypeSyntax.Variable, Type> variables) {
        return switch (syntax) {
            case TypeSyntax.Variable variable -> variables.apply(variable);
            case TypeSyntax.Arrow arrow ->
                new Type.Arrow(read(arrow.from(), scope, variables), read(arrow.to(), scope, variables));
            case TypeSyntax.Tuple tuple -> {
                Type type = read(tuple.components().getFirst(), scope, variables);
                for (TypeSyntax component :
                        tuple.components().subList(1, tuple.components().size())) {
                    type = Builtins.pair(type, read(component, scope, variables));
                }
                yield type;
            }
            case TypeSyntax.Named named -> named(named, scope, variables);
        };
    }

    private static Type named(
            TypeSyntax.Named named, Environment scope, Function<TypeSyntax.Variable, Type> variables) {
        Environment.Meaning meaning = scope.type(named.path());
        if (meaning == null) {
            throw new TranslationException(
                    named.position(), "type " + named.path(), "is not defined here", suggestion(named));
        }
        List<Type> arguments = new ArrayList<>();
        for (TypeSyntax argument : named.arguments()) {
            arguments.add(read(argument, scope, variables));
        }
        if (arguments.size() != meaning.parameters().size()) {
            throw new TranslationException(
                    named.position(),
                    "type " + named.path(),
                    "has " + arguments.size() + " arguments where "
                            + meaning.parameters().size() + " are needed",
                    "check that the source compiles with OCaml");
        }
        Map<Type.Parameter, Type> replacements = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            replacements.put(meaning.parameters().get(i), arguments.get(i));
        }
        return Types.substitute(meaning.type(), replacements);
    }

    private static String suggestion(TypeSyntax.Named named) {
        return switch (named.path().toString()) {
            case "Big_int.big_int", "Z.t" ->
                "extract numbers with ExtrOcamlZBigInt, which makes them Big_int_Z.big_int";
            case "bytes", "ref" -> "values that change are not supported; use string, or pass the value as an argument";
            default -> "use types of the standard extraction directives, and types declared in the file";
        };
    }

    /** The abstract types that {@code types} mention, in the order of {@code order}. */
    static List<TypeSymbol> captured(List<Type> types, List<TypeSymbol> order) {
        Set<TypeSymbol> found = new LinkedHashSet<>();
        types.forEach(type -> capture(type, found));
        return order.stream().filter(found::contains).toList();
    }

    private static void capture(Type type, Set<TypeSymbol> found) {
        switch (type.resolved()) {
            case Type.Variable variable -> {}
            case Type.Parameter parameter -> {}
            case Type.Arrow arrow -> {
                capture(arrow.from(), found);
                capture(arrow.to(), found);
            }
            case Type.Named named -> {
                if (named.symbol().kind() == TypeSymbol.Kind.ABSTRACT) {
                    found.add(named.symbol());
                }
                found.addAll(named.symbol().captured());
                named.arguments().forEach(argument -> capture(argument, found));
            }
        }
    }
}
