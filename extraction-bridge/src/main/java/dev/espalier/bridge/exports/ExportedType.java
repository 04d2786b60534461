package dev.espalier.bridge.exports;

import java.util.List;

/**
 * A declared type.
 *
 * @param name its OCaml name, with its modules
 * @param parameters how many type parameters it has
 * @param structure what its values are
 * @param java what they are in Java
 */
public record ExportedType(String name, int parameters, Structure structure, JavaForm java) {
    /** What the values of a type are. */
    public sealed interface Structure {}

    /** One of several constructors, in the order of their declaration. */
    public record Variant(List<Constructor> constructors) implements Structure {
        public Variant {
            constructors = List.copyOf(constructors);
        }
    }

    /** Fields, in the order of their declaration; a pair is one. */
    public record Fields(List<Field> fields) implements Structure {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** OCaml's own {@code list}. */
    public record Sequence() implements Structure {}

    /** A constructor and its arguments. */
    public record Constructor(String name, List<Shape> arguments) {
        public Constructor {
            arguments = List.copyOf(arguments);
        }
    }

    /** A field. */
    public record Field(String name, Shape shape) {}

    /**
     * Whether this type, at place {@code self} of the exports, counts: one constructor without arguments, one whose only
     * argument is of the type itself. {@code nat} is such.
     */
    public boolean counts(int self) {
        return zero(self) >= 0;
    }

    /** Which constructor of a type that {@link #counts} has no arguments; -1 if it does not count. */
    public int zero(int self) {
        if (!(structure instanceof Variant variant) || parameters > 0 || variant.constructors.size() != 2) {
            return -1;
        }
        for (int zero = 0; zero < 2; zero++) {
            if (variant.constructors.get(zero).arguments().isEmpty()
                    && variant.constructors
                            .get(1 - zero)
                            .arguments()
                            .equals(List.of(new Shape.Data(self, List.of())))) {
                return zero;
            }
        }
        return -1;
    }
}
