package dev.espalier.synth.design;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Shape;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What values become under a representation. */
public final class Encoding {
    private Encoding() {}

    /**
     * What is kept of {@code datum}.
     *
     * @param client the client at hand, if there is one
     * @return {@code null} if it cannot be kept so
     */
    public static @Nullable Datum of(Representation representation, Datum datum, @Nullable Atom client) {
        return switch (representation) {
            case Representation.Same same -> datum;
            case Representation.Counter counter -> count(slots(datum), client);
            case Representation.Slots slots -> slots(datum);
            case Representation.Last last -> last(datum, client);
            case Representation.Lasts lasts -> lasts(datum);
            case Representation.Client one -> datum.equals(client) ? datum : null;
            case Representation.Dropped dropped -> null;
            case Representation.Derived derived -> null;
        };
    }

    /** The number of a client's first puts, if that is what they are. */
    private static Datum.@Nullable Count count(Datum.@Nullable Vector slots, @Nullable Atom client) {
        if (slots == null || client == null) {
            return null;
        }
        return isOf(client, slots) ? new Datum.Count(slots.slot(client)) : null;
    }

    private static boolean isOf(Atom client, Datum.Vector slots) {
        return slots.slots().isEmpty() || slots.slots().keySet().equals(new TreeSet<>(List.of(client)));
    }

    /** The largest of numbers of puts, or of a client's, if all are its own. */
    private static Datum.@Nullable Count last(Datum datum, @Nullable Atom client) {
        if (datum instanceof Datum.Many(List<Datum> elements)
                && elements.stream().allMatch(Datum.Count.class::isInstance)) {
            return new Datum.Count(elements.stream()
                    .mapToLong(element -> ((Datum.Count) element).value())
                    .max()
                    .orElse(0));
        }
        Datum.Vector lasts = lasts(datum);
        return lasts != null && client != null && isOf(client, lasts) ? new Datum.Count(lasts.slot(client)) : null;
    }

    /** The largest number of each client among puts. */
    private static Datum.@Nullable Vector lasts(Datum datum) {
        if (!(datum instanceof Datum.Many(List<Datum> elements))) {
            return null;
        }
        SortedMap<Atom, Long> slots = new TreeMap<>();
        for (Datum element : elements) {
            List<Datum> parts = ((Datum.Tuple) element).parts();
            slots.merge((Atom) parts.get(0), ((Datum.Count) parts.get(1)).value(), Math::max);
        }
        return new Datum.Vector(slots);
    }

    /** The vector that stands for a set of puts, if it holds each client's first so many. */
    private static Datum.@Nullable Vector slots(Datum datum) {
        if (!(datum instanceof Datum.Many(List<Datum> elements))) {
            return null;
        }
        SortedMap<Atom, TreeSet<Long>> numbers = new TreeMap<>();
        for (Datum element : elements) {
            List<Datum> parts = ((Datum.Tuple) element).parts();
            numbers.computeIfAbsent((Atom) parts.get(0), each -> new TreeSet<>())
                    .add(((Datum.Count) parts.get(1)).value());
        }
        SortedMap<Atom, Long> slots = new TreeMap<>();
        for (var entry : numbers.entrySet()) {
            TreeSet<Long> present = entry.getValue();
            if (present.first() != 1 || present.last() != present.size()) {
                return null;
            }
            slots.put(entry.getKey(), present.last());
        }
        return new Datum.Vector(slots);
    }

    /** Whether a representation of that kind is one of values of {@code shape} at all. */
    public static boolean fits(Representation representation, Leaf leaf) {
        return switch (representation) {
            case Representation.Counter counter ->
                isPuts(leaf.shape()) && leaf.part().hasClient() && !leaf.isPerKey();
            case Representation.Slots slots -> isPuts(leaf.shape());
            case Representation.Last last ->
                isNumbers(leaf.shape()) || (isPuts(leaf.shape()) && leaf.part().hasClient());
            case Representation.Lasts lasts -> isPuts(leaf.shape());
            case Representation.Client client ->
                leaf.shape().equals(new Shape.Opaque(Shape.Identity.CLIENT))
                        && leaf.part().hasClient();
            default -> true;
        };
    }

    private static boolean isNumbers(Shape shape) {
        return shape.equals(new Shape.Collection(new Shape.Number()));
    }

    private static boolean isPuts(Shape shape) {
        return shape instanceof Shape.Collection(Shape element) && element.isPutName();
    }
}
