package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedType;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.Shape;
import java.util.List;

/** The types inside a declared type at its arguments. */
final class Components {
    private Components() {}

    /** For each constructor the types of its arguments; for a record those of its fields, as if of one constructor. */
    static List<List<Shape>> of(Exports exports, Shape.Data data) {
        return switch (exports.type(data).structure()) {
            case ExportedType.Variant variant ->
                variant.constructors().stream()
                        .map(one -> at(one.arguments(), data))
                        .toList();
            case ExportedType.Fields fields ->
                List.of(at(
                        fields.fields().stream().map(ExportedType.Field::shape).toList(), data));
            case ExportedType.Sequence sequence ->
                List.of(List.of(), List.of(data.arguments().getFirst(), data));
        };
    }

    private static List<Shape> at(List<Shape> shapes, Shape.Data data) {
        return shapes.stream().map(shape -> shape.with(data.arguments())).toList();
    }
}
