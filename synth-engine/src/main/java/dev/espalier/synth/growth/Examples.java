package dev.espalier.synth.growth;

import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Encoding;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.Method.Argument;
import dev.espalier.synth.machine.Observation;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.shape.Shape.Identity;
import dev.espalier.synth.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what a specification was seen to do into examples for a core of a design. */
final class Examples {
    private static final Atom SOME_KEY = new Atom(Identity.KEY, 0);

    private final Design design;
    private final Names names;
    private final List<Leaf> leaves;

    /**
     * @param leaves those that a core may keep; others do not occur in examples
     */
    Examples(Design design, Names names, List<Leaf> leaves) {
        this.design = design;
        this.names = names;
        this.leaves = List.copyOf(leaves);
    }

    /** What methods may speak of. */
    List<Term.Variable> variables(Method method) {
        List<Term.Variable> variables = new ArrayList<>();
        for (Argument argument : method.arguments()) {
            Part part = argument.part();
            if (part != null) {
                for (Leaf leaf : kept(part)) {
                    Shape shape = design.of(leaf).kept(leaf.shape());
                    variables.add(names.variable(leaf, shape, leaf.isPerKey() ? "e" : argument.variable()));
                }
            } else if (argument != Argument.KEY && argument != Argument.REPLICA) {
                variables.add(new Term.Variable(argument.variable(), argument.variable(), argument.shape()));
            }
        }
        return variables;
    }

    /** The leaves kept of {@code part}. */
    List<Leaf> kept(Part part) {
        return leaves.stream()
                .filter(leaf -> leaf.part() == part && design.of(leaf).isKept())
                .toList();
    }

    /** The values of the variables in a call; {@code null} if something in it cannot be represented. */
    @Nullable
    Map<String, Datum> values(Observation call) {
        Map<String, Datum> values = new HashMap<>();
        for (Argument argument : call.method().arguments()) {
            Part part = argument.part();
            if (part == null) {
                values.put(argument.variable(), call.argument(argument));
                continue;
            }
            for (Leaf leaf : kept(part)) {
                Datum value = encoded(leaf, call.argument(argument), call);
                if (value == null) {
                    return null;
                }
                values.put(names.field(leaf), value);
            }
        }
        return values;
    }

    /** What is kept of {@code leaf} in a call's result; {@code null} if it cannot be represented. */
    @Nullable
    Datum result(Leaf leaf, Observation call) {
        return encoded(leaf, call.result(leaf.part()), call);
    }

    private @Nullable Datum encoded(Leaf leaf, Datum whole, Observation call) {
        return of(design.of(leaf), leaf, whole, call);
    }

    /** What {@code representation} makes of {@code leaf} in {@code whole}, a state or payload of a call. */
    static @Nullable Datum of(Representation representation, Leaf leaf, Datum whole, Observation call) {
        Atom key = call.key();
        return Encoding.of(representation, leaf.in(whole, key == null ? SOME_KEY : key), call.client());
    }

    /** A key besides the one at hand whose piece of {@code leaf} a call changes. */
    static boolean changesOtherKeys(Leaf leaf, Observation call, Datum before) {
        Datum after = call.result(leaf.part());
        Datum.Mapping mapping = mapping(leaf, after);
        return mapping != null
                && mapping.content().keySet().stream()
                        .map(Atom.class::cast)
                        .filter(key -> !key.equals(call.key()))
                        .anyMatch(key -> !leaf.in(after, key).equals(leaf.in(before, key)));
    }

    private static Datum.@Nullable Mapping mapping(Leaf leaf, Datum whole) {
        Datum at = whole;
        for (Leaf.Step step : leaf.steps()) {
            switch (step) {
                case Leaf.Step.AtKey atKey -> {
                    return (Datum.Mapping) at;
                }
                case Leaf.Step.Field(Shape.Struct struct, int index) ->
                    at = ((Datum.Tuple) at).parts().get(index);
                case Leaf.Step.Side(int index) ->
                    at = ((Datum.Tuple) at).parts().get(index);
            }
        }
        return null;
    }
}
