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

    /** Not at all: it is a number kept elsewhere in the part, plus {@code more}. */
    record Derived(Leaf base, int more) implements Representation {}

    /** Whether the core keeps something for it. */
    default boolean isKept() {
        return this instanceof Same || this instanceof Counter || this instanceof Slots;
    }

    /** The shape of what is kept of a leaf of {@code shape}. */
    default Shape kept(Shape shape) {
        return switch (this) {
            case Counter counter -> new Shape.Number();
            case Slots slots -> new Shape.Slots();
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
            case Derived(Leaf base, int more) -> String.join(".", base.words()) + (more == 0 ? "" : " + " + more);
        };
    }
}
