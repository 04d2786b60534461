package dev.espalier.bridge.validate;

import java.time.Duration;

/**
 * How much is tried.
 *
 * @param inputs different inputs for each function, at most (1 to 1,000,000)
 * @param seed what the inputs are made from: the same seed gives the same inputs
 * @param callLimit processor time of a call in OCaml; Java has more, since it may still be interpreting
 * @param totalLimit after this time no new inputs are tried
 */
public record ValidationOptions(int inputs, long seed, Duration callLimit, Duration totalLimit) {
    /** Inputs for each function unless somebody says otherwise. */
    public static final int INPUTS = 100;

    /** The seed unless somebody says otherwise. */
    public static final long SEED = 1;

    public ValidationOptions {
        if (inputs < 1 || inputs > 1_000_000) {
            throw new IllegalArgumentException("inputs for each function are 1 to 1000000, not " + inputs);
        }
    }

    /** The usual limits: 0.1 seconds a call, ten minutes altogether. */
    public static ValidationOptions of(int inputs, long seed) {
        return new ValidationOptions(inputs, seed, Duration.ofMillis(100), Duration.ofMinutes(10));
    }

    /** The usual. */
    public static ValidationOptions standard() {
        return of(INPUTS, SEED);
    }
}
