package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedType;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.JavaForm;
import dev.espalier.bridge.exports.Shape;
import dev.espalier.core.lang.ConsList;
import dev.espalier.core.lang.Func;
import dev.espalier.core.lang.Lazy;
import dev.espalier.core.lang.NumberedList;
import dev.espalier.core.lang.Pair;
import dev.espalier.core.lang.Unit;
import dev.espalier.core.state.StateMaps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes values of the generated classes, and looks into them. The counterpart of {@code make} and {@code print} in
 * {@code espalier_driver.ml}: texts, the order of visits, the hash and the limits agree.
 */
final class JavaValues {
    /** How many lazy values and functions of a result are looked into. */
    static final int FORCES_MAX = 40;

    /** Longest text of a result, about. */
    private static final int LENGTH_MAX = 200_000;

    private final Exports exports;
    private final JavaClasses classes;
    private final Function<Datum.Call, Object> calls;
    private final Function<Shape.Function, List<Datum>> probes;
    private final Supplier<StateMaps> maps;
    private final Map<Shape.Data, List<List<Shape>>> components = new HashMap<>();

    /** A lazy value was forced that has none. */
    static final class StuckException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StuckException() {
            super("a lazy argument without a value was forced", null, false, false);
        }
    }

    /** A result is too long to be compared. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("too large", null, false, false);
        }
    }

    /**
     * For the classes of a translation.
     *
     * @param calls calls the values of the file
     * @param probes the arguments that a function in a result is tried on
     * @param maps what state maps are made of
     */
    JavaValues(
            Exports exports,
            JavaClasses classes,
            Function<Datum.Call, Object> calls,
            Function<Shape.Function, List<Datum>> probes,
            Supplier<StateMaps> maps) {
        this.exports = exports;
        this.classes = classes;
        this.calls = calls;
        this.probes = probes;
        this.maps = maps;
    }

    /** The value of type {@code shape} that {@code datum} describes. */
    Object make(Shape shape, Datum datum) {
        return switch (datum) {
            case Datum.Call call -> calls.apply(call);
            case Datum.Whole whole -> whole.value();
            case Datum.Truth truth -> truth.value();
            case Datum.Nothing nothing -> Unit.UNIT;
            case Datum.Literal literal -> Literals.value(literal.kind(), literal.word());
            case Datum.Stuck stuck ->
                Lazy.delay((Unit argument, dev.espalier.core.lang.TailCall tail) -> {
                    throw new StuckException();
                });
            case Datum.Delayed delayed -> {
                Shape of = ((Shape.Delayed) shape).of();
                yield Lazy.delay((argument, tail) -> make(of, delayed.value()));
            }
            case Datum.Table table
            when shape instanceof Shape.StateMap map -> {
                Object finds = table(map.finds(), table.results(), String.valueOf(table.salt()));
                yield FilledMap.of(finds, maps.get());
            }
            case Datum.Table table -> table(shape, table.results(), String.valueOf(table.salt()));
            case Datum.Count count -> count(exports.type((Shape.Data) shape), (Shape.Data) shape, count.times());
            case Datum.Sequence sequence -> {
                Shape element = ((Shape.Data) shape).arguments().getFirst();
                List<Object> elements = new ArrayList<>();
                sequence.elements().forEach(one -> elements.add(make(element, one)));
                yield exports.isNumbered((Shape.Data) shape) ? numbered(elements) : ConsList.copyOf(elements);
            }
            case Datum.Block block -> block((Shape.Data) shape, block);
        };
    }

    @SuppressWarnings("unchecked") // the elements are pairs of something and a number, by their shape
    private static NumberedList<Object> numbered(List<Object> pairs) {
        return NumberedList.of(pairs.toArray(Pair[]::new));
    }

    private Object count(ExportedType type, Shape.Data shape, int times) {
        if (type.java() instanceof JavaForm.Count) {
            return (long) times;
        }
        int zero = type.zero(shape.type());
        Object value = classes.make(type, zero, List.of());
        for (int i = 0; i < times; i++) {
            value = classes.make(type, 1 - zero, List.of(value));
        }
        return value;
    }

    private Object block(Shape.Data shape, Datum.Block block) {
        ExportedType type = exports.type(shape);
        List<Shape> shapes = components(shape).get(block.constructor());
        List<Object> arguments = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            arguments.add(make(shapes.get(i), block.arguments().get(i)));
        }
        return classes.make(type, block.constructor(), arguments);
    }

    private List<List<Shape>> components(Shape.Data shape) {
        List<List<Shape>> known = components.get(shape);
        if (known == null) {
            known = Components.of(exports, shape);
            components.put(shape, known);
        }
        return known;
    }

    private Object table(Shape shape, List<Datum> results, String seen) {
        if (!(shape instanceof Shape.Function function)) {
            return make(shape, results.get((int) (hash(seen) % results.size())));
        }
        Func<Object, Object> made = (argument, tail) -> {
            StringBuilder text = new StringBuilder(seen).append(' ');
            print(function.from(), argument, text, new int[1]);
            return table(function.to(), results, text.toString());
        };
        return made;
    }

    /** The 32-bit FNV-1a hash of Fowler, Noll and Vo. */
    static long hash(String text) {
        long hash = 0x811c9dc5L;
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            hash = ((hash ^ (b & 0xff)) * 0x01000193L) & 0xffffffffL;
        }
        return hash;
    }

    /** The text of {@code value}. */
    String text(Shape shape, Object value) {
        StringBuilder out = new StringBuilder();
        print(shape, value, out, new int[] {FORCES_MAX});
        return out.toString();
    }

    /** Appends the text of {@code value}; {@code forces[0]} lazy values and functions are still looked into. */
    private void print(Shape shape, Object value, StringBuilder out, int[] forces) {
        if (out.length() > LENGTH_MAX) {
            throw new TooLargeException();
        }
        switch (shape) {
            case Shape.Basic basic ->
                out.append(
                        switch (basic.kind()) {
                            case INT -> ((Number) value).toString();
                            case BOOL -> (Boolean) value ? "t" : "f";
                            case UNIT -> "u";
                            case CHAR, STRING, FLOAT, UINT63, BIG_INTEGER -> Literals.word(basic.kind(), value);
                        });
            case Shape.Open open -> out.append(value);
            case Shape.Opaque opaque -> out.append('?');
            case Shape.Variable variable -> out.append('?');
            case Shape.Function function -> function(function, value, out, forces);
            case Shape.StateMap map -> function(map.finds(), FilledMap.finding(value), out, forces);
            case Shape.Delayed delayed -> delayed(delayed, value, out, forces);
            case Shape.Data data -> data(data, value, out, forces);
        }
    }

    private void function(Shape.Function function, Object value, StringBuilder out, int[] forces) {
        List<Datum> arguments = probes.apply(function);
        if (arguments.isEmpty() || forces[0] <= 0) {
            out.append('F');
            return;
        }
        forces[0]--;
        out.append('{');
        for (int i = 0; i < arguments.size(); i++) {
            out.append(i == 0 ? "" : " ");
            Object given;
            try {
                given = apply(value, make(function.from(), arguments.get(i)));
            } catch (RuntimeException thrown) {
                if (isLimit(thrown)) {
                    throw thrown;
                }
                out.append('!');
                continue;
            }
            print(function.to(), given, out, forces);
        }
        out.append('}');
    }

    private void delayed(Shape.Delayed delayed, Object value, StringBuilder out, int[] forces) {
        if (forces[0] <= 0) {
            out.append('~');
            return;
        }
        forces[0]--;
        Object given;
        try {
            given = ((Lazy<?>) value).force();
        } catch (RuntimeException thrown) {
            if (isLimit(thrown)) {
                throw thrown;
            }
            out.append("<!>");
            return;
        }
        print(delayed.of(), given, out.append('<'), forces);
        out.append('>');
    }

    /** Whether {@code thrown} is no exception of the value looked into, but says that a limit is reached. */
    private static boolean isLimit(RuntimeException thrown) {
        return thrown instanceof TooLargeException || isOverflow(thrown);
    }

    /**
     * Whether checked arithmetic left its range, as far as can be told: exceptions that the virtual machine throws often
     * lose their message.
     */
    static boolean isOverflow(RuntimeException thrown) {
        return thrown instanceof ArithmeticException
                && (thrown.getMessage() == null
                        || thrown.getMessage().toLowerCase(Locale.ROOT).contains("overflow"));
    }

    private void data(Shape.Data data, Object value, StringBuilder out, int[] forces) {
        ExportedType type = exports.type(data);
        if (type.structure() instanceof ExportedType.Sequence) {
            Shape element = data.arguments().getFirst();
            out.append('[');
            boolean first = true;
            for (Object one :
                    exports.isNumbered(data) ? ((NumberedList<?>) value).toList() : ((ConsList<?>) value).toList()) {
                out.append(first ? "" : " ");
                print(element, one, out, forces);
                first = false;
            }
            out.append(']');
        } else if (type.counts(data.type())) {
            out.append('n').append(counted(type, data, value));
        } else {
            int constructor = classes.constructor(type, value);
            List<Shape> shapes = components(data).get(constructor);
            List<Object> arguments = classes.arguments(type, constructor, value);
            out.append('(').append(constructor);
            for (int i = 0; i < shapes.size(); i++) {
                print(shapes.get(i), arguments.get(i), out.append(' '), forces);
            }
            out.append(')');
        }
    }

    private String counted(ExportedType type, Shape.Data data, Object value) {
        if (type.java() instanceof JavaForm.Count) {
            return value.toString();
        }
        int zero = type.zero(data.type());
        long times = 0;
        Object rest = value;
        while (classes.constructor(type, rest) != zero) {
            rest = classes.arguments(type, 1 - zero, rest).getFirst();
            times++;
        }
        return Long.toString(times);
    }

    @SuppressWarnings("unchecked") // which function it is and what it takes is known by its shape alone
    static Object apply(Object function, Object argument) {
        return ((Func<Object, Object>) function).apply(argument);
    }
}
