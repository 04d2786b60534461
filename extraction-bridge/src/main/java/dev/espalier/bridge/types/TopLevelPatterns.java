package dev.espalier.bridge.types;

import dev.espalier.bridge.ocaml.ExpressionSyntax;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.Path;
import dev.espalier.bridge.ocaml.PatternSyntax;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Definitions that take a value apart, {@code let (x, y) = e}: the value gets a name, and each variable a definition. */
final class TopLevelPatterns {
    private TopLevelPatterns() {}

    /** {@code values} as definitions of single names. */
    static List<ItemSyntax.Values> split(ItemSyntax.Values values, Environment scope) {
        if (values.bindings().stream().allMatch(one -> one.pattern() instanceof PatternSyntax.Variable)) {
            return List.of(values);
        }
        List<ItemSyntax.Values> split = new ArrayList<>();
        for (ExpressionSyntax.Binding binding : values.bindings()) {
            Position position = binding.position();
            Set<String> variables = new LinkedHashSet<>();
            variables(binding.pattern(), variables);
            if (values.recursive() || values.bindings().size() > 1 || variables.isEmpty()) {
                throw new TranslationException(
                        position,
                        "let with a pattern",
                        "is supported for a single definition that binds a name",
                        "name the value, and take it apart where it is used");
            }
            String whole = String.join("_", variables);
            while (scope.value(Path.of(whole)) != null || variables.contains(whole)) {
                whole += "_parts";
            }
            split.add(definition(position, whole, binding.value()));
            for (String variable : variables) {
                ExpressionSyntax part = new ExpressionSyntax.Name(position, Path.of(variable));
                ExpressionSyntax.Case one = new ExpressionSyntax.Case(binding.pattern(), null, part);
                ExpressionSyntax name = new ExpressionSyntax.Name(position, Path.of(whole));
                split.add(definition(position, variable, new ExpressionSyntax.Match(position, name, List.of(one))));
            }
        }
        return split;
    }

    private static ItemSyntax.Values definition(Position position, String name, ExpressionSyntax value) {
        PatternSyntax pattern = new PatternSyntax.Variable(position, name);
        return new ItemSyntax.Values(
                position, false, List.of(new ExpressionSyntax.Binding(position, pattern, value, null)));
    }

    /** Adds the variables of {@code pattern} to {@code found}, in the order of their first occurrence. */
    static void variables(PatternSyntax pattern, Set<String> found) {
        switch (pattern) {
            case PatternSyntax.Variable variable -> found.add(variable.name());
            case PatternSyntax.Alias alias -> {
                found.add(alias.name());
                variables(alias.pattern(), found);
            }
            case PatternSyntax.Constructor constructor -> {
                PatternSyntax argument = constructor.argument();
                if (argument != null) {
                    variables(argument, found);
                }
            }
            case PatternSyntax.Tuple tuple -> tuple.components().forEach(one -> variables(one, found));
            case PatternSyntax.Record record -> record.fields().forEach(field -> variables(field.pattern(), found));
            case PatternSyntax.Or or -> variables(or.left(), found);
            case PatternSyntax.Typed typed -> variables(typed.pattern(), found);
            case PatternSyntax.Delayed delayed -> variables(delayed.pattern(), found);
            case PatternSyntax.Wildcard wildcard -> {}
            case PatternSyntax.Integer integer -> {}
            case PatternSyntax.Character character -> {}
            case PatternSyntax.Range range -> {}
            case PatternSyntax.Text text -> {}
        }
    }
}
