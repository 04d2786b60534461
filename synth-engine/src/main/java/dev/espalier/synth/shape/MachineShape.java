package dev.espalier.synth.shape;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A specification's types and functions.
 *
 * @param parts the shapes of states and payloads
 * @param structs its records, by name
 * @param aliases names of types that stand for other types
 * @param functions its functions with the shapes of their arguments, then of the result
 * @param deciders what decides equality, by the shape of what it compares
 */
public record MachineShape(
        Map<Part, Shape> parts,
        Map<String, Shape.Struct> structs,
        List<String> aliases,
        Map<String, List<Shape>> functions,
        Map<Shape, String> deciders) {
    public MachineShape {
        parts = new EnumMap<>(parts);
        structs = new LinkedHashMap<>(structs);
        aliases = List.copyOf(aliases);
        functions = new LinkedHashMap<>(functions);
        deciders = new LinkedHashMap<>(deciders);
    }

    /** The shape of {@code part}. */
    public Shape of(Part part) {
        Shape shape = parts.get(part);
        if (shape == null) {
            throw new IllegalStateException("no shape of " + part);
        }
        return shape;
    }
}
