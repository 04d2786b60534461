package dev.espalier.synth.design;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A piece of a state or payload that gets a representation of its own: what is found on a way through records, pairs and
 * at most one function from keys.
 *
 * @param part where it is
 * @param steps the way to it
 * @param shape what is there
 */
public record Leaf(Part part, List<Step> steps, Shape shape) {
    public Leaf {
        steps = List.copyOf(steps);
    }

    /** One step inwards. */
    public sealed interface Step {
        /** To a field of a record. */
        record Field(Shape.Struct struct, int index) implements Step {}

        /** To one side of a pair: 0 or 1. */
        record Side(int index) implements Step {}

        /** To what a function gives for the key at hand. */
        record AtKey() implements Step {}
    }

    /** The leaves of all parts. */
    public static List<Leaf> of(MachineShape machine) {
        List<Leaf> leaves = new ArrayList<>();
        for (Part part : Part.values()) {
            collect(part, List.of(), machine.of(part), leaves);
        }
        return leaves;
    }

    private static void collect(Part part, List<Step> steps, Shape shape, List<Leaf> leaves) {
        switch (shape) {
            case Shape.Struct struct -> {
                for (int i = 0; i < struct.fields().size(); i++) {
                    collect(
                            part,
                            with(steps, new Step.Field(struct, i)),
                            struct.fields().get(i).shape(),
                            leaves);
                }
            }
            case Shape.Pair(Shape first, Shape second) -> {
                collect(part, with(steps, new Step.Side(0)), first, leaves);
                collect(part, with(steps, new Step.Side(1)), second, leaves);
            }
            case Shape.Table(Shape.Opaque(Shape.Identity identity), Shape content)
            when identity == Shape.Identity.KEY && steps.stream().noneMatch(Step.AtKey.class::isInstance) ->
                collect(part, with(steps, new Step.AtKey()), content, leaves);
            case Shape.Single single -> {}
            default -> leaves.add(new Leaf(part, steps, shape));
        }
    }

    /** The way {@code steps} and one step further. */
    public static List<Step> with(List<Step> steps, Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return longer;
    }

    /** Whether there is one of it for each key. */
    public boolean isPerKey() {
        return steps.stream().anyMatch(Step.AtKey.class::isInstance);
    }

    /** What is there in {@code whole}; {@code key} is the key at hand. */
    public Datum in(Datum whole, Atom key) {
        Datum at = whole;
        for (Step step : steps) {
            at = switch (step) {
                case Step.Field(Shape.Struct struct, int index) ->
                    ((Datum.Tuple) at).parts().get(index);
                case Step.Side(int index) -> ((Datum.Tuple) at).parts().get(index);
                case Step.AtKey atKey ->
                    Objects.requireNonNull(((Datum.Mapping) at).content().get(key));
            };
        }
        return at;
    }

    /** Rocq's term for it in the specification's {@code whole}. */
    public String specified(String whole, String key) {
        String term = whole;
        for (Step step : steps) {
            term = switch (step) {
                case Step.Field(Shape.Struct struct, int index) ->
                    "(S." + struct.fields().get(index).name() + " " + term + ")";
                case Step.Side(int index) -> (index == 0 ? "(fst " : "(snd ") + term + ")";
                case Step.AtKey atKey -> "(" + term + " " + key + ")";
            };
        }
        return term;
    }

    /** The names on the way, for people and for naming fields. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Field(Shape.Struct struct, int index) ->
                    words.add(struct.fields().get(index).name());
                case Step.Side(int index) -> words.add(index == 0 ? "first" : "second");
                case Step.AtKey atKey -> {}
            }
        }
        return words.isEmpty() ? List.of("content") : words;
    }

    /** For people. */
    @Override
    public String toString() {
        return part.word() + "." + words().stream().collect(Collectors.joining("."))
                + (isPerKey() ? " of each key" : "");
    }
}
