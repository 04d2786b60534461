package dev.espalier.synth.explore;

import java.util.Optional;

/**
 * Whether a witness holds when it is run again.
 *
 * @param difference the first step that the machine does not do, and what it does instead; empty if it holds
 */
public record ReplayResult(Optional<String> difference) {
    /** Whether every step is one of the machine. */
    public boolean holds() {
        return difference.isEmpty();
    }
}
