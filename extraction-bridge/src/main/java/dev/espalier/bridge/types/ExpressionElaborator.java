package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.LocalFunction;
import dev.espalier.bridge.ir.Pattern;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.RuntimeFunction;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.ocaml.ExpressionSyntax;
import dev.espalier.bridge.ocaml.PatternSyntax;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types expressions: Hindley-Milner with the expected type pushed inwards, which places errors well. */
final class ExpressionElaborator {
    private final Unifier unifier;
    private final PatternElaborator patterns;
    private final DataElaborator data;
    private final BindingElaborator bindings;
    private final Comparisons comparisons = new Comparisons();

    ExpressionElaborator(Unifier unifier) {
        this.unifier = unifier;
        this.patterns = new PatternElaborator(unifier);
        this.data = new DataElaborator(unifier, patterns, this);
        this.bindings = new BindingElaborator(unifier, patterns, comparisons, this);
    }

    /** The comparisons of the definition being typed. */
    Comparisons comparisons() {
        return comparisons;
    }

    /**
     * Whether a variable may be used at several types, as OCaml lets it. That costs a conversion at each use, so it is
     * tried only where a definition has no type without.
     */
    void liberal(boolean newLiberal) {
        bindings.liberal(newLiberal);
    }

    /** The expression at type {@code expected}. */
    Expr check(ExpressionSyntax syntax, Type expected, Environment scope) {
        return switch (syntax) {
            case ExpressionSyntax.Name name -> name(name, expected, scope);
            case ExpressionSyntax.Integer integer -> {
                unifier.unify(expected, Builtins.INT_TYPE, integer.position(), "integer");
                yield new Expr.IntegerLiteral(integer.value());
            }
            case ExpressionSyntax.Character character -> {
                unifier.unify(expected, Builtins.CHAR_TYPE, character.position(), "character");
                yield new Expr.CharacterLiteral(character.value());
            }
            case ExpressionSyntax.Text text -> {
                unifier.unify(expected, Builtins.STRING_TYPE, text.position(), "string");
                yield new Expr.StringLiteral(text.bytes());
            }
            case ExpressionSyntax.Real real -> {
                unifier.unify(expected, Builtins.FLOAT_TYPE, real.position(), "floating point number");
                yield new Expr.FloatLiteral(real.value());
            }
            case ExpressionSyntax.ArrayOf array -> data.array(array, expected, scope);
            case ExpressionSyntax.Open open -> check(open.body(), expected, opened(open, scope));
            case ExpressionSyntax.Constructor constructor -> data.constructor(constructor, expected, scope);
            case ExpressionSyntax.Tuple tuple -> data.tuple(tuple.components(), expected, scope, tuple.position());
            case ExpressionSyntax.Record record -> data.record(record, expected, scope);
            case ExpressionSyntax.Select select -> {
                Type type = unifier.fresh();
                Expr record = check(select.record(), type, scope);
                TypeSymbol.Field field = Names.field(scope, select.field(), type, select.position());
                Type fieldType =
                        Types.substitute(field.type(), patterns.instance(field.owner(), type, select.position()));
                unifier.unify(expected, fieldType, select.position(), "field " + field.name());
                yield new Expr.Select(record, field, fieldType);
            }
            case ExpressionSyntax.Function function -> function(function, expected, scope);
            case ExpressionSyntax.Cases cases -> {
                Type from = unifier.fresh();
                Type to = unifier.fresh();
                unifier.unify(expected, new Type.Arrow(from, to), cases.position(), "function");
                Local argument = new Local("argument", from);
                List<Expr.Case> checked = cases(cases.cases(), from, to, scope);
                yield new Expr.Lambda(
                        List.of(argument), new Expr.Match(cases.position(), new Expr.LocalRef(argument), checked, to));
            }
            case ExpressionSyntax.Apply apply -> apply(apply, expected, scope);
            case ExpressionSyntax.Let let -> bindings.let(let, expected, scope);
            case ExpressionSyntax.If condition ->
                new Expr.If(
                        check(condition.condition(), Builtins.BOOL_TYPE, scope),
                        check(condition.then(), expected, scope),
                        check(condition.otherwise(), expected, scope));
            case ExpressionSyntax.Match match -> {
                Type type = unifier.fresh();
                Expr scrutinee = check(match.scrutinee(), type, scope);
                yield new Expr.Match(
                        match.position(), scrutinee, cases(match.cases(), type, expected, scope), expected);
            }
            case ExpressionSyntax.Sequence sequence ->
                new Expr.Let(
                        new Local("_", Builtins.UNIT_TYPE),
                        check(sequence.first(), Builtins.UNIT_TYPE, scope),
                        check(sequence.second(), expected, scope));
            case ExpressionSyntax.Assert assertion -> {
                if (assertion.condition() instanceof ExpressionSyntax.Constructor c
                        && c.path().name().equals("false")) {
                    yield new Expr.Absurd(assertion.position(), expected);
                }
                throw new TranslationException(
                        assertion.position(),
                        "assert",
                        "is supported for the absurd case only, as 'assert false'",
                        "state the condition as a theorem instead");
            }
            case ExpressionSyntax.Delay delay -> {
                Type value = unifier.fresh();
                unifier.unify(expected, Builtins.lazy(value), delay.position(), "lazy value");
                yield delay(check(delay.value(), value, scope));
            }
            case ExpressionSyntax.Typed typed -> {
                Map<String, Type> variables = new HashMap<>();
                Type type = TypeReader.read(
                        typed.type(), scope, v -> variables.computeIfAbsent(v.name(), n -> unifier.fresh()));
                unifier.unify(expected, type, typed.position(), "annotation");
                yield check(typed.expression(), expected, scope);
            }
        };
    }

    private static Environment opened(ExpressionSyntax.Open open, Environment scope) {
        Environment inner = new Environment(scope);
        inner.include(Names.members(scope, open.module(), open.position()));
        return inner;
    }

    private static Expr delay(Expr value) {
        Expr computation = new Expr.Lambda(List.of(new Local("_", Builtins.UNIT_TYPE)), value);
        Type type = Builtins.lazy(value.type());
        Expr delay = new Expr.PrimitiveRef(Primitive.DELAY, new Type.Arrow(computation.type(), type));
        return new Expr.Apply(delay, List.of(computation), type);
    }

    private Expr name(ExpressionSyntax.Name name, Type expected, Environment scope) {
        Position position = name.position();
        String construct = "value " + name.path();
        Environment.Binding binding = scope.value(name.path());
        return switch (binding) {
            case null -> throw Names.undefined(position, construct);
            case Environment.Poisoned poisoned -> new Expr.Absurd(position, expected);
            case Environment.OfLocal local -> {
                unifier.unify(expected, local.local().type(), position, construct);
                yield new Expr.LocalRef(local.local());
            }
            case Environment.OfShared shared -> {
                Type type = Types.substitute(shared.type(), fresh(shared.parameters()));
                unifier.unify(expected, type, position, construct);
                Type conversion = new Type.Arrow(shared.local().type(), type);
                yield new Expr.Apply(
                        new Expr.PrimitiveRef(Primitive.CAST, conversion),
                        List.of(new Expr.LocalRef(shared.local())),
                        type);
            }
            case Environment.OfRuntime runtime -> {
                RuntimeFunction target = runtime.function();
                Map<Type.Parameter, Type> fresh = fresh(target.parameters());
                Type type = Types.substitute(target.type(), fresh);
                unifier.unify(expected, type, position, construct);
                yield new Expr.RuntimeRef(target, List.copyOf(fresh.values()), type);
            }
            case Environment.OfText(ExpressionSyntax text, Environment inside) -> {
                Type type = unifier.fresh();
                Expr value = check(text, type, inside);
                unifier.unify(expected, type, position, construct);
                yield value;
            }
            case Environment.OfFunction function -> {
                LocalFunction target = function.function();
                Map<Type.Parameter, Type> fresh = fresh(function.complete() ? target.parameters() : List.of());
                Type type = Types.substitute(target.type(), fresh);
                Expr reference = new Expr.FunctionRef(target, List.copyOf(fresh.values()), type);
                if (function.delayed()) {
                    type = Types.result(type, 1);
                    reference = new Expr.Apply(reference, List.of(new Expr.UnitLiteral()), type);
                }
                unifier.unify(expected, type, position, construct);
                yield reference;
            }
            case Environment.OfGlobal global -> {
                Map<Type.Parameter, Type> fresh =
                        fresh(global.complete() ? global.global().parameters() : List.of());
                Type type = Types.substitute(global.global().type(), fresh);
                unifier.unify(expected, type, position, construct);
                yield new Expr.GlobalRef(global.global(), List.copyOf(fresh.values()), type);
            }
            case Environment.OfOperation operation -> {
                Unit.Operation target = operation.operation();
                Map<Type.Parameter, Type> fresh = fresh(target.parameters());
                Type type = Types.substitute(target.type(), fresh);
                unifier.unify(expected, type, position, construct);
                yield new Expr.OperationRef(target, List.copyOf(fresh.values()), type);
            }
            case Environment.OfPrimitive primitive -> {
                Map<Type.Parameter, Type> fresh = fresh(primitive.parameters());
                Type type = Types.substitute(primitive.type(), fresh);
                if (!fresh.isEmpty()) {
                    comparisons.note(
                            primitive.primitive(), fresh.values().iterator().next(), position);
                }
                unifier.unify(expected, type, position, construct);
                yield new Expr.PrimitiveRef(primitive.primitive(), type);
            }
        };
    }

    private Map<Type.Parameter, Type> fresh(List<Type.Parameter> parameters) {
        Map<Type.Parameter, Type> fresh = new LinkedHashMap<>();
        parameters.forEach(parameter -> fresh.put(parameter, unifier.fresh()));
        return fresh;
    }

    private Expr function(ExpressionSyntax.Function syntax, Type expected, Environment scope) {
        Environment inner = new Environment(scope);
        List<Local> parameters = new ArrayList<>();
        List<Pattern> refutable = new ArrayList<>();
        Type rest = expected;
        for (PatternSyntax parameter : syntax.parameters()) {
            Type from = unifier.fresh();
            Type to = unifier.fresh();
            unifier.unify(rest, new Type.Arrow(from, to), parameter.position(), "function");
            Pattern pattern = patterns.check(parameter, from, inner);
            if (pattern instanceof Pattern.Bind bind && bind.pattern() instanceof Pattern.Any) {
                parameters.add(bind.local());
                refutable.add(new Pattern.Any());
            } else {
                parameters.add(new Local(pattern instanceof Pattern.Any ? "_" : "argument", from));
                refutable.add(pattern);
            }
            rest = to;
        }
        Expr body = check(syntax.body(), rest, inner);
        for (int i = parameters.size() - 1; i >= 0; i--) {
            if (!(refutable.get(i) instanceof Pattern.Any)) {
                Position position = syntax.parameters().get(i).position();
                Expr argument = new Expr.LocalRef(parameters.get(i));
                body = new Expr.Match(position, argument, List.of(new Expr.Case(refutable.get(i), null, body)), rest);
            }
        }
        return new Expr.Lambda(parameters, body);
    }

    private List<Expr.Case> cases(List<ExpressionSyntax.Case> cases, Type from, Type to, Environment scope) {
        List<Expr.Case> checked = new ArrayList<>();
        for (ExpressionSyntax.Case one : cases) {
            Environment inner = new Environment(scope);
            Pattern pattern = patterns.check(one.pattern(), from, inner);
            @Nullable Expr guard = one.guard() == null ? null : check(one.guard(), Builtins.BOOL_TYPE, inner);
            checked.add(new Expr.Case(pattern, guard, check(one.body(), to, inner)));
        }
        return checked;
    }

    private Expr apply(ExpressionSyntax.Apply syntax, Type expected, Environment scope) {
        Type rest = unifier.fresh();
        Expr function = check(syntax.function(), rest, scope);
        List<Expr> arguments = new ArrayList<>();
        for (ExpressionSyntax argument : syntax.arguments()) {
            Type from = unifier.fresh();
            Type to = unifier.fresh();
            unifier.unify(rest, new Type.Arrow(from, to), argument.position(), "applied value");
            arguments.add(check(argument, from, scope));
            rest = to;
        }
        unifier.unify(expected, rest, syntax.position(), "application");
        return new Expr.Apply(function, arguments, expected);
    }
}
