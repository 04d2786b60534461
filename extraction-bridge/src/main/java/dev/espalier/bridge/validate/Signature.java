package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedValue;
import dev.espalier.bridge.exports.Shape;
import java.util.List;

/**
 * A value to be called: its arguments' types and its result's, over the type parameters.
 *
 * @param place its place among all signatures
 */
record Signature(int place, ExportedValue value, List<Shape> parameters, Shape result) {
    static Signature of(int place, ExportedValue value) {
        return new Signature(
                place, value, value.shape().parameters(), value.shape().result());
    }
}
