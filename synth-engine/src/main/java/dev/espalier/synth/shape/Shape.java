package dev.espalier.synth.shape;

import java.util.List;

/** The structure of a type, names of types resolved. */
public sealed interface Shape {
    /** A natural number. */
    record Number() implements Shape {}

    /** A truth value. */
    record Truth() implements Shape {}

    /** The type of one value. */
    record Single() implements Shape {}

    /** What the parameters leave open. */
    record Opaque(Identity identity) implements Shape {}

    /** Two values. */
    record Pair(Shape first, Shape second) implements Shape {}

    /** A value or none. */
    record Perhaps(Shape content) implements Shape {}

    /** A list, or a set kept as one. */
    record Collection(Shape element) implements Shape {}

    /** A function from keys or the like. */
    record Table(Shape key, Shape content) implements Shape {}

    /**
     * A record.
     *
     * @param name its name in the specification's module
     * @param constructor the name of what builds it
     */
    record Struct(String name, String constructor, List<Field> fields) implements Shape {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /** A field of a record. */
    record Field(String name, Shape shape) {}

    /** A number for each client, zero where none is kept: of cores, never of specifications. */
    record Slots() implements Shape {}

    /** What the search has no representation for; {@code rocq} is the type as the prover shows it. */
    record Foreign(String rocq) implements Shape {}

    /** What the framework's parameters are. */
    enum Identity {
        KEY("key"),
        VALUE("value"),
        CLIENT("client"),
        REPLICA("replica");

        private final String word;

        Identity(String word) {
            this.word = word;
        }

        /** The parameter's name in {@code PARAMETERS}. */
        public String word() {
            return word;
        }
    }

    /** Whether values are as large as the run was long: a collection is part of it, or a function, or what is unknown. */
    default boolean holdsMany() {
        return switch (this) {
            case Collection collection -> true;
            case Table table -> true;
            case Foreign foreign -> true;
            case Pair(Shape first, Shape second) -> first.holdsMany() || second.holdsMany();
            case Perhaps(Shape content) -> content.holdsMany();
            case Struct struct ->
                struct.fields().stream().anyMatch(field -> field.shape().holdsMany());
            case Number number -> false;
            case Truth truth -> false;
            case Single single -> false;
            case Opaque opaque -> false;
            case Slots slots -> false;
        };
    }

    /** Names of puts: a client and a number of its own. */
    default boolean isPutName() {
        return equals(new Pair(new Opaque(Identity.CLIENT), new Number()));
    }
}
