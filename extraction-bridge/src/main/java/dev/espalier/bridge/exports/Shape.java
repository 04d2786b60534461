package dev.espalier.bridge.exports;

import java.util.ArrayList;
import java.util.List;

/** A type of the OCaml file, as values cross between the two languages: free of names and of solved unknowns. */
public sealed interface Shape {
    /** The types without structure of their own. */
    enum Kind {
        /** {@code int}. */
        INT("int"),
        /** {@code bool}. */
        BOOL("bool"),
        /** {@code unit}. */
        UNIT("unit"),
        /** {@code char}. */
        CHAR("char"),
        /** {@code string}. */
        STRING("string"),
        /** {@code float}. */
        FLOAT("float"),
        /** {@code Uint63.t}. */
        UINT63("Uint63.t"),
        /** Zarith's integers. */
        BIG_INTEGER("big_int");

        private final String ocaml;

        Kind(String ocaml) {
            this.ocaml = ocaml;
        }

        /** The name of the type in OCaml. */
        public String ocaml() {
            return ocaml;
        }
    }

    /** A type without structure. */
    record Basic(Kind kind) implements Shape {}

    /** A type whose values cannot be made or looked into, {@code Obj.t} above all. */
    record Opaque(String name) implements Shape {}

    /** A type parameter: of the value or of the declaration that it occurs in, counted from 0. */
    record Variable(int index) implements Shape {}

    /** A type that an open functor's parameter leaves open. */
    record Open(String name) implements Shape {}

    /** A function of one argument. */
    record Function(Shape from, Shape to) implements Shape {}

    /**
     * A map that an open functor's parameter supplies: known by what it finds.
     *
     * @param finds from a key to what it holds, if anything
     */
    record StateMap(Function finds) implements Shape {}

    /** A value computed when it is asked for. */
    record Delayed(Shape of) implements Shape {}

    /**
     * A declared type.
     *
     * @param type its place among {@link Exports#types}
     */
    record Data(int type, List<Shape> arguments) implements Shape {
        public Data {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code int}. */
    Shape INT = new Basic(Kind.INT);

    /** The arguments of a function of this type, as many as there are arrows. */
    default List<Shape> parameters() {
        List<Shape> parameters = new ArrayList<>();
        Shape rest = this;
        while (rest instanceof Function function) {
            parameters.add(function.from());
            rest = function.to();
        }
        return parameters;
    }

    /** What is left of this type when all arguments are given. */
    default Shape result() {
        Shape rest = this;
        while (rest instanceof Function function) {
            rest = function.to();
        }
        return rest;
    }

    /** This type with its variables replaced, and open types by {@code int}. */
    default Shape with(List<Shape> replacements) {
        return switch (this) {
            case Basic basic -> basic;
            case Opaque opaque -> opaque;
            case Open open -> INT;
            case Variable variable ->
                variable.index() < replacements.size() ? replacements.get(variable.index()) : variable;
            case Function function ->
                new Function(function.from().with(replacements), function.to().with(replacements));
            case StateMap map -> new StateMap((Function) map.finds().with(replacements));
            case Delayed delayed -> new Delayed(delayed.of().with(replacements));
            case Data data ->
                new Data(
                        data.type(),
                        data.arguments().stream()
                                .map(one -> one.with(replacements))
                                .toList());
        };
    }
}
