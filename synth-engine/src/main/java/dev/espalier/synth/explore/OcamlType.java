package dev.espalier.synth.explore;

import java.util.List;

/** A type of extracted OCaml, as far as extraction writes them. */
sealed interface OcamlType {
    /** {@code 'a}. */
    record Variable(String name) implements OcamlType {}

    /** A named type with its arguments, for example {@code entry option}; the name may be a path. */
    record Named(String name, List<OcamlType> arguments) implements OcamlType {}

    record Tuple(List<OcamlType> parts) implements OcamlType {}

    record Function(OcamlType from, OcamlType to) implements OcamlType {}

    /** A field of a record or, with a name of its own, the arguments of a constructor. */
    record Member(String name, List<OcamlType> types) {}

    /** What a declaration says the type is. */
    sealed interface Body {}

    record Alias(OcamlType type) implements Body {}

    record Fields(List<Member> fields) implements Body {}

    record Constructors(List<Member> constructors) implements Body {}

    /** Abstract, or written in a way that is not known here. */
    record Hidden() implements Body {}

    /** {@code type 'a name = body}. */
    record Declaration(String name, List<String> parameters, Body body) {}
}
