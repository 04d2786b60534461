package dev.espalier.synth.term;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Datum.Count;
import dev.espalier.synth.shape.Datum.Flag;
import dev.espalier.synth.shape.Datum.Maybe;
import dev.espalier.synth.shape.Datum.Tuple;
import dev.espalier.synth.shape.Datum.Vector;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The operations on the shapes that a core's states and payloads are made of. */
public final class Grammar {
    private static final Shape NUMBER = new Shape.Number();
    private static final Shape TRUTH = new Shape.Truth();
    private static final Shape SLOTS = new Shape.Slots();
    private static final Shape CLIENT = new Shape.Opaque(Shape.Identity.CLIENT);

    private Grammar() {}

    /**
     * Operations on numbers, truths and vectors, and what makes and opens the records, pairs and options among
     * {@code shapes}.
     */
    public static List<Operation> of(Iterable<Shape> shapes) {
        List<Operation> operations = new ArrayList<>(basic());
        Set<Shape> seen = new LinkedHashSet<>();
        shapes.forEach(shape -> within(shape, seen));
        for (Shape shape : seen) {
            switch (shape) {
                case Shape.Struct struct -> struct(struct, operations);
                case Shape.Pair pair -> pair(pair, operations);
                case Shape.Perhaps perhaps -> perhaps(perhaps, operations);
                default -> {}
            }
        }
        return operations;
    }

    private static void within(Shape shape, Set<Shape> seen) {
        if (shape.holdsMany() || !seen.add(shape)) {
            return;
        }
        switch (shape) {
            case Shape.Struct struct -> struct.fields().forEach(field -> within(field.shape(), seen));
            case Shape.Pair(Shape first, Shape second) -> {
                within(first, seen);
                within(second, seen);
            }
            case Shape.Perhaps(Shape content) -> within(content, seen);
            default -> {}
        }
    }

    private static List<Operation> basic() {
        return List.of(
                new Operation("0", List.of(), NUMBER, none -> new Count(0)),
                new Operation("(S %s)", List.of(NUMBER), NUMBER, of -> new Count(count(of, 0) + 1)),
                new Operation(
                        "(larger %s %s)",
                        List.of(NUMBER, NUMBER), NUMBER, of -> new Count(Math.max(count(of, 0), count(of, 1)))),
                new Operation(
                        "(lookup %s %s)",
                        List.of(CLIENT, SLOTS),
                        NUMBER,
                        of -> new Count(slots(of, 1).slot((Atom) of.get(0)))),
                new Operation("[]", List.of(), SLOTS, none -> Vector.EMPTY),
                new Operation(
                        "(raise %s %s %s)",
                        List.of(CLIENT, NUMBER, SLOTS),
                        SLOTS,
                        of -> raise((Atom) of.get(0), count(of, 1), slots(of, 2))),
                new Operation("(merge %s %s)", List.of(SLOTS, SLOTS), SLOTS, of -> merge(slots(of, 0), slots(of, 1))),
                new Operation("true", List.of(), TRUTH, none -> new Flag(true)),
                new Operation("false", List.of(), TRUTH, none -> new Flag(false)),
                new Operation(
                        "(%s <=? %s)", List.of(NUMBER, NUMBER), TRUTH, of -> new Flag(count(of, 0) <= count(of, 1))),
                new Operation(
                        "(%s =? %s)", List.of(NUMBER, NUMBER), TRUTH, of -> new Flag(count(of, 0) == count(of, 1))),
                new Operation(
                        "(below %s %s)",
                        List.of(SLOTS, SLOTS), TRUTH, of -> new Flag(below(slots(of, 0), slots(of, 1)))),
                new Operation(
                        "(if client_eq_dec %s %s then true else false)",
                        List.of(CLIENT, CLIENT), TRUTH, of -> new Flag(of.get(0).equals(of.get(1)))),
                new Operation("(negb %s)", List.of(TRUTH), TRUTH, of -> new Flag(!((Flag) of.get(0)).value())));
    }

    private static void struct(Shape.Struct struct, List<Operation> operations) {
        List<Shape> shapes = struct.fields().stream().map(Shape.Field::shape).toList();
        String made = "(" + struct.constructor() + " %s".repeat(shapes.size()) + ")";
        operations.add(new Operation(made, shapes, struct, Tuple::new));
        for (int i = 0; i < shapes.size(); i++) {
            int index = i;
            operations.add(new Operation(
                    "(" + struct.fields().get(i).name() + " %s)",
                    List.of(struct),
                    shapes.get(i),
                    of -> ((Tuple) of.get(0)).parts().get(index)));
        }
    }

    private static void pair(Shape.Pair pair, List<Operation> operations) {
        operations.add(new Operation("(%s, %s)", List.of(pair.first(), pair.second()), pair, Tuple::new));
        operations.add(new Operation(
                "(fst %s)",
                List.of(pair), pair.first(), of -> ((Tuple) of.get(0)).parts().get(0)));
        operations.add(new Operation(
                "(snd %s)",
                List.of(pair), pair.second(), of -> ((Tuple) of.get(0)).parts().get(1)));
    }

    private static void perhaps(Shape.Perhaps perhaps, List<Operation> operations) {
        operations.add(new Operation("None", List.of(), perhaps, none -> new Maybe(null)));
        operations.add(new Operation("(Some %s)", List.of(perhaps.content()), perhaps, of -> new Maybe(of.get(0))));
    }

    private static long count(List<Datum> of, int index) {
        return ((Count) of.get(index)).value();
    }

    private static Vector slots(List<Datum> of, int index) {
        return (Vector) of.get(index);
    }

    private static Vector raise(Atom client, long number, Vector vector) {
        SortedMap<Atom, Long> slots = new TreeMap<>(vector.slots());
        slots.merge(client, number, Math::max);
        return new Vector(slots);
    }

    private static Vector merge(Vector first, Vector second) {
        SortedMap<Atom, Long> slots = new TreeMap<>(first.slots());
        second.slots().forEach((client, number) -> slots.merge(client, number, Math::max));
        return new Vector(slots);
    }

    private static boolean below(Vector first, Vector second) {
        return first.slots().entrySet().stream().allMatch(slot -> slot.getValue() <= second.slot(slot.getKey()));
    }
}
