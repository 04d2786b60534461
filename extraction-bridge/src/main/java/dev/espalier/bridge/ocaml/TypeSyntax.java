package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;
import java.util.List;
import java.util.stream.Collectors;

/** A type as it is written. {@code toString} gives it back as OCaml, on one line. */
public sealed interface TypeSyntax {
    /** Where it begins. */
    Position position();

    /** {@code 'a}. */
    record Variable(Position position, String name) implements TypeSyntax {
        @Override
        public String toString() {
            return "'" + name;
        }
    }

    /** A named type applied to arguments: {@code int}, {@code 'a list}, {@code P.key}. */
    record Named(Position position, Path path, List<TypeSyntax> arguments) implements TypeSyntax {
        @Override
        public String toString() {
            return switch (arguments.size()) {
                case 0 -> path.toString();
                case 1 ->
                    (arguments.get(0) instanceof Named ? arguments.get(0) : closed(arguments.get(0))) + " " + path;
                default -> arguments.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ") ")) + path;
            };
        }
    }

    /** {@code from -> to}. */
    record Arrow(Position position, TypeSyntax from, TypeSyntax to) implements TypeSyntax {
        @Override
        public String toString() {
            return (from instanceof Arrow ? "(" + from + ")" : from.toString()) + " -> " + to;
        }
    }

    /** {@code a * b * ...}. */
    record Tuple(Position position, List<TypeSyntax> components) implements TypeSyntax {
        @Override
        public String toString() {
            return components.stream().map(TypeSyntax::closed).collect(Collectors.joining(" * "));
        }
    }

    private static String closed(TypeSyntax type) {
        return type instanceof Arrow || type instanceof Tuple ? "(" + type + ")" : type.toString();
    }
}
