package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.LocalFunction;
import dev.espalier.bridge.ir.Pattern;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ocaml.ExpressionSyntax;
import dev.espalier.bridge.ocaml.PatternSyntax;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Types {@code let}: values, patterns, and functions that may call each other. */
final class BindingElaborator {
    private final Unifier unifier;
    private final PatternElaborator patterns;
    private final Comparisons comparisons;
    private final ExpressionElaborator expressions;
    private boolean liberal;

    /** @param expressions types what is bound, and what stands after it */
    BindingElaborator(
            Unifier unifier, PatternElaborator patterns, Comparisons comparisons, ExpressionElaborator expressions) {
        this.unifier = unifier;
        this.patterns = patterns;
        this.comparisons = comparisons;
        this.expressions = expressions;
    }

    /** As {@link ExpressionElaborator#liberal}. */
    void liberal(boolean newLiberal) {
        liberal = newLiberal;
    }

    Expr let(ExpressionSyntax.Let syntax, Type expected, Environment scope) {
        Environment inner = new Environment(scope);
        boolean functions = syntax.bindings().stream()
                .allMatch(b -> b.pattern() instanceof PatternSyntax.Variable
                        && (isFunction(b.value())
                                || (syntax.recursive() && b.value() instanceof ExpressionSyntax.Delay)));
        if (functions) {
            List<Expr.Definition> definitions = functions(syntax, inner);
            return new Expr.LetFunctions(definitions, expressions.check(syntax.body(), expected, inner));
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
            Expr value = expressions.check(binding.value(), type, scope);
            bounds.add(new Bound(patterns.check(binding.pattern(), type, inner), value, binding.position()));
        }
        Expr result = expressions.check(syntax.body(), expected, inner);
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
        Expr value = expressions.check(written, type, scope);
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
        return new Expr.Let(local, value, expressions.check(syntax.body(), expected, inner));
    }

    /** Whether computing {@code syntax} does nothing, so that its type may be general in everything. */
    private static boolean isValue(ExpressionSyntax syntax) {
        return switch (syntax) {
            case ExpressionSyntax.Constructor constructor ->
                constructor.argument() == null || isValue(constructor.argument());
            case ExpressionSyntax.Tuple tuple -> tuple.components().stream().allMatch(BindingElaborator::isValue);
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
                    ? expressions.check(written, types.get(i), bodies)
                    : new Expr.Lambda(
                            List.of(new Local("_", Builtins.UNIT_TYPE)),
                            expressions.check(written, Types.result(types.get(i), 1), bodies));
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
