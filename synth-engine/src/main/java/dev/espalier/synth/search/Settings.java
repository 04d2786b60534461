package dev.espalier.synth.search;

import dev.espalier.synth.prover.session.SessionLimits;
import java.time.Duration;

/**
 * How long and how a search looks.
 *
 * @param seed of the specification's runs; the same seed gives the same search
 * @param budget wall-clock time; what is running when it ends is cut off
 * @param designsMax most designs to take up
 * @param candidates after how many distinct closed cores to stop; the fastest of them is the result
 * @param chosen the design to end with, however fast others are; {@link #FASTEST} for none
 * @param searches how many designs or obligations are worked on side by side, at least 1, each with a prover; whatever it
 *     is, the result is the same
 * @param proverBytes most memory of one prover, in bytes
 * @param hammering whether CoqHammer is asked where it is installed
 */
public record Settings(
        long seed,
        Duration budget,
        int designsMax,
        int candidates,
        int chosen,
        int searches,
        long proverBytes,
        boolean hammering) {
    /** No design in particular. */
    public static final int FASTEST = -1;

    public Settings {
        if (candidates < 1) {
            throw new IllegalArgumentException("a search for " + candidates + " cores finds none");
        }
        if (searches < 1) {
            throw new IllegalArgumentException(searches + " searches find nothing");
        }
    }

    /** One search, which stops at the first closed core. */
    public Settings(long seed, Duration budget, int designsMax) {
        this(seed, budget, designsMax, 1, FASTEST, 1, SessionLimits.DEFAULT.memoryBytes(), true);
    }

    /** The same, which stops at the {@code wanted}th distinct core. */
    public Settings withCandidates(int wanted) {
        return new Settings(seed, budget, designsMax, wanted, chosen, searches, proverBytes, hammering);
    }

    /** The same, which ends with the core of {@code design}. */
    public Settings endingWith(int design) {
        return new Settings(seed, budget, designsMax, candidates, design, searches, proverBytes, hammering);
    }

    /** The same with {@code count} searches side by side. */
    public Settings withSearches(int count) {
        return new Settings(seed, budget, designsMax, candidates, chosen, count, proverBytes, hammering);
    }

    /** The same, in which a prover may take {@code bytes} of memory. */
    public Settings withProverBytes(long bytes) {
        return new Settings(seed, budget, designsMax, candidates, chosen, searches, bytes, hammering);
    }

    /** The same, which does not ask CoqHammer. */
    public Settings withoutHammer() {
        return new Settings(seed, budget, designsMax, candidates, chosen, searches, proverBytes, false);
    }

    /** Half an hour. */
    public static final Settings USUAL = new Settings(1, Duration.ofMinutes(30), 400);
}
