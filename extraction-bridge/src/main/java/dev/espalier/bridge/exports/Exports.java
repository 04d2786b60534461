package dev.espalier.bridge.exports;

import java.util.List;

/**
 * What a translation offers.
 *
 * @param types the declared types; others refer to them by their places
 * @param values the values, in the order of their definition
 * @param functors the functors that the file does not apply
 * @param conversions whether the source has values at types that it does not give them, by {@code Obj.magic}
 * @param numberedLists whether lists of pairs of something and a number are {@code NumberedList}s in Java
 */
public record Exports(
        List<ExportedType> types,
        List<ExportedValue> values,
        List<ExportedFunctor> functors,
        boolean conversions,
        boolean numberedLists) {
    public Exports {
        types = List.copyOf(types);
        values = List.copyOf(values);
        functors = List.copyOf(functors);
    }

    /** The type at {@code data}'s place. */
    public ExportedType type(Shape.Data data) {
        return types.get(data.type());
    }

    /** Whether {@code list}, the shape of OCaml's own lists of something, is a {@code NumberedList} in Java. */
    public boolean isNumbered(Shape.Data list) {
        return numberedLists
                && list.arguments().getFirst() instanceof Shape.Data pair
                && type(pair).structure() instanceof ExportedType.Fields fields
                && fields.fields().stream()
                        .map(ExportedType.Field::name)
                        .toList()
                        .equals(List.of("first", "second"))
                && pair.arguments().size() == 2
                && isNumber(pair.arguments().getLast());
    }

    private boolean isNumber(Shape shape) {
        return shape.equals(Shape.INT)
                || (shape instanceof Shape.Data data && type(data).java() instanceof JavaForm.Count);
    }
}
