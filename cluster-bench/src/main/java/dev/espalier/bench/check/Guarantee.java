package dev.espalier.bench.check;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a history may be asked to keep. The four session guarantees are those of D. Terry et al., "Session Guarantees for
 * Weakly Consistent Replicated Data" (PDIS 1994), each with an order of puts that keeps causality: the points with
 * convergence of the project's own family of specifications, so that an older put is told from a newer one by
 * happens-before.
 *
 * <p>Of puts only gets tell. So the two guarantees of writes are judged by sessions for which what was read stays seen, and
 * a get that is stale already by what its own session did counts for one of the first two only.
 */
public enum Guarantee {
    /** A get returns what its session put last, or something newer. */
    READ_YOUR_WRITES("ryw", "read your writes"),
    /** A get returns what its session has read already, or something newer. */
    MONOTONIC_READS("mr", "monotonic reads"),
    /** Who has read a put sees what its writer had put before it, or something newer. */
    MONOTONIC_WRITES("mw", "monotonic writes"),
    /** Who has read a put sees what its writer had read before it, or something newer. */
    WRITES_FOLLOW_READS("wfr", "writes follow reads"),
    /** All of these together, over any number of sessions. */
    CAUSAL("causal", "causal"),
    /** Causal, and one order of puts explains what all sessions saw. */
    CAUSAL_PLUS("causal+", "causal+");

    private final String flag;
    private final String title;

    Guarantee(String flag, String title) {
        this.flag = flag;
        this.title = title;
    }

    /** Its short name. */
    public String flag() {
        return flag;
    }

    /** What it is called in reports. */
    public String title() {
        return title;
    }

    /**
     * Reads a short name.
     *
     * @throws IllegalArgumentException if it is none, with those that there are
     */
    public static Guarantee parse(String flag) {
        return Arrays.stream(values())
                .filter(known -> known.flag.equals(flag))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + flag + "' is no guarantee; there are "
                        + Arrays.stream(values()).map(Guarantee::flag).collect(Collectors.joining(", "))));
    }
}
