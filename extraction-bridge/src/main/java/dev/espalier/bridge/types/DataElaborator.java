package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.RuntimeFunction;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ocaml.ExpressionSyntax;
import dev.espalier.bridge.ocaml.Path;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types what makes a value of parts: constructors, tuples, records, arrays. */
final class DataElaborator {
    private final Unifier unifier;
    private final PatternElaborator patterns;
    private final ExpressionElaborator expressions;

    /** @param expressions types the parts */
    DataElaborator(Unifier unifier, PatternElaborator patterns, ExpressionElaborator expressions) {
        this.unifier = unifier;
        this.patterns = patterns;
        this.expressions = expressions;
    }

    Expr constructor(ExpressionSyntax.Constructor syntax, Type expected, Environment scope) {
        Position position = syntax.position();
        switch (syntax.path().toString()) {
            case "true", "false" -> {
                unifier.unify(expected, Builtins.BOOL_TYPE, position, "truth value");
                return new Expr.BooleanLiteral(syntax.path().name().equals("true"));
            }
            case "()" -> {
                unifier.unify(expected, Builtins.UNIT_TYPE, position, "()");
                return new Expr.UnitLiteral();
            }
            default -> {}
        }
        TypeSymbol.Constructor constructor = Names.constructor(scope, syntax.path(), expected, position);
        List<Type> types = patterns.instantiate(constructor, expected, position);
        List<ExpressionSyntax> arguments = arguments(syntax.argument(), types.size(), constructor, position);
        List<Expr> checked = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            checked.add(expressions.check(arguments.get(i), types.get(i), scope));
        }
        return new Expr.Construct(constructor, checked, expected);
    }

    private static List<ExpressionSyntax> arguments(
            @Nullable ExpressionSyntax argument, int arity, TypeSymbol.Constructor constructor, Position position) {
        if (argument == null && arity == 0) {
            return List.of();
        }
        if (argument != null && arity == 1) {
            return List.of(argument);
        }
        if (argument instanceof ExpressionSyntax.Tuple tuple
                && tuple.components().size() == arity) {
            return tuple.components();
        }
        throw new TranslationException(
                position,
                "constructor " + constructor.name(),
                "does not have its " + arity + " arguments",
                "check that the source compiles with OCaml");
    }

    Expr tuple(List<ExpressionSyntax> components, Type expected, Environment scope, Position position) {
        if (components.size() == 1) {
            return expressions.check(components.getFirst(), expected, scope);
        }
        Type first = unifier.fresh();
        Type second = unifier.fresh();
        unifier.unify(expected, Builtins.pair(first, second), position, "tuple");
        Expr left = tuple(components.subList(0, components.size() - 1), first, scope, position);
        return new Expr.MakeRecord(
                Builtins.PAIR, List.of(left, expressions.check(components.getLast(), second, scope)), expected);
    }

    Expr record(ExpressionSyntax.Record syntax, Type expected, Environment scope) {
        List<Path> names =
                syntax.fields().stream().map(ExpressionSyntax.Field::path).toList();
        TypeSymbol symbol = Names.record(scope, names, expected, syntax.position());
        Map<Type.Parameter, Type> replacements = patterns.instance(symbol, expected, syntax.position());
        Map<TypeSymbol.Field, Expr> values = new HashMap<>();
        for (ExpressionSyntax.Field field : syntax.fields()) {
            TypeSymbol.Field declared = Names.fieldOf(symbol, field.path(), field.position());
            values.put(
                    declared, expressions.check(field.value(), Types.substitute(declared.type(), replacements), scope));
        }
        @Nullable Local base = syntax.base() == null ? null : new Local("base", expected);
        List<Expr> fields = new ArrayList<>();
        for (TypeSymbol.Field field : symbol.fields()) {
            Expr value = values.get(field);
            if (value == null && base != null) {
                Type type = Types.substitute(field.type(), replacements);
                value = new Expr.Select(new Expr.LocalRef(base), field, type);
            }
            if (value == null) {
                throw new TranslationException(
                        syntax.position(),
                        "record " + symbol.name(),
                        "has no value for field " + field.name(),
                        "check that the source compiles with OCaml");
            }
            fields.add(value);
        }
        Expr made = new Expr.MakeRecord(symbol, fields, expected);
        if (base == null || syntax.base() == null) {
            return made;
        }
        return new Expr.Let(base, expressions.check(syntax.base(), expected, scope), made);
    }

    /** An array is made of a list. */
    Expr array(ExpressionSyntax.ArrayOf array, Type expected, Environment scope) {
        Type element = unifier.fresh();
        unifier.unify(expected, Builtins.array(element), array.position(), "array");
        Type listType = new Type.Named(Builtins.LIST, List.of(element));
        Expr list = new Expr.Construct(Builtins.LIST.constructors().get(0), List.of(), listType);
        for (ExpressionSyntax one : array.elements().reversed()) {
            List<Expr> parts = List.of(expressions.check(one, element, scope), list);
            list = new Expr.Construct(Builtins.LIST.constructors().get(1), parts, listType);
        }
        Type.Parameter parameter = new Type.Parameter("a");
        Type made = new Type.Arrow(new Type.Named(Builtins.LIST, List.of(parameter)), Builtins.array(parameter));
        RuntimeFunction ofList = new RuntimeFunction("FixedArray", "ofList", List.of(parameter), made);
        Type type = new Type.Arrow(listType, expected);
        return new Expr.Apply(new Expr.RuntimeRef(ofList, List.of(element), type), List.of(list), expected);
    }
}
