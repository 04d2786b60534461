package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.growth.PutFact.Moment;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Tuple;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a client or a number stands in a specification's state or payload.
 *
 * @param option the option that it is in; {@code null} if it is always there
 * @param rocq the term for it; {@code w} is what is in the option
 * @param value what it is; {@code null} if it is not there
 */
record Place(@Nullable Leaf option, String rocq, Function<Moment, @Nullable Datum> value) {
    /** The client at hand. */
    static final Place CLIENT_AT_HAND = new Place(null, "c", Moment::client);

    /** The places of {@code shape} in {@code leaf}. */
    static List<Place> in(Leaf leaf, Shape shape) {
        List<Place> places = new ArrayList<>();
        if (leaf.shape() instanceof Shape.Perhaps(Shape content)) {
            inner(leaf, content, "w", datum -> datum, shape, places);
        } else if (leaf.shape().equals(shape)) {
            places.add(new Place(null, leaf.specified("y", "k"), moment -> leaf.in(moment.whole(), moment.key())));
        }
        return places;
    }

    private static void inner(
            Leaf option, Shape at, String rocq, Function<Datum, Datum> way, Shape wanted, List<Place> places) {
        if (at.equals(wanted)) {
            places.add(new Place(option, rocq, moment -> {
                Datum content = ((Datum.Maybe) option.in(moment.whole(), moment.key())).content();
                return content == null ? null : way.apply(content);
            }));
            return;
        }
        switch (at) {
            case Shape.Pair(Shape first, Shape second) -> {
                inner(option, first, "(fst " + rocq + ")", way.andThen(one -> part(one, 0)), wanted, places);
                inner(option, second, "(snd " + rocq + ")", way.andThen(one -> part(one, 1)), wanted, places);
            }
            case Shape.Struct struct -> {
                for (int i = 0; i < struct.fields().size(); i++) {
                    int index = i;
                    Shape.Field field = struct.fields().get(i);
                    String term = "(S." + field.name() + " " + rocq + ")";
                    inner(option, field.shape(), term, way.andThen(one -> part(one, index)), wanted, places);
                }
            }
            default -> {}
        }
    }

    private static Datum part(Datum datum, int index) {
        return ((Tuple) datum).parts().get(index);
    }

    /** Whether this and {@code other} can be spoken of together. */
    boolean goesWith(Place other) {
        return option == null || other.option == null || option.equals(other.option);
    }

    /** A fact about this and {@code other}, where both are there. */
    String about(Place other, String fact) {
        Leaf opened = option != null ? option : other.option;
        return opened == null
                ? fact
                : "match " + opened.specified("y", "k") + " with Some w => " + fact + " | None => True end";
    }

    /** Whether {@code check} holds or the place is not there. */
    boolean orAbsent(Moment moment, Predicate<Datum> check) {
        Datum there = value.apply(moment);
        return there == null || check.test(there);
    }
}
