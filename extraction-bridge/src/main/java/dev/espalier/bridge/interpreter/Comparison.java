package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.interpreter.InterpretationException.Kind;
import dev.espalier.core.lang.FixedArray;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * OCaml's polymorphic comparison: parts from left to right; of two constructors that with the smaller place, but one
 * without arguments before one with some. Needs no stack for values that nest deeply.
 */
final class Comparison {
    private Comparison() {}

    private record Open(Value left, Value right) {}

    /** Which of two values is less: the sign of the result says. */
    static int compare(Value left, Value right) {
        return compare(left, right, false);
    }

    /** Whether two values are the same; what is not a number differs from itself. */
    static boolean equal(Value left, Value right) {
        return compare(left, right, true) == 0;
    }

    private static int compare(Value first, Value second, boolean numbersDiffer) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(first, second));
        while (!open.isEmpty()) {
            Open next = open.pop();
            int order = switch (next.left) {
                case Value.Int left -> Long.compare(left.value(), Primitives.integer(next.right));
                case Value.Whole left
                when next.right instanceof Value.Whole right -> left.value().compareTo(right.value());
                case Value.Truth left -> Boolean.compare(left.value(), Primitives.truth(next.right));
                case Value.UnitValue left -> 0;
                case Value.Letter left
                when next.right instanceof Value.Letter right -> Character.compare(left.value(), right.value());
                case Value.Text left
                when next.right instanceof Value.Text right -> left.bytes().compareTo(right.bytes());
                case Value.Floating left
                when next.right instanceof Value.Floating right -> floats(left.value(), right.value(), numbersDiffer);
                case Value.Data left -> data(left, Patterns.data(next.right), open);
                case Value.Fields left ->
                    parts(left.values(), Patterns.fields(next.right).values(), open);
                case Value.Outside(FixedArray<?> left)
                when next.right instanceof Value.Outside(FixedArray<?> right) ->
                    parts(elements(left), elements(right), open);
                default -> throw new InterpretationException(Kind.RAISED, "Invalid_argument compare: functional value");
            };
            if (order != 0) {
                return Integer.signum(order);
            }
        }
        return 0;
    }

    private static int data(Value.Data left, Value.Data right, Deque<Open> open) {
        if (left.constructor() == right.constructor()) {
            return parts(left.arguments(), right.arguments(), open);
        }
        int constants =
                Boolean.compare(!left.arguments().isEmpty(), !right.arguments().isEmpty());
        return constants != 0
                ? constants
                : Integer.compare(
                        left.constructor().index(), right.constructor().index());
    }

    private static int parts(List<Value> left, List<Value> right, Deque<Open> open) {
        if (left.size() != right.size()) {
            return Integer.compare(left.size(), right.size());
        }
        for (int i = left.size() - 1; i >= 0; i--) {
            open.push(new Open(left.get(i), right.get(i)));
        }
        return 0;
    }

    private static List<Value> elements(FixedArray<?> array) {
        List<Value> elements = new ArrayList<>();
        for (long i = 0; i < FixedArray.length(array); i++) {
            elements.add((Value) FixedArray.get(array, i));
        }
        return elements;
    }

    private static int floats(double left, double right, boolean numbersDiffer) {
        if (left == right) {
            return 0;
        }
        if (Double.isNaN(left) && Double.isNaN(right)) {
            return numbersDiffer ? 1 : 0;
        }
        return Double.isNaN(left) ? -1 : Double.isNaN(right) ? 1 : Double.compare(left, right);
    }
}
