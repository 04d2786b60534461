package dev.espalier.synth.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A choice of representation for every leaf.
 *
 * @param choices by leaf
 * @param perKeyRecords whether what is kept for keys is a record for each in a map, not a function
 * @param strengthened whether guards may forbid more than the specification's, so that states stay representable
 */
public record Design(Map<Leaf, Representation> choices, boolean perKeyRecords, boolean strengthened) {
    public Design {
        choices = new LinkedHashMap<>(choices);
    }

    /** Everything as specified. */
    public static Design asSpecified(List<Leaf> leaves) {
        Map<Leaf, Representation> choices = new LinkedHashMap<>();
        leaves.forEach(leaf -> choices.put(leaf, new Representation.Same()));
        return new Design(choices, false, false);
    }

    /** The choice for {@code leaf}. */
    public Representation of(Leaf leaf) {
        return Objects.requireNonNull(choices.get(leaf), leaf::toString);
    }

    /** Whether what is kept stands for something only together with what was put in the run. */
    public boolean isRelative() {
        return choices.values().stream().anyMatch(Representation::isRelative);
    }

    /** With another choice for {@code leaf}. */
    public Design with(Leaf leaf, Representation representation) {
        Map<Leaf, Representation> changed = new LinkedHashMap<>(choices);
        changed.put(leaf, representation);
        return new Design(changed, perKeyRecords, strengthened);
    }

    /** With a record for each key. */
    public Design withPerKeyRecords() {
        return new Design(choices, true, strengthened);
    }

    /** With guards that may forbid more. */
    public Design withStrongerGuards() {
        return new Design(choices, perKeyRecords, true);
    }

    /** For people: what is not kept as specified. */
    public String words() {
        String changed = choices.entrySet().stream()
                .filter(choice -> !(choice.getValue() instanceof Representation.Same))
                .map(choice -> choice.getKey() + " " + choice.getValue().words())
                .collect(Collectors.joining("; "));
        return (changed.isEmpty() ? "everything as specified" : changed)
                + (perKeyRecords ? "; a record for each key" : "")
                + (strengthened ? "; guards may forbid more" : "");
    }
}
