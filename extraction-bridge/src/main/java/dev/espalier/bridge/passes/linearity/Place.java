package dev.espalier.bridge.passes.linearity;

import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A variable, or a part of what it holds.
 *
 * @param root the variable
 * @param path the steps from the whole to the part
 */
record Place(Local root, List<Step> path) {
    /** A step to a part. */
    sealed interface Step {}

    /** To a record's field. */
    record OfField(TypeSymbol.Field field) implements Step {
        @Override
        public String toString() {
            return "." + field.name();
        }
    }

    /** To a constructor's argument. */
    record OfConstructor(TypeSymbol.Constructor constructor, int argument) implements Step {
        @Override
        public String toString() {
            return "." + constructor.name() + "#" + (argument + 1);
        }
    }

    static Place of(Local root) {
        return new Place(root, List.of());
    }

    Place then(Step step) {
        List<Step> longer = new ArrayList<>(path);
        longer.add(step);
        return new Place(root, List.copyOf(longer));
    }

    /** Whether one is a part of the other, or both are the same. */
    boolean overlaps(Place other) {
        int common = Math.min(path.size(), other.path.size());
        return root == other.root && path.subList(0, common).equals(other.path.subList(0, common));
    }

    @Override
    public String toString() {
        return root.name() + path.stream().map(Step::toString).collect(Collectors.joining());
    }
}
