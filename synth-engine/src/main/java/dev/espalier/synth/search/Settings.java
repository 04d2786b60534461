package dev.espalier.synth.search;

import java.time.Duration;

/**
 * How long and how a search looks.
 *
 * @param seed of the specification's runs; the same seed gives the same search
 * @param budget wall-clock time; what is running when it ends is cut off
 * @param designsMax most designs to take up
 * @param candidates after how many distinct closed cores to stop; the fastest of them is the result
 * @param chosen the design to end with, however fast others are; {@link #FASTEST} for none
 */
public record Settings(long seed, Duration budget, int designsMax, int candidates, int chosen) {
    /** No design in particular. */
    public static final int FASTEST = -1;

    public Settings {
        if (candidates < 1) {
            throw new IllegalArgumentException("a search for " + candidates + " cores finds none");
        }
    }

    /** Stops at the first closed core. */
    public Settings(long seed, Duration budget, int designsMax) {
        this(seed, budget, designsMax, 1, FASTEST);
    }

    /** The same, which stops at the {@code wanted}th distinct core. */
    public Settings withCandidates(int wanted) {
        return new Settings(seed, budget, designsMax, wanted, chosen);
    }

    /** The same, which ends with the core of {@code design}. */
    public Settings endingWith(int design) {
        return new Settings(seed, budget, designsMax, candidates, design);
    }

    /** Half an hour. */
    public static final Settings USUAL = new Settings(1, Duration.ofMinutes(30), 400);
}
