package dev.espalier.synth.machine;

import dev.espalier.synth.machine.Method.Argument;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Part;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method of the specification.
 *
 * @param arguments what it was given
 * @param results the states and payloads that it gave
 * @param answer the truth or the other value that it gave; {@code null} if none
 */
public record Observation(
        Method method,
        Map<Argument, Datum> arguments,
        Map<Part, Datum> results,
        @Nullable Datum answer) {
    public Observation {
        arguments = copy(arguments, Argument.class);
        results = copy(results, Part.class);
    }

    private static <K extends Enum<K>> Map<K, Datum> copy(Map<K, Datum> map, Class<K> type) {
        EnumMap<K, Datum> copy = new EnumMap<>(type);
        copy.putAll(map);
        return copy;
    }

    /** The argument {@code argument}. */
    public Datum argument(Argument argument) {
        Datum datum = arguments.get(argument);
        if (datum == null) {
            throw new IllegalStateException(method + " has no " + argument);
        }
        return datum;
    }

    /** The state or payload {@code part} that it gave. */
    public Datum result(Part part) {
        Datum datum = results.get(part);
        if (datum == null) {
            throw new IllegalStateException(method + " gives no " + part);
        }
        return datum;
    }

    /** The truth that it gave. */
    public boolean truth() {
        return answer instanceof Datum.Flag(boolean value) && value;
    }

    /** The client at hand; {@code null} if there is none. */
    public @Nullable Atom client() {
        return (Atom) arguments.get(Argument.CLIENT);
    }

    /** The key at hand; {@code null} if there is none. */
    public @Nullable Atom key() {
        return (Atom) arguments.get(Argument.KEY);
    }
}
