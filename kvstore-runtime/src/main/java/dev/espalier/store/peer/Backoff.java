package dev.espalier.store.peer;

import java.util.random.RandomGenerator;

/** Waiting times between attempts: doubling from 50 ms to 1 s, each spread by a quarter so that nodes do not march in step. */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 800;

    private final RandomGenerator random;
    private long base = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next waiting time in milliseconds, at most 1000. */
    long nextMillis() {
        long spread = base / 4;
        long wait = base - spread + random.nextLong(2 * spread + 1);
        base = Math.min(LONGEST_MILLIS, base * 2);
        return wait;
    }

    void reset() {
        base = FIRST_MILLIS;
    }
}
