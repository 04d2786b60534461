package dev.espalier.bridge.exports;

import java.util.List;

/**
 * What a translation offers.
 *
 * @param types the declared types; others refer to them by their places
 * @param values the values, in the order of their definition
 * @param functors the functors that the file does not apply
 * @param conversions whether the source has values at types that it does not give them, by {@code Obj.magic}
 */
public record Exports(
        List<ExportedType> types, List<ExportedValue> values, List<ExportedFunctor> functors, boolean conversions) {
    public Exports {
        types = List.copyOf(types);
        values = List.copyOf(values);
        functors = List.copyOf(functors);
    }

    /** The type at {@code data}'s place. */
    public ExportedType type(Shape.Data data) {
        return types.get(data.type());
    }
}
