package dev.espalier.bench.kills;

import java.time.Duration;

/**
 * How hard to be on a cluster.
 *
 * @param rounds how many rounds, at least 1
 * @param clients how many clients at once, at least 1
 * @param loadTime how long clients go on in a round, faults included
 * @param converging how long nodes may take to agree once faults are over
 * @param seed what the faults are drawn from
 */
public record KillSettings(int rounds, int clients, Duration loadTime, Duration converging, long seed) {
    public KillSettings {
        if (rounds < 1 || clients < 1) {
            throw new IllegalArgumentException(rounds + " rounds of " + clients + " clients; give 1 or more of each");
        }
    }
}
