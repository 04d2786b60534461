package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedType;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Data as OCaml writes them, for a person. */
final class OcamlText {
    private final Exports exports;
    private final List<Signature> signatures;

    OcamlText(Exports exports, List<Signature> signatures) {
        this.exports = exports;
        this.signatures = signatures;
    }

    /** The expression that {@code call} is. */
    String of(Datum.Call call) {
        Signature signature = signatures.get(call.function());
        StringBuilder text = new StringBuilder(signature.value().path());
        for (int i = 0; i < call.arguments().size(); i++) {
            Shape shape = signature.parameters().get(i).with(call.instance());
            text.append(' ').append(of(shape, call.arguments().get(i), true));
        }
        return text.toString();
    }

    private String of(Shape shape, Datum datum, boolean argument) {
        String text = switch (datum) {
            case Datum.Whole whole -> Long.toString(whole.value());
            case Datum.Truth truth -> Boolean.toString(truth.value());
            case Datum.Nothing nothing -> "()";
            case Datum.Literal literal -> Literals.ocaml(literal.kind(), literal.word());
            case Datum.Count count -> count((Shape.Data) shape, count.times());
            case Datum.Sequence sequence ->
                sequence.elements().stream()
                        .map(one -> of(((Shape.Data) shape).arguments().getFirst(), one, false))
                        .collect(Collectors.joining("; ", "[", "]"));
            case Datum.Block block -> block((Shape.Data) shape, block);
            case Datum.Delayed delayed -> "lazy " + of(((Shape.Delayed) shape).of(), delayed.value(), true);
            case Datum.Stuck stuck -> "lazy (raise Exit)";
            case Datum.Table table -> table(shape instanceof Shape.StateMap map ? map.finds() : shape, table);
            case Datum.Call call -> of(call);
        };
        boolean simple = text.matches("[\\w.]+|\\(.*\\)|\\[.*]|\\{.*}") && !(datum instanceof Datum.Call);
        return argument && !simple ? "(" + text + ")" : text;
    }

    private String count(Shape.Data shape, int times) {
        ExportedType type = exports.type(shape);
        List<ExportedType.Constructor> constructors = ((ExportedType.Variant) type.structure()).constructors();
        int zero = type.zero(shape.type());
        String text = constructors.get(zero).name();
        String successor = constructors.get(1 - zero).name();
        if (times > 6) {
            return "(" + successor + " applied " + times + " times to " + text + ")";
        }
        for (int i = 0; i < times; i++) {
            text = successor + " " + (i == 0 ? text : "(" + text + ")");
        }
        return text;
    }

    private String block(Shape.Data shape, Datum.Block block) {
        List<Shape> shapes = Components.of(exports, shape).get(block.constructor());
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            arguments.add(of(shapes.get(i), block.arguments().get(i), false));
        }
        return switch (exports.type(shape).structure()) {
            case ExportedType.Fields fields
            when exports.type(shape).name().equals("*") -> "(" + String.join(", ", arguments) + ")";
            case ExportedType.Fields fields -> {
                List<String> named = new ArrayList<>();
                for (int i = 0; i < arguments.size(); i++) {
                    named.add(fields.fields().get(i).name() + " = " + arguments.get(i));
                }
                yield "{" + String.join("; ", named) + "}";
            }
            case ExportedType.Variant variant -> {
                String name = variant.constructors().get(block.constructor()).name();
                yield switch (arguments.size()) {
                    case 0 -> name;
                    case 1 ->
                        name + " " + of(shapes.getFirst(), block.arguments().getFirst(), true);
                    default -> name + " (" + String.join(", ", arguments) + ")";
                };
            }
            case ExportedType.Sequence sequence -> throw new IllegalStateException("a list is no block");
        };
    }

    private String table(Shape shape, Datum.Table table) {
        String parameters = "_ ".repeat(shape.parameters().size()).strip();
        List<String> results = table.results().stream()
                .map(one -> of(shape.result(), one, false))
                .toList();
        return results.size() == 1
                ? "fun " + parameters + " -> " + results.getFirst()
                : "fun " + parameters + " -> one of " + String.join(" | ", results) + ", by hash " + table.salt();
    }
}
