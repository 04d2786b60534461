package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Pattern;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ocaml.Path;
import dev.espalier.bridge.ocaml.PatternSyntax;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types patterns. What a pattern binds is put into the scope given. */
final class PatternElaborator {
    private final Unifier unifier;

    PatternElaborator(Unifier unifier) {
        this.unifier = unifier;
    }

    /** The pattern at type {@code expected}; its variables are added to {@code scope}. */
    Pattern check(PatternSyntax syntax, Type expected, Environment scope) {
        return check(syntax, expected, scope, new HashMap<>());
    }

    private Pattern check(PatternSyntax syntax, Type expected, Environment scope, Map<String, Local> bound) {
        return switch (syntax) {
            case PatternSyntax.Wildcard wildcard -> new Pattern.Any();
            case PatternSyntax.Variable variable ->
                new Pattern.Bind(bind(variable.position(), variable.name(), expected, scope, bound), new Pattern.Any());
            case PatternSyntax.Integer integer -> {
                unifier.unify(expected, Builtins.INT_TYPE, integer.position(), "pattern");
                yield new Pattern.IntegerValue(integer.value());
            }
            case PatternSyntax.Character character -> {
                unifier.unify(expected, Builtins.CHAR_TYPE, character.position(), "pattern");
                yield new Pattern.Constant(new Expr.CharacterLiteral(character.value()));
            }
            case PatternSyntax.Range range -> {
                unifier.unify(expected, Builtins.CHAR_TYPE, range.position(), "pattern");
                yield new Pattern.CharacterRange(range.first(), range.last());
            }
            case PatternSyntax.Text text -> {
                unifier.unify(expected, Builtins.STRING_TYPE, text.position(), "pattern");
                yield new Pattern.Constant(new Expr.StringLiteral(text.bytes()));
            }
            case PatternSyntax.Delayed delayed -> {
                Type value = unifier.fresh();
                unifier.unify(expected, Builtins.lazy(value), delayed.position(), "pattern");
                yield new Pattern.Delayed(check(delayed.pattern(), value, scope, bound));
            }
            case PatternSyntax.Tuple tuple -> tuple(tuple.components(), expected, scope, bound, tuple.position());
            case PatternSyntax.Alias alias -> {
                Pattern inner = check(alias.pattern(), expected, scope, bound);
                yield new Pattern.Bind(bind(alias.position(), alias.name(), expected, scope, bound), inner);
            }
            case PatternSyntax.Or or -> {
                Set<String> left = new LinkedHashSet<>();
                Set<String> right = new LinkedHashSet<>();
                TopLevelPatterns.variables(or.left(), left);
                TopLevelPatterns.variables(or.right(), right);
                if (!left.equals(right)) {
                    throw new TranslationException(
                            or.position(),
                            "alternative patterns",
                            "bind different variables",
                            "check that the source compiles with OCaml");
                }
                yield new Pattern.Or(
                        check(or.left(), expected, scope, bound), check(or.right(), expected, scope, bound));
            }
            case PatternSyntax.Typed typed -> {
                Map<String, Type> variables = new HashMap<>();
                Type type = TypeReader.read(
                        typed.type(), scope, v -> variables.computeIfAbsent(v.name(), n -> unifier.fresh()));
                unifier.unify(expected, type, typed.position(), "pattern");
                yield check(typed.pattern(), expected, scope, bound);
            }
            case PatternSyntax.Constructor constructor -> constructor(constructor, expected, scope, bound);
            case PatternSyntax.Record record -> record(record, expected, scope, bound);
        };
    }

    private Local bind(Position position, String name, Type type, Environment scope, Map<String, Local> bound) {
        Local local = bound.computeIfAbsent(name, n -> new Local(n, type));
        unifier.unify(local.type(), type, position, "pattern variable " + name);
        scope.value(name, new Environment.OfLocal(local));
        return local;
    }

    private Pattern tuple(
            List<PatternSyntax> components,
            Type expected,
            Environment scope,
            Map<String, Local> bound,
            Position position) {
        if (components.size() == 1) {
            return check(components.getFirst(), expected, scope, bound);
        }
        Type first = unifier.fresh();
        Type second = unifier.fresh();
        unifier.unify(expected, Builtins.pair(first, second), position, "pattern");
        Pattern left = tuple(components.subList(0, components.size() - 1), first, scope, bound, position);
        return new Pattern.Record(Builtins.PAIR, List.of(left, check(components.getLast(), second, scope, bound)));
    }

    private Pattern constructor(
            PatternSyntax.Constructor syntax, Type expected, Environment scope, Map<String, Local> bound) {
        Position position = syntax.position();
        switch (syntax.path().toString()) {
            case "true", "false" -> {
                unifier.unify(expected, Builtins.BOOL_TYPE, position, "pattern");
                return new Pattern.BooleanValue(syntax.path().name().equals("true"));
            }
            case "()" -> {
                unifier.unify(expected, Builtins.UNIT_TYPE, position, "pattern");
                return new Pattern.Any();
            }
            default -> {}
        }
        TypeSymbol.Constructor constructor = Names.constructor(scope, syntax.path(), expected, position);
        if (constructor.owner() == Builtins.EXCEPTION) {
            throw new TranslationException(
                    position,
                    "pattern " + constructor.name(),
                    "asks which exception a value is",
                    "exceptions can be raised but not caught; return an option instead");
        }
        List<Type> arguments = instantiate(constructor, expected, position);
        List<PatternSyntax> patterns = arguments(syntax.argument(), arguments.size(), constructor, position);
        List<Pattern> elaborated = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            elaborated.add(check(patterns.get(i), arguments.get(i), scope, bound));
        }
        return new Pattern.Construct(constructor, elaborated);
    }

    private static List<PatternSyntax> arguments(
            @Nullable PatternSyntax argument, int arity, TypeSymbol.Constructor constructor, Position position) {
        if (argument == null && arity == 0) {
            return List.of();
        }
        if (argument instanceof PatternSyntax.Wildcard) {
            return Collections.nCopies(arity, argument);
        }
        if (argument != null && arity == 1) {
            return List.of(argument);
        }
        if (argument instanceof PatternSyntax.Tuple tuple && tuple.components().size() == arity) {
            return tuple.components();
        }
        throw new TranslationException(
                position,
                "pattern " + constructor.name(),
                "does not have the constructor's " + arity + " arguments",
                "check that the source compiles with OCaml");
    }

    /** The argument types of {@code constructor} where its result is {@code expected}. */
    List<Type> instantiate(TypeSymbol.Constructor constructor, Type expected, Position position) {
        Map<Type.Parameter, Type> replacements = instance(constructor.owner(), expected, position);
        return constructor.arguments().stream()
                .map(argument -> Types.substitute(argument, replacements))
                .toList();
    }

    /** What the parameters of {@code symbol} stand for where the whole type is {@code expected}. */
    Map<Type.Parameter, Type> instance(TypeSymbol symbol, Type expected, Position position) {
        Map<Type.Parameter, Type> replacements = new HashMap<>();
        List<Type> arguments = new ArrayList<>();
        for (Type.Parameter parameter : symbol.parameters()) {
            Type fresh = unifier.fresh();
            replacements.put(parameter, fresh);
            arguments.add(fresh);
        }
        unifier.unify(expected, new Type.Named(symbol, arguments), position, "value of type " + symbol.name());
        return replacements;
    }

    private Pattern record(PatternSyntax.Record syntax, Type expected, Environment scope, Map<String, Local> bound) {
        List<Path> names =
                syntax.fields().stream().map(PatternSyntax.Field::path).toList();
        TypeSymbol symbol = Names.record(scope, names, expected, syntax.position());
        Map<Type.Parameter, Type> replacements = instance(symbol, expected, syntax.position());
        List<Pattern> patterns =
                new ArrayList<>(Collections.nCopies(symbol.fields().size(), new Pattern.Any()));
        for (PatternSyntax.Field field : syntax.fields()) {
            TypeSymbol.Field declared = Names.fieldOf(symbol, field.path(), field.position());
            Type type = Types.substitute(declared.type(), replacements);
            patterns.set(declared.index(), check(field.pattern(), type, scope, bound));
        }
        return new Pattern.Record(symbol, patterns);
    }
}
