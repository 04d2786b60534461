package dev.espalier.synth.explore;

import java.util.Arrays;
import java.util.List;

/**
 * A litmus test: an anomaly with a name, and small programs in which it would show.
 *
 * @param name for example {@code stale-read}
 * @param title what the anomaly is, in words
 * @param cases at least one; a machine allows the anomaly if it allows one of them
 */
public record LitmusTest(String name, String title, List<LitmusCase> cases) {
    public LitmusTest {
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("litmus test " + name + " has no program");
        }
    }

    /** From the cases' text forms. */
    static LitmusTest of(String name, String title, String... cases) {
        return new LitmusTest(
                name, title, Arrays.stream(cases).map(LitmusCase::parse).toList());
    }

    /** Whether it only makes sense for machines with labels. */
    public boolean labelled() {
        return cases.stream().allMatch(LitmusCase::labelled);
    }
}
