package dev.espalier.synth.search;

import java.time.Duration;

/**
 * How long and how a search looks.
 *
 * @param seed of the specification's runs; the same seed gives the same search
 * @param budget wall-clock time; what is running when it ends is cut off
 * @param designsMax most designs to take up
 */
public record Settings(long seed, Duration budget, int designsMax) {
    /** Half an hour. */
    public static final Settings USUAL = new Settings(1, Duration.ofMinutes(30), 400);
}
