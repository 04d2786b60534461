package dev.espalier.synth.growth;

import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.Method.Argument;
import dev.espalier.synth.machine.Observation;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what need not be kept since something else in the same part always says it: a client that is always the one at
 * hand, a number that is always another or one more. Relations between variables that hold in all runs, as in Daikon.
 */
final class Sharing {
    private static final Shape CLIENT = new Shape.Opaque(Shape.Identity.CLIENT);

    private Sharing() {}

    /** The design with less to keep; {@code available} are the leaves that may be kept. */
    static Design of(Design design, List<Leaf> available, Observations seen) {
        Design shared = design;
        for (Part part : Part.values()) {
            List<Leaf> leaves = available.stream()
                    .filter(leaf -> leaf.part() == part && !leaf.isPerKey())
                    .toList();
            List<Map<Leaf, Datum>> values = values(design, leaves, part, seen);
            if (!values.isEmpty()) {
                shared = of(shared, leaves, values);
            }
        }
        return shared;
    }

    private static Design of(Design design, List<Leaf> leaves, List<Map<Leaf, Datum>> values) {
        Design shared = design;
        List<Leaf> kept = new ArrayList<>();
        List<Leaf> order = new ArrayList<>(leaves);
        // The smaller number is kept, and the larger said in terms of it.
        order.sort((a, b) -> Long.compare(sum(values, a), sum(values, b)));
        for (Leaf leaf : order) {
            if (leaf.shape().equals(CLIENT) && values.stream().allMatch(one -> one.get(leaf) == null)) {
                shared = shared.with(leaf, new Representation.Client());
                continue;
            }
            Representation.@Nullable Derived derived = null;
            for (Leaf base : kept) {
                derived = derived == null ? derived(design, leaf, base, values) : derived;
            }
            if (derived != null) {
                shared = shared.with(leaf, derived);
            } else {
                kept.add(leaf);
            }
        }
        return shared;
    }

    private static Representation.@Nullable Derived derived(
            Design design, Leaf leaf, Leaf base, List<Map<Leaf, Datum>> values) {
        Shape shape = design.of(leaf).kept(leaf.shape());
        boolean alike = !design.of(leaf).isRelative() && !design.of(base).isRelative()
                || design.of(leaf).equals(design.of(base));
        if (!alike || !shape.equals(design.of(base).kept(base.shape()))) {
            return null;
        }
        if (values.stream().allMatch(one -> String.valueOf(one.get(leaf)).equals(String.valueOf(one.get(base))))) {
            return new Representation.Derived(base, 0);
        }
        boolean next = shape instanceof Shape.Number
                && values.stream()
                        .allMatch(one -> one.get(leaf) instanceof Datum.Count(long more)
                                && one.get(base) instanceof Datum.Count(long less)
                                && more == less + 1);
        return next ? new Representation.Derived(base, 1) : null;
    }

    private static long sum(List<Map<Leaf, Datum>> values, Leaf leaf) {
        return values.stream()
                .mapToLong(one -> one.get(leaf) instanceof Datum.Count(long count) ? count : 0)
                .sum();
    }

    /** What is kept of a part in every call that gives or takes it; a client at hand is none. */
    private static List<Map<Leaf, Datum>> values(Design design, List<Leaf> leaves, Part part, Observations seen) {
        List<Map<Leaf, Datum>> values = new ArrayList<>();
        for (Method method : Method.values()) {
            for (Observation call : seen.of(method)) {
                if (method.results().contains(part)) {
                    add(design, leaves, call.result(part), call, values);
                }
                for (Argument argument : method.arguments()) {
                    if (argument.part() == part) {
                        add(design, leaves, call.argument(argument), call, values);
                    }
                }
            }
        }
        return values;
    }

    private static void add(
            Design design, List<Leaf> leaves, Datum whole, Observation call, List<Map<Leaf, Datum>> values) {
        Map<Leaf, Datum> one = new HashMap<>();
        for (Leaf leaf : leaves) {
            Datum value = Examples.of(design.of(leaf), leaf, whole, call);
            boolean atHand = leaf.part().hasClient()
                    && leaf.shape().equals(CLIENT)
                    && value != null
                    && value.equals(call.client());
            if (value == null) {
                // Not a state that a core will be in.
                return;
            }
            if (!atHand) {
                one.put(leaf, value);
            }
        }
        values.add(one);
    }
}
