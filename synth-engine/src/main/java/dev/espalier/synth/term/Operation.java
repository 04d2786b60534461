package dev.espalier.synth.term;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Shape;
import java.util.List;
import java.util.function.Function;

/**
 * What terms are made of.
 *
 * @param rocq the term in Rocq, with {@code %s} for each argument; closed by parentheses if need be
 * @param arguments the shapes of the arguments
 * @param result the shape of the result
 * @param function what it computes
 */
public record Operation(String rocq, List<Shape> arguments, Shape result, Function<List<Datum>, Datum> function) {
    public Operation {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
        return rocq;
    }
}
