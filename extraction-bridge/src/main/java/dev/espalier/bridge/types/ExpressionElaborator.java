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
import dev.espalier.bridge.ocaml.Path;
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
    private final Comparisons comparisons = new Comparisons();
    private boolean liberal;

    ExpressionElaborator(Unifier unifier) {
        this.unifier = unifier;
        this.patterns = new PatternElaborator(unifier);
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
        liberal = newLiberal;
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
            case ExpressionSyntax.ArrayOf array -> array(array, expected, scope);
            case ExpressionSyntax.Open open -> check(open.body(), expected, opened(open, scope));
            case ExpressionSyntax.Constructor constructor -> constructor(constructor, expected, scope);
            case ExpressionSyntax.Tuple tuple -> tuple(tuple.components(), expected, scope, tuple.position());
            case ExpressionSyntax.Record record -> record(record, expected, scope);
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
            case ExpressionSyntax.Let let -> let(let, expected, scope);
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

    /** An array is made of a list. */
    private Expr array(ExpressionSyntax.ArrayOf array, Type expected, Environment scope) {
        Type element = unifier.fresh();
        unifier.unify(expected, Builtins.array(element), array.position(), "array");
        Type listType = new Type.Named(Builtins.LIST, List.of(element));
        Expr list = new Expr.Construct(Builtins.LIST.constructors().get(0), List.of(), listType);
        for (ExpressionSyntax one : array.elements().reversed()) {
            List<Expr> parts = List.of(check(one, element, scope), list);
            list = new Expr.Construct(Builtins.LIST.constructors().get(1), parts, listType);
        }
        Type.Parameter parameter = new Type.Parameter("a");
        Type made = new Type.Arrow(new Type.Named(Builtins.LIST, List.of(parameter)), Builtins.array(parameter));
        RuntimeFunction ofList = new RuntimeFunction("FixedArray", "ofList", List.of(parameter), made);
        Type type = new Type.Arrow(listType, expected);
        return new Expr.Apply(new Expr.RuntimeRef(ofList, List.of(element), type), List.of(list), expected);
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

    private Expr constructor(ExpressionSyntax.Constructor syntax, Type expected, Environment scope) {
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
            checked.add(check(arguments.get(i), types.get(i), scope));
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

    private Expr tuple(List<ExpressionSyntax> components, Type expected, Environment scope, Position position) {
        if (components.size() == 1) {
            return check(components.getFirst(), expected, scope);
        }
        Type first = unifier.fresh();
        Type second = unifier.fresh();
        unifier.unify(expected, Builtins.pair(first, second), position, "tuple");
        Expr left = tuple(components.subList(0, components.size() - 1), first, scope, position);
        return new Expr.MakeRecord(Builtins.PAIR, List.of(left, check(components.getLast(), second, scope)), expected);
    }

    private Expr record(ExpressionSyntax.Record syntax, Type expected, Environment scope) {
        List<Path> names =
                syntax.fields().stream().map(ExpressionSyntax.Field::path).toList();
        TypeSymbol symbol = Names.record(scope, names, expected, syntax.position());
        Map<Type.Parameter, Type> replacements = patterns.instance(symbol, expected, syntax.position());
        Map<TypeSymbol.Field, Expr> values = new HashMap<>();
        for (ExpressionSyntax.Field field : syntax.fields()) {
            TypeSymbol.Field declared = Names.fieldOf(symbol, field.path(), field.position());
            values.put(declared, check(field.value(), Types.substitute(declared.type(), replacements), scope));
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
        return new Expr.Let(base, check(syntax.base(), expected, scope), made);
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

    private Expr let(ExpressionSyntax.Let syntax, Type expected, Environment scope) {
        Environment inner = new Environment(scope);
        boolean functions = syntax.bindings().stream()
                .allMatch(b -> b.pattern() instanceof PatternSyntax.Variable
                        && (isFunction(b.value())
                                || (syntax.recursive() && b.value() instanceof ExpressionSyntax.Delay)));
        if (functions) {
            List<Expr.Definition> definitions = functions(syntax, inner);
            return new Expr.LetFunctions(definitions, check(syntax.body(), expected, inner));
        }
        if (syntax.recursive()) {
            throw new TranslationException(
                    syntax.position(), "let rec", "defines a value that is no function", "define functions only");
        }
        if (liberal
                && syntax.bindings().size() == 1
                && syntax.bindings().getFirst().pattern() instanceof PatternSyntax.Variable variable) {
            return shared(variable.name(), syntax, expected, scope);
        }
        record Bound(Pattern pattern, Expr value, Position position) {}
        List<Bound> bounds = new ArrayList<>();
        for (ExpressionSyntax.Binding binding : syntax.bindings()) {
            Type type = unifier.fresh();
            Expr value = check(binding.value(), type, scope);
            bounds.add(new Bound(patterns.check(binding.pattern(), type, inner), value, binding.position()));
        }
        Expr result = check(syntax.body(), expected, inner);
        for (Bound bound : bounds.reversed()) {
            if (bound.pattern instanceof Pattern.Bind bind && bind.pattern() instanceof Pattern.Any) {
                result = new Expr.Let(bind.local(), bound.value, result);
            } else {
                List<Expr.Case> single = List.of(new Expr.Case(bound.pattern, null, result));
                result = new Expr.Match(bound.position, bound.value, single, expected);
            }
        }
        return result;
    }

    /** A variable whose type is general in what its value leaves open. */
    private Expr shared(String name, ExpressionSyntax.Let syntax, Type expected, Environment scope) {
        ExpressionSyntax written = syntax.bindings().getFirst().value();
        unifier.enter();
        Type type = unifier.fresh();
        Expr value = check(written, type, scope);
        unifier.leave();
        comparisons.settle(unifier);
        Map<Type.Variable, Type.Parameter> general = new LinkedHashMap<>();
        for (Type.Variable variable : unifier.open(type)) {
            if (isValue(written) || Variance.isResultOnly(variable, type)) {
                general.put(variable, new Type.Parameter("c" + (general.size() + 1)));
            }
        }
        Type scheme = Unifier.replace(type, general);
        general.keySet().forEach(variable -> variable.solve(Builtins.OBJ_TYPE));
        Local local = new Local(name, type);
        Environment inner = new Environment(scope);
        inner.value(
                name,
                general.isEmpty()
                        ? new Environment.OfLocal(local)
                        : new Environment.OfShared(local, List.copyOf(general.values()), scheme));
        return new Expr.Let(local, value, check(syntax.body(), expected, inner));
    }

    /** Whether computing {@code syntax} does nothing, so that its type may be general in everything. */
    private static boolean isValue(ExpressionSyntax syntax) {
        return switch (syntax) {
            case ExpressionSyntax.Constructor constructor ->
                constructor.argument() == null || isValue(constructor.argument());
            case ExpressionSyntax.Tuple tuple -> tuple.components().stream().allMatch(ExpressionElaborator::isValue);
            case ExpressionSyntax.Record record ->
                record.base() == null && record.fields().stream().allMatch(field -> isValue(field.value()));
            case ExpressionSyntax.Typed typed -> isValue(typed.expression());
            case ExpressionSyntax.Name name -> true;
            case ExpressionSyntax.Delay delay -> true;
            default -> isFunction(syntax);
        };
    }

    private static boolean isFunction(ExpressionSyntax syntax) {
        return syntax instanceof ExpressionSyntax.Function || syntax instanceof ExpressionSyntax.Cases;
    }

    private List<Expr.Definition> functions(ExpressionSyntax.Let syntax, Environment inner) {
        unifier.enter();
        List<LocalFunction> declared = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        Environment bodies = new Environment(inner);
        for (ExpressionSyntax.Binding binding : syntax.bindings()) {
            String name = ((PatternSyntax.Variable) binding.pattern()).name();
            boolean delayed = !isFunction(binding.value());
            Type type = delayed ? new Type.Arrow(Builtins.UNIT_TYPE, unifier.fresh()) : unifier.fresh();
            LocalFunction function = new LocalFunction(name, type);
            declared.add(function);
            types.add(function.type());
            if (syntax.recursive()) {
                bodies.value(name, new Environment.OfFunction(function, false, delayed));
            }
        }
        List<Expr.Definition> definitions = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            ExpressionSyntax written = syntax.bindings().get(i).value();
            Expr value = isFunction(written)
                    ? check(written, types.get(i), bodies)
                    : new Expr.Lambda(
                            List.of(new Local("_", Builtins.UNIT_TYPE)),
                            check(written, Types.result(types.get(i), 1), bodies));
            definitions.add(new Expr.Definition(declared.get(i), value));
        }
        unifier.leave();
        comparisons.settle(unifier);
        List<Type.Parameter> parameters = unifier.generalise(types, "b");
        for (int i = 0; i < declared.size(); i++) {
            LocalFunction function = declared.get(i);
            function.generalise(parameters);
            boolean delayed = !isFunction(syntax.bindings().get(i).value());
            inner.value(function.name(), new Environment.OfFunction(function, true, delayed));
        }
        return definitions;
    }
}
