package dev.espalier.synth.machine;

import dev.espalier.bridge.interpreter.Interpreter;
import dev.espalier.bridge.interpreter.Value;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the interpreter's values. Functions are asked about the keys of a run, one by one. */
final class Values {
    private final Interpreter interpreter;
    private final Map<Shape.Identity, List<Atom>> domains;

    Values(Interpreter interpreter, Map<Shape.Identity, List<Atom>> domains) {
        this.interpreter = interpreter;
        this.domains = domains;
    }

    /** The value of {@code shape} that {@code value} is. */
    Datum read(Value value, Shape shape) {
        return switch (shape) {
            case Shape.Number number when value instanceof Value.Int(long count) -> new Datum.Count(count);
            case Shape.Truth truth when value instanceof Value.Truth(boolean flag) -> new Datum.Flag(flag);
            case Shape.Single single -> new Datum.Only();
            case Shape.Opaque opaque when value instanceof Value.Outside(Object atom) -> (Atom) atom;
            case Shape.Pair(Shape first, Shape second)
            when value instanceof Value.Fields fields ->
                new Datum.Tuple(List.of(
                        read(fields.values().get(0), first),
                        read(fields.values().get(1), second)));
            case Shape.Perhaps(Shape content)
            when value instanceof Value.Data data ->
                new Datum.Maybe(
                        data.arguments().isEmpty()
                                ? null
                                : read(data.arguments().getFirst(), content));
            case Shape.Collection(Shape element) -> elements(value, element);
            case Shape.Table(Shape.Opaque(Shape.Identity identity), Shape content) -> {
                Map<Datum, Datum> mapping = new HashMap<>();
                for (Atom atom : domains.getOrDefault(identity, List.of())) {
                    mapping.put(atom, read(interpreter.apply(value, List.of(new Value.Outside(atom))), content));
                }
                yield new Datum.Mapping(mapping);
            }
            case Shape.Struct struct -> struct(value, struct);
            default ->
                throw new MachineException("the search cannot look into values of the type " + shape + " (" + value
                        + "); states and payloads may be made of numbers, truths, keys, values, clients, replicas,"
                        + " pairs, options, lists, sets, records and functions from keys");
        };
    }

    private Datum elements(Value value, Shape element) {
        List<Datum> elements = new ArrayList<>();
        Value rest = value;
        while (rest instanceof Value.Data data && data.arguments().size() == 2) {
            elements.add(read(data.arguments().get(0), element));
            rest = data.arguments().get(1);
        }
        return new Datum.Many(elements);
    }

    private Datum struct(Value value, Shape.Struct struct) {
        // Extraction leaves out the record around a single field.
        if (struct.fields().size() == 1) {
            return new Datum.Tuple(
                    List.of(read(value, struct.fields().getFirst().shape())));
        }
        if (!(value instanceof Value.Fields fields)
                || fields.values().size() != struct.fields().size()) {
            throw new MachineException("the extracted record " + struct.name() + " has other fields than the source's");
        }
        List<Datum> parts = new ArrayList<>();
        for (int i = 0; i < struct.fields().size(); i++) {
            parts.add(read(fields.values().get(i), struct.fields().get(i).shape()));
        }
        return new Datum.Tuple(parts);
    }
}
