package dev.espalier.synth.shape;

import dev.espalier.synth.shape.Shape.Identity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value of a {@link Shape}; what is equal is the same value. */
public sealed interface Datum {
    /** A natural number. */
    record Count(long value) implements Datum {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A truth value. */
    record Flag(boolean value) implements Datum {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** The value of {@link Shape.Single}. */
    record Only() implements Datum {
        @Override
        public String toString() {
            return "()";
        }
    }

    /** One of the values that the parameters leave open, told apart by a number. */
    record Atom(Identity identity, int index) implements Datum, Comparable<Atom> {
        @Override
        public int compareTo(Atom other) {
            return Integer.compare(index, other.index);
        }

        @Override
        public String toString() {
            return identity.word().charAt(0) + Integer.toString(index);
        }
    }

    /** The fields of a record, or the two values of a pair. */
    record Tuple(List<Datum> parts) implements Datum {
        public Tuple {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return parts.stream().map(Datum::toString).collect(Collectors.joining(", ", "(", ")"));
        }
    }

    /** A value or none. */
    record Maybe(@Nullable Datum content) implements Datum {
        @Override
        public String toString() {
            return content == null ? "none" : "some " + content;
        }
    }

    /** A list. */
    record Many(List<Datum> elements) implements Datum {
        public Many {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return elements.stream().map(Datum::toString).collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /** What a function gives for each value that was asked about. */
    record Mapping(Map<Datum, Datum> content) implements Datum {
        public Mapping {
            content = Map.copyOf(content);
        }
    }

    /** A number for each client; zeros are left out. */
    record Vector(SortedMap<Atom, Long> slots) implements Datum {
        /** Nothing but zeros. */
        public static final Vector EMPTY = new Vector(new TreeMap<>());

        public Vector {
            TreeMap<Atom, Long> copy = new TreeMap<>(slots);
            copy.values().removeIf(slot -> slot == 0);
            slots = Collections.unmodifiableSortedMap(copy);
        }

        /** The slot of {@code client}. */
        public long slot(Atom client) {
            return slots.getOrDefault(client, 0L);
        }

        @Override
        public String toString() {
            return slots.toString();
        }
    }

    /** How much memory it takes, counted in numbers and identities. */
    default long size() {
        return switch (this) {
            case Count count -> 1;
            case Flag flag -> 1;
            case Only only -> 1;
            case Atom atom -> 1;
            case Tuple(List<Datum> parts) ->
                parts.stream().mapToLong(Datum::size).sum();
            case Maybe(Datum content) -> content == null ? 1 : 1 + content.size();
            case Many(List<Datum> elements) ->
                1 + elements.stream().mapToLong(Datum::size).sum();
            case Mapping(Map<Datum, Datum> content) ->
                content.values().stream().mapToLong(Datum::size).sum();
            case Vector(SortedMap<Atom, Long> slots) -> 1 + 2L * slots.size();
        };
    }
}
