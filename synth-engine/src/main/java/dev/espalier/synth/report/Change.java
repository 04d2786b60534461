package dev.espalier.synth.report;

import dev.espalier.synth.search.Event;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one design does otherwise than another.
 *
 * @param leaf the piece; empty if it is about the whole design
 * @param before empty if there was nothing
 * @param after empty if there is nothing any more
 */
record Change(String leaf, String before, String after) {
    /** How a design says that nothing is changed. */
    static final String SAME = "as specified";

    private static final String ALL_SAME = "everything as specified";

    /** What {@code child} does otherwise than {@code parent}; without a parent, than the specification. */
    static List<Change> between(Event.@Nullable Designed parent, Event.Designed child) {
        List<Change> changes = new ArrayList<>();
        Map<String, String> old = parent == null ? Map.of() : parent.choices();
        child.choices().forEach((leaf, after) -> {
            String before = Objects.requireNonNullElse(old.get(leaf), SAME);
            if (!before.equals(after)) {
                changes.add(new Change(leaf, before, after));
            }
        });
        Set<String> oldWhole = parent == null ? Set.of() : whole(parent);
        Set<String> newWhole = whole(child);
        newWhole.stream().filter(one -> !oldWhole.contains(one)).forEach(one -> changes.add(new Change("", "", one)));
        oldWhole.stream().filter(one -> !newWhole.contains(one)).forEach(one -> changes.add(new Change("", one, "")));
        return changes;
    }

    /** What {@code design} says of itself beside the choices for its pieces. */
    static Set<String> whole(Event.Designed design) {
        Set<String> words = new LinkedHashSet<>(List.of(design.words().split("; ", -1)));
        design.choices().forEach((leaf, choice) -> words.remove(leaf + " " + choice));
        words.remove(ALL_SAME);
        return words;
    }

    /** Without what was before. */
    String brief() {
        if (leaf.isEmpty()) {
            return after.isEmpty() ? "no longer: " + before : after;
        }
        return leaf + " " + after;
    }

    /** All of {@code changes}, briefly; {@code first} if they are against the specification. */
    static String brief(List<Change> changes, boolean first) {
        return changes.isEmpty()
                ? first ? ALL_SAME : "nothing changed"
                : String.join("; ", changes.stream().map(Change::brief).toList());
    }
}
