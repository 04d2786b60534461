package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.growth.PutFact.Moment;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Datum.Count;
import dev.espalier.synth.shape.Datum.Many;
import dev.espalier.synth.shape.Datum.Tuple;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.Shape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A set of puts in a specification's state or payload: of their names, or of the numbers of one client's.
 *
 * @param leaf where it is
 * @param named whether of names
 * @param decider what tells its elements apart
 */
record PutSet(Leaf leaf, boolean named, String decider) {
    /** An element; a number alone has no owner. */
    record Element(@Nullable Atom owner, long number) {}

    /** The set that {@code leaf} is, if it is one. */
    static Optional<PutSet> of(Leaf leaf, MachineShape shape) {
        if (!(leaf.shape() instanceof Shape.Collection(Shape element))) {
            return Optional.empty();
        }
        String decider = shape.deciders().get(element);
        if (element.isPutName() && decider != null) {
            return Optional.of(new PutSet(leaf, true, "S." + decider));
        }
        return element instanceof Shape.Number
                ? Optional.of(new PutSet(leaf, false, decider == null ? "Nat.eq_dec" : "S." + decider))
                : Optional.empty();
    }

    /** Rocq's question whether the put {@code i} of {@code owner} is in it. */
    String holds(String owner) {
        return "member " + decider + (named ? " (" + owner + ", i) " : " i ") + leaf.specified("y", "k") + " = true";
    }

    /** What is in it. */
    List<Element> elements(Moment moment) {
        return ((Many) leaf.in(moment.whole(), moment.key()))
                .elements().stream()
                        .map(one -> switch (one) {
                            case Tuple(List<Datum> parts) ->
                                new Element((Atom) parts.get(0), ((Count) parts.get(1)).value());
                            case Count(long number) -> new Element(null, number);
                            default -> throw new IllegalStateException(leaf + " has " + one);
                        })
                        .toList();
    }

    /** Those of {@code owner}: all, if no element says whose it is. */
    List<Long> numbers(Moment moment, Atom owner) {
        return elements(moment).stream()
                .filter(one -> one.owner() == null || owner.equals(one.owner()))
                .map(Element::number)
                .toList();
    }
}
