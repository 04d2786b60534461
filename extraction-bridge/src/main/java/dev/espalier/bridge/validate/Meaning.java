package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedFunctor;
import dev.espalier.bridge.exports.ExportedType;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * What stands for an operation of an open functor's parameter, whose open types are all integers here. Proofs about the
 * functor assume equality to be equality and an order to be one; that is what its code is for.
 */
sealed interface Meaning {
    /** Equality of its two arguments. */
    record Equality() implements Meaning {}

    /** The first argument is at most, or less than, the second. */
    record Order(boolean strict) implements Meaning {}

    /**
     * The comparison of its two arguments.
     *
     * @param less the constructor for less, then those for equal and for greater
     */
    record Comparison(int less, int equal, int greater) implements Meaning {}

    /** A value or a function that is made from a datum. */
    record Given(Datum datum) implements Meaning {}

    /** What stands for {@code operation}; nothing if its type has no values that can be made. */
    static Optional<Meaning> of(ExportedFunctor.Operation operation, Exports exports, Generator generator, long seed) {
        List<Shape> parameters = operation.shape().parameters();
        Shape result = operation.shape().result();
        boolean binary = parameters.size() == 2
                && parameters.get(0) instanceof Shape.Open
                && parameters.get(0).equals(parameters.get(1));
        String name = operation.name().toLowerCase(Locale.ROOT);
        if (binary && result.equals(new Shape.Basic(Shape.Kind.BOOL))) {
            return Optional.of(
                    name.contains("eq")
                            ? new Equality()
                            : new Order(name.contains("lt") || name.contains("less") || name.contains("below")));
        }
        if (binary
                && result instanceof Shape.Data data
                && exports.type(data).structure() instanceof ExportedType.Variant variant) {
            List<String> names = variant.constructors().stream()
                    .map(one -> one.name().toUpperCase(Locale.ROOT))
                    .toList();
            if (names.size() == 3 && names.contains("LT") && names.contains("EQ") && names.contains("GT")) {
                return Optional.of(new Comparison(names.indexOf("LT"), names.indexOf("EQ"), names.indexOf("GT")));
            }
        }
        Shape shape = operation.shape().with(List.of());
        return generator.impossible(shape).isPresent()
                ? Optional.empty()
                : Optional.of(new Given(generator.generate(shape, 3, new Random(seed ^ name.hashCode()))));
    }
}
