package dev.espalier.bench.check;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the checker found.
 *
 * @param operations number of operations checked
 * @param sessions number of sessions
 * @param keys number of distinct keys
 * @param counts number of violations of each kind that occurred; empty when the history is causal+. Of gets, each bad
 *     one counts once; of cycles, as many as had to be cut one after another until none was left
 * @param details the first violations of each kind, in words
 * @param elapsed how long checking took
 */
public record Verdict(
        long operations,
        int sessions,
        int keys,
        Map<ViolationKind, Long> counts,
        List<Violation> details,
        Duration elapsed) {
    public Verdict {
        Map<ViolationKind, Long> ordered = new EnumMap<>(ViolationKind.class);
        ordered.putAll(counts);
        counts = Collections.unmodifiableMap(ordered);
        details = List.copyOf(details);
    }

    /** Whether the history is causal+: no violation at all. */
    public boolean passed() {
        return counts.isEmpty();
    }

    /** Number of violations of {@code kind}. */
    public long count(ViolationKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Number of violations of all kinds. */
    public long violations() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
