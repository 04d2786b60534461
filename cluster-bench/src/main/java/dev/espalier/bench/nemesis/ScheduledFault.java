package dev.espalier.bench.nemesis;

import java.time.Duration;

/**
 * A fault and its time.
 *
 * @param at when it begins, since measuring started
 * @param length how long it lasts, more than zero
 * @param fault what it is
 */
public record ScheduledFault(Duration at, Duration length, Fault fault) {
    public ScheduledFault {
        if (at.isNegative()) {
            throw new IllegalArgumentException("a fault that begins at " + at.toMillis() + " ms; begin at 0 or later");
        }
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException(
                    "a fault that lasts " + length.toMillis() + " ms; give it more than nothing");
        }
    }

    /** When it ends, since measuring started. */
    public Duration end() {
        return at.plus(length);
    }
}
