package dev.espalier.bridge.ir;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A type. Aliases never occur; {@link #resolved} removes solved variables and represented types at the top. */
public sealed interface Type {

    /** This type as it is declared, or what the variable that it is was solved to. */
    default Type solved() {
        Type type = this;
        while (type instanceof Variable variable && variable.solution != null) {
            type = variable.solution;
        }
        return type;
    }

    /** This type; what the variable that it is was solved to; or the built-in type that represents it. */
    default Type resolved() {
        Type type = solved();
        if (type instanceof Named named) {
            Representation representation = named.symbol.representation();
            return representation == null ? named : new Named(representation.held(), named.arguments);
        }
        return type;
    }

    /** An unknown of type inference, to be solved. */
    final class Variable implements Type {
        private @Nullable Type solution;
        private int level;

        /** A fresh unknown made at nesting depth {@code level} of {@code let}. */
        public Variable(int level) {
            this.level = level;
        }

        /** Solves this unknown, once. */
        public void solve(Type type) {
            if (solution != null) {
                throw new IllegalStateException("already solved");
            }
            solution = type;
        }

        /** The outermost nesting depth that this unknown is visible at. */
        public int level() {
            return level;
        }

        /** Makes this unknown visible at {@code outer}. */
        public void lower(int outer) {
            level = Math.min(level, outer);
        }

        @Override
        public String toString() {
            return solution == null ? "'_" : solution.toString();
        }
    }

    /** A type parameter: of a declared type, or of a polymorphic value. Equal only to itself. */
    final class Parameter implements Type {
        private final String name;

        /** A new parameter, {@code name} without the quote. */
        public Parameter(String name) {
            this.name = name;
        }

        /** The name, without the quote. */
        public String name() {
            return name;
        }

        @Override
        public String toString() {
            return "'" + name;
        }
    }

    /** A named type applied to arguments. */
    record Named(TypeSymbol symbol, List<Type> arguments) implements Type {
        @Override
        public String toString() {
            if (symbol == Builtins.PAIR) {
                return "(" + arguments.get(0) + " * " + arguments.get(1) + ")";
            }
            String shown = arguments.stream().map(Type::toString).collect(Collectors.joining(", "));
            return switch (arguments.size()) {
                case 0 -> symbol.name();
                case 1 -> shown + " " + symbol.name();
                default -> "(" + shown + ") " + symbol.name();
            };
        }
    }

    /** A function type. */
    record Arrow(Type from, Type to) implements Type {
        @Override
        public String toString() {
            return "(" + from + " -> " + to + ")";
        }
    }
}
