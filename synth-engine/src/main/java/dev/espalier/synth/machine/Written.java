package dev.espalier.synth.machine;

import dev.espalier.bridge.interpreter.Value;
import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes the interpreter's values of data, for functions that take no functions and collections. */
final class Written {
    private Written() {}

    /** The value for {@code datum}; {@code records} finds the type of a record by its name. */
    static Value value(Datum datum, Shape shape, Function<String, TypeSymbol> records) {
        return switch (shape) {
            case Shape.Number number when datum instanceof Datum.Count(long count) -> new Value.Int(count);
            case Shape.Truth truth when datum instanceof Datum.Flag(boolean flag) -> new Value.Truth(flag);
            case Shape.Single single -> new Value.UnitValue();
            case Shape.Opaque opaque -> new Value.Outside(datum);
            case Shape.Pair(Shape first, Shape second)
            when datum instanceof Datum.Tuple(List<Datum> parts) ->
                new Value.Fields(
                        Builtins.PAIR,
                        List.of(value(parts.get(0), first, records), value(parts.get(1), second, records)));
            case Shape.Perhaps(Shape content)
            when datum instanceof Datum.Maybe(Datum inner) -> {
                TypeSymbol option = Builtins.OPTION;
                int arity = inner == null ? 0 : 1;
                TypeSymbol.Constructor constructor = option.constructors().stream()
                        .filter(one -> one.arguments().size() == arity)
                        .findFirst()
                        .orElseThrow();
                yield new Value.Data(constructor, inner == null ? List.of() : List.of(value(inner, content, records)));
            }
            case Shape.Struct struct
            when datum instanceof Datum.Tuple(List<Datum> parts) -> {
                List<Value> values = new ArrayList<>();
                for (int i = 0; i < parts.size(); i++) {
                    values.add(value(parts.get(i), struct.fields().get(i).shape(), records));
                }
                // Extraction leaves out the record around a single field.
                yield values.size() == 1 ? values.getFirst() : new Value.Fields(records.apply(struct.name()), values);
            }
            default -> throw new MachineException("no value of the type " + shape + " can be made of " + datum);
        };
    }
}
