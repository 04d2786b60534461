package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedType;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.Shape;
import java.util.List;
import java.util.stream.Collectors;

/** Types as {@code espalier_driver.ml} reads them. */
final class ShapeText {
    private ShapeText() {}

    /** {@code shape} in a word or a list. */
    static String of(Shape shape) {
        return switch (shape) {
            case Shape.Basic basic ->
                switch (basic.kind()) {
                    case INT -> "i";
                    case BOOL -> "b";
                    case UNIT -> "u";
                    case CHAR -> "c";
                    case STRING -> "s";
                    case FLOAT -> "d";
                    case UINT63 -> "x";
                    case BIG_INTEGER -> "n";
                };
            case Shape.Opaque opaque -> "?";
            case Shape.Open open -> "i";
            case Shape.Variable variable -> "(v " + variable.index() + ")";
            case Shape.Function function -> "(a " + of(function.from()) + " " + of(function.to()) + ")";
            case Shape.StateMap map -> of(map.finds());
            case Shape.Delayed delayed -> "(z " + of(delayed.of()) + ")";
            case Shape.Data data ->
                "(d " + data.type()
                        + data.arguments().stream()
                                .map(argument -> " " + of(argument))
                                .collect(Collectors.joining())
                        + ")";
        };
    }

    /** All declared types, a list in one line. */
    static String types(Exports exports) {
        StringBuilder out = new StringBuilder("(");
        for (int i = 0; i < exports.types().size(); i++) {
            ExportedType type = exports.types().get(i);
            out.append(i == 0 ? "" : " ").append(type(type, i));
        }
        return out.append(')').toString();
    }

    private static String type(ExportedType type, int place) {
        if (type.counts(place)) {
            return "(count " + type.zero(place) + ")";
        }
        return switch (type.structure()) {
            case ExportedType.Sequence sequence -> "sequence";
            case ExportedType.Fields fields ->
                fields.fields().stream()
                        .map(field -> " " + of(field.shape()))
                        .collect(Collectors.joining("", "(fields", ")"));
            case ExportedType.Variant variant ->
                variant.constructors().stream()
                        .map(one -> " " + list(one.arguments()))
                        .collect(Collectors.joining("", "(variant", ")"));
        };
    }

    /** Argument and result types of all values, a list in one line. */
    static String signatures(List<Signature> signatures) {
        return signatures.stream()
                .map(one -> "(" + list(one.parameters()) + " " + of(one.result()) + ")")
                .collect(Collectors.joining(" ", "(", ")"));
    }

    private static String list(List<Shape> shapes) {
        return shapes.stream().map(ShapeText::of).collect(Collectors.joining(" ", "(", ")"));
    }
}
