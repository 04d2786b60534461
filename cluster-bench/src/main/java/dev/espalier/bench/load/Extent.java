package dev.espalier.bench.load;

import java.time.Duration;

/** How long a run lasts once it has warmed up. */
public sealed interface Extent {
    /** For a time; more than zero, at most {@link LoadConfig#DURATION_MAX}. */
    record For(Duration duration) implements Extent {
        public For {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(
                        "a run of " + duration + " measures nothing; give it a second or more");
            }
            LoadConfig.requireAtMostMax("measured time", duration);
        }
    }

    /** For a number of operations over all connections; at least 1. */
    record Operations(long count) implements Extent {
        public Operations {
            if (count < 1) {
                throw new IllegalArgumentException("a run of " + count + " operations measures nothing");
            }
        }
    }
}
