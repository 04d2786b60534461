package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedType;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.JavaForm;
import dev.espalier.bridge.exports.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes data of any type that has finite values: boundary values, and random ones of a size. */
final class Generator {
    /** No value of the type is this high: it has none that is finite, or only ones too high to be of use. */
    private static final int INFINITE = 24;

    /** Parts of a type, itself included. */
    private static final int SIZE_MAX = 200;

    /** Types inside one type that are looked at: a type that contains itself at ever other arguments has no end. */
    private static final int TYPES_MAX = 200;

    private static final long INT_MAX = (1L << 62) - 1;
    private static final List<Long> EDGES = List.of(
            0L,
            1L,
            -1L,
            2L,
            3L,
            7L,
            INT_MAX,
            -INT_MAX - 1,
            INT_MAX - 1,
            -INT_MAX,
            1L << 31,
            (1L << 31) - 1,
            1L << 40,
            127L,
            128L,
            255L,
            1000L);

    private static final Pattern LITERAL = Pattern.compile("(?<![\\w.'])\\d{2,9}(?![\\w.])");
    private static final int LITERALS_MAX = 60;

    private final Exports exports;
    private final List<Long> boundaries;
    private final List<Long> recent = new ArrayList<>();
    private final Map<Room, Boolean> fitting = new HashMap<>();
    private final Map<Shape.Data, List<List<Shape>>> components = new HashMap<>();

    /**
     * For the types of a translation.
     *
     * @param source the file's text: the integers in it, and their neighbours, are where its functions change their mind
     */
    Generator(Exports exports, String source) {
        this.exports = exports;
        Set<Long> all = new LinkedHashSet<>(EDGES);
        Matcher matcher = LITERAL.matcher(source);
        while (matcher.find() && all.size() < EDGES.size() + LITERALS_MAX) {
            long literal = Long.parseLong(matcher.group());
            all.addAll(List.of(literal, literal - 1, literal + 1));
        }
        this.boundaries = List.copyOf(all);
    }

    /** Why no value of {@code shape} can be made; nothing if one can. */
    Optional<String> impossible(Shape shape) {
        return impossible(shape, new HashSet<>());
    }

    /** The same; of what is in {@code seen} somebody else asks already. */
    private Optional<String> impossible(Shape shape, Set<Shape> seen) {
        return switch (shape) {
            case Shape.Basic basic -> Optional.empty();
            case Shape.Open open -> Optional.empty();
            case Shape.Opaque opaque -> Optional.of("has an argument of type " + opaque.name());
            case Shape.Variable variable -> Optional.of("has an argument of a type that is not known");
            case Shape.Function function -> impossible(function.result(), seen);
            case Shape.StateMap map -> impossible(map.finds(), seen);
            case Shape.Delayed delayed -> impossible(delayed.of(), seen);
            case Shape.Data data -> {
                String name = exports.type(data).name();
                if (!isSmall(data)) {
                    yield Optional.of("has an argument of type " + name + ", whose argument grows with each level");
                }
                if (exports.type(data).java() instanceof JavaForm.Absent) {
                    yield Optional.of("has an argument of type " + name + ", which has no class in Java");
                }
                Optional<String> inside = inside(data, seen);
                yield inside.isPresent() || height(data) < INFINITE
                        ? inside
                        : Optional.of("has an argument of type " + name + ", which has no finite values");
            }
        };
    }

    /** Whether {@code shape} has few parts: the argument of a nested type may double with each level. */
    static boolean isSmall(Shape shape) {
        return room(shape, SIZE_MAX) > 0;
    }

    /** What is left of {@code room} after the parts of {@code shape}; 0 if it is not enough. */
    private static int room(Shape shape, int room) {
        int left = room - 1;
        switch (shape) {
            case Shape.Data data -> {
                for (Shape argument : data.arguments()) {
                    left = left <= 0 ? 0 : room(argument, left);
                }
            }
            case Shape.Function function -> left = left <= 0 ? 0 : room(function.to(), room(function.from(), left));
            case Shape.StateMap map -> left = room(map.finds(), left);
            case Shape.Delayed delayed -> left = left <= 0 ? 0 : room(delayed.of(), left);
            default -> {}
        }
        return Math.max(left, 0);
    }

    /** What in all values of {@code data} cannot be made. */
    private Optional<String> inside(Shape.Data data, Set<Shape> seen) {
        if (seen.size() > TYPES_MAX || !seen.add(data)) {
            return Optional.empty();
        }
        Optional<String> reason = Optional.empty();
        for (List<Shape> arguments : components(data)) {
            Optional<String> here = arguments.stream()
                    .map(argument -> impossible(argument, seen))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (here.isEmpty()) {
                return Optional.empty();
            }
            reason = here;
        }
        return reason;
    }

    private List<List<Shape>> components(Shape.Data data) {
        List<List<Shape>> known = components.get(data);
        if (known == null) {
            known = Components.of(exports, data);
            components.put(data, known);
        }
        return known;
    }

    /** A type, and how many constructors may be nested in a value of it. */
    private record Room(Shape shape, int height) {}

    /** How many constructors are nested at least in a value of {@code shape}; {@link #INFINITE} for too many. */
    private int height(Shape shape) {
        for (int height = 0; height < INFINITE; height++) {
            if (fits(shape, height)) {
                return height;
            }
        }
        return INFINITE;
    }

    private boolean fits(Shape shape, int height) {
        return switch (shape) {
            case Shape.Basic basic -> true;
            case Shape.Open open -> true;
            case Shape.Delayed delayed -> true;
            case Shape.StateMap map -> fits(map.finds(), height);
            case Shape.Opaque opaque -> false;
            case Shape.Variable variable -> false;
            case Shape.Function function -> fits(function.result(), height);
            case Shape.Data data -> {
                if (height <= 0 || !isSmall(data)) {
                    yield false;
                }
                Room room = new Room(data, height);
                Boolean known = fitting.get(room);
                if (known == null) {
                    known = components(data).stream()
                            .anyMatch(arguments -> arguments.stream().allMatch(argument -> fits(argument, height - 1)));
                    fitting.put(room, known);
                }
                yield known;
            }
        };
    }

    /** How to choose integers: those of an extracted {@code nat} must not be negative, or functions do not end. */
    record Integers(boolean negative, boolean large) {}

    private Integers integers = new Integers(true, true);

    /** From now on integers are chosen like this. */
    void choose(Integers choice) {
        this.integers = choice;
    }

    /** Values at the edges of {@code shape}: small, empty, extreme, one of each constructor. */
    List<Datum> boundaries(Shape shape, Random random) {
        List<Datum> all = new ArrayList<>();
        switch (shape) {
            case Shape.Basic basic
            when basic.kind() == Shape.Kind.BOOL -> {
                all.add(new Datum.Truth(false));
                all.add(new Datum.Truth(true));
            }
            case Shape.Basic basic
            when Literals.are(basic.kind()) ->
                Literals.boundaries(basic.kind()).stream()
                        .filter(word -> integers.negative() || !word.startsWith("z-"))
                        .forEach(word -> all.add(new Datum.Literal(basic.kind(), word)));
            case Shape.Basic basic
            when basic.kind() == Shape.Kind.INT ->
                boundaries.stream().filter(this::allowed).forEach(value -> all.add(new Datum.Whole(value)));
            case Shape.Data data
            when exports.type(data).structure() instanceof ExportedType.Variant
                    && !exports.type(data).counts(data.type()) -> {
                for (int i = 0; i < components(data).size(); i++) {
                    if (possible(data, i)) {
                        all.add(block(data, i, 0, random));
                    }
                }
                for (int i = 0; i < components(data).size(); i++) {
                    if (possible(data, i) && !components(data).get(i).isEmpty()) {
                        all.add(block(data, i, 3, random));
                    }
                }
            }
            default -> {
                for (int size = 0; size < 3; size++) {
                    all.add(generate(shape, size, random));
                }
            }
        }
        return all;
    }

    private boolean allowed(long value) {
        return (value >= 0 || integers.negative) && (Math.abs(value) <= 1000 || integers.large);
    }

    /** A value of {@code shape}, the larger the more {@code size} says; {@code shape} is not {@link #impossible}. */
    Datum generate(Shape shape, int size, Random random) {
        return switch (shape) {
            case Shape.Basic basic ->
                switch (basic.kind()) {
                    case INT -> new Datum.Whole(integer(size, random));
                    case BOOL -> new Datum.Truth(random.nextBoolean());
                    case UNIT -> new Datum.Nothing();
                    case CHAR, STRING, FLOAT, UINT63, BIG_INTEGER ->
                        new Datum.Literal(
                                basic.kind(), Literals.random(basic.kind(), size, random, integers.negative()));
                };
            case Shape.Open open -> new Datum.Whole(integer(size, random));
            case Shape.Opaque opaque -> throw new IllegalArgumentException("no values of " + opaque);
            case Shape.Variable variable -> throw new IllegalArgumentException("no values of " + variable);
            case Shape.Function function -> table(function, size, random);
            case Shape.StateMap map -> table(map.finds(), size, random);
            case Shape.Delayed delayed ->
                size <= 0 && (random.nextInt(4) == 0 || height(delayed.of()) >= INFINITE || endless(delayed.of()))
                        ? new Datum.Stuck()
                        : new Datum.Delayed(generate(delayed.of(), size - 2, random));
            case Shape.Data data -> data(data, size, random);
        };
    }

    /** Whether each value of {@code shape} has a lazy one inside, which would go on for ever. */
    private boolean endless(Shape shape) {
        return shape instanceof Shape.Data data
                && components(data).stream()
                        .allMatch(arguments -> arguments.stream().anyMatch(Shape.Delayed.class::isInstance));
    }

    private Datum table(Shape.Function function, int size, Random random) {
        List<Datum> results = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            results.add(generate(function.result(), Math.min(size, 4) / 2, random));
        }
        return new Datum.Table(random.nextInt(1000), results);
    }

    /** Forgets the integers of earlier values: those of one input are often equal to each other. */
    void forget() {
        recent.clear();
    }

    private long integer(int size, Random random) {
        long made = !recent.isEmpty() && random.nextInt(4) == 0
                ? recent.get(random.nextInt(recent.size()))
                : fresh(size, random);
        recent.add(made);
        return made;
    }

    private long fresh(int size, Random random) {
        int kind = random.nextInt(20);
        if (kind < 2) {
            List<Long> usable = boundaries.stream().filter(this::allowed).toList();
            return usable.get(random.nextInt(usable.size()));
        }
        if (kind == 2 && integers.large) {
            long any = random.nextLong() >> 1 + random.nextInt(62);
            return integers.negative ? any : Math.abs(any);
        }
        long small = random.nextInt(Math.max(2, size + 2));
        return kind < 6 && integers.negative ? -small : small;
    }

    private Datum data(Shape.Data data, int size, Random random) {
        ExportedType type = exports.type(data);
        if (type.counts(data.type())) {
            return new Datum.Count(random.nextInt(Math.max(1, Math.min(size, 12)) + 1));
        }
        if (type.structure() instanceof ExportedType.Sequence) {
            Shape element = data.arguments().getFirst();
            List<Datum> elements = new ArrayList<>();
            int length = height(element) >= INFINITE || size <= 0 ? 0 : random.nextInt(size + 1);
            for (int i = 0; i < length; i++) {
                elements.add(generate(element, element instanceof Shape.Data ? size / 3 : size, random));
            }
            return new Datum.Sequence(elements);
        }
        int lowest = INFINITE;
        List<Integer> usable = new ArrayList<>();
        List<Integer> low = new ArrayList<>();
        for (int i = 0; i < components(data).size(); i++) {
            int height = possible(data, i) ? height(data, i) : INFINITE;
            if (height < INFINITE) {
                usable.add(i);
                if (height < lowest) {
                    low.clear();
                    lowest = height;
                }
                if (height == lowest) {
                    low.add(i);
                }
            }
        }
        List<Integer> from = size <= 0 ? low : usable;
        // Where there is a choice, values without anything inside are the rarer the larger the size is.
        List<Integer> inner =
                from.stream().filter(i -> !components(data).get(i).isEmpty()).toList();
        if (size > 1 && !inner.isEmpty() && random.nextInt(size + 1) > 0) {
            from = inner;
        }
        return block(data, from.get(random.nextInt(from.size())), size, random);
    }

    private boolean possible(Shape.Data data, int constructor) {
        return components(data).get(constructor).stream()
                .allMatch(argument -> height(argument) < INFINITE && possible(argument));
    }

    private boolean possible(Shape shape) {
        return switch (shape) {
            case Shape.Delayed delayed -> impossible(delayed).isEmpty();
            case Shape.Function function -> possible(function.result());
            case Shape.StateMap map -> possible(map.finds());
            default -> height(shape) < INFINITE;
        };
    }

    private int height(Shape.Data data, int constructor) {
        return components(data).get(constructor).stream()
                .mapToInt(this::height)
                .max()
                .orElse(0);
    }

    private Datum block(Shape.Data data, int constructor, int size, Random random) {
        List<Shape> shapes = components(data).get(constructor);
        long inner = shapes.stream().filter(Shape.Data.class::isInstance).count();
        List<Datum> arguments = new ArrayList<>();
        for (Shape shape : shapes) {
            boolean divides = shape instanceof Shape.Data && inner > 1;
            arguments.add(generate(shape, divides ? (int) (size / inner) : size - 1, random));
        }
        return new Datum.Block(constructor, arguments);
    }
}
