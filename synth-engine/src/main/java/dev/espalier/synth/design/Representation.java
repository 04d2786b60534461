package dev.espalier.synth.design;

import dev.espalier.synth.shape.Shape;

/** How a core keeps a leaf. */
public sealed interface Representation {
    /** As the specification does. */
    record Same() implements Representation {}

    /** Not at all: nothing that the core decides rests on it. */
    record Dropped() implements Representation {}

    /** Not at all: it is always the client at hand. */
    record Client() implements Representation {}

    /** A set of puts of the client at hand, the first so many: their number. */
    record Counter() implements Representation {}

    /** A set of puts that holds each client's first so many: a number for each client. */
    record Slots() implements Representation {}

    /** A set of puts of the client at hand, or of numbers of puts: the last of them. */
    record Last() implements Representation {}

    /** A set of puts: the last of each client. */
    record Lasts() implements Representation {}

    /** Not at all: it is a number kept elsewhere in the part, plus {@code more}. */
    record Derived(Leaf base, int more) implements Representation {}

    /** Whether the core keeps something for it. */
    default boolean isKept() {
        return this instanceof Same || this instanceof Counter || this instanceof Slots || isRelative();
    }

    /** Whether what is kept stands for a set only together with what was put in the run. */
    default boolean isRelative() {
        return this instanceof Last || this instanceof Lasts;
    }

    /** The shape of what is kept of a leaf of {@code shape}. */
    default Shape kept(Shape shape) {
        return switch (this) {
            case Counter counter -> new Shape.Number();
            case Slots slots -> new Shape.Slots();
            case Last last -> new Shape.Number();
            case Lasts lasts -> new Shape.Slots();
            default -> shape;
        };
    }

    /** For people. */
    default String words() {
        return switch (this) {
            case Same same -> "as specified";
            case Dropped dropped -> "dropped";
            case Client client -> "the client at hand";
            case Counter counter -> "a counter";
            case Slots slots -> "a vector";
            case Last last -> "the last put";
            case Lasts lasts -> "the last put of each client";
            case Derived(Leaf base, int more) -> String.join(".", base.words()) + (more == 0 ? "" : " + " + more);
        };
    }
}
