package dev.espalier.bridge.dump;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Patterns as OCaml writes them. */
final class PatternPrinter {
    private final ExpressionPrinter expressions;

    PatternPrinter(ExpressionPrinter expressions) {
        this.expressions = expressions;
    }

    String print(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Any any -> "_";
            case Pattern.Bind bind when bind.pattern() instanceof Pattern.Any -> expressions.name(bind.local());
            case Pattern.Bind bind -> atom(bind.pattern()) + " as " + expressions.name(bind.local());
            case Pattern.IntegerValue value -> Long.toString(value.value());
            case Pattern.BooleanValue value -> Boolean.toString(value.value());
            case Pattern.Constant constant ->
                expressions.print(constant.literal()).render().strip();
            case Pattern.CharacterRange range ->
                ExpressionPrinter.character(range.first()) + " .. " + ExpressionPrinter.character(range.last());
            case Pattern.Delayed delayed -> "lazy " + atom(delayed.pattern());
            case Pattern.Construct construct -> {
                String arguments = construct.arguments().stream()
                        .map(argument -> " " + atom(argument))
                        .collect(Collectors.joining());
                yield ExpressionPrinter.constructor(construct.constructor()) + arguments;
            }
            case Pattern.Record record
            when record.symbol() == Builtins.PAIR ->
                record.fields().stream().map(this::print).collect(Collectors.joining(", ", "(", ")"));
            case Pattern.Record record -> {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < record.fields().size(); i++) {
                    fields.add(record.symbol().fields().get(i).name() + " = "
                            + print(record.fields().get(i)));
                }
                yield fields.stream().collect(Collectors.joining("; ", "{ ", " }"));
            }
            case Pattern.Or or -> print(or.left()) + " | " + print(or.right());
        };
    }

    private String atom(Pattern pattern) {
        boolean simple = switch (pattern) {
            case Pattern.Bind bind -> bind.pattern() instanceof Pattern.Any;
            case Pattern.Construct construct -> construct.arguments().isEmpty();
            case Pattern.Or or -> false;
            case Pattern.Delayed delayed -> false;
            default -> true;
        };
        return simple ? print(pattern) : "(" + print(pattern) + ")";
    }
}
