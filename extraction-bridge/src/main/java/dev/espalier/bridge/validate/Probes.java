package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The arguments on which functions inside results are tried: always the same for a type. */
final class Probes implements Function<Shape.Function, List<Datum>> {
    /** Types inside one type that are looked at: a type that contains itself at ever other arguments has no end. */
    private static final int TYPES_MAX = 200;

    private final Exports exports;
    private final Generator generator;
    private final Map<Shape.Function, List<Datum>> known = new ConcurrentHashMap<>();
    private final Set<Shape> looked = new HashSet<>();

    Probes(Exports exports, Generator generator) {
        this.exports = exports;
        this.generator = generator;
    }

    /** The arguments for a function of this type; none if its type was never {@link #enter entered}. */
    @Override
    public List<Datum> apply(Shape.Function function) {
        return known.getOrDefault(function, List.of());
    }

    /** Makes the arguments for all functions in results of type {@code result}: lines for the driver, those that are new. */
    List<String> enter(Shape result) {
        if (!looked.add(result)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        enter(result, new HashSet<>(), lines);
        return lines;
    }

    private void enter(Shape shape, Set<Shape> seen, List<String> lines) {
        // Small first: the hash of a type is as much work as it has parts, and nested types double theirs.
        if (seen.size() > TYPES_MAX || !Generator.isSmall(shape) || !seen.add(shape)) {
            return;
        }
        switch (shape) {
            case Shape.Function function -> {
                if (!known.containsKey(function)
                        && generator.impossible(function.from()).isEmpty()) {
                    List<Datum> arguments = made(function.from());
                    known.put(function, arguments);
                    lines.add("$(" + ShapeText.of(function) + " "
                            + arguments.get(0).text() + " " + arguments.get(1).text() + ")");
                }
                enter(function.to(), seen, lines);
            }
            case Shape.StateMap map -> enter(map.finds(), seen, lines);
            case Shape.Delayed delayed -> enter(delayed.of(), seen, lines);
            case Shape.Data data ->
                Components.of(exports, data)
                        .forEach(arguments -> arguments.forEach(argument -> enter(argument, seen, lines)));
            case Shape.Basic basic -> {}
            case Shape.Open open -> {}
            case Shape.Opaque opaque -> {}
            case Shape.Variable variable -> {}
        }
    }

    private List<Datum> made(Shape from) {
        Random random = new Random(17);
        return List.of(generator.generate(from, 1, random), generator.generate(from, 3, random));
    }
}
