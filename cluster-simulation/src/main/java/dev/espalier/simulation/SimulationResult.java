package dev.espalier.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param seed its seed
 * @param steps how many things happened in it
 * @param operations how many commands of clients were answered
 * @param epochs how many epochs of cores began in it
 * @param snapshots how many snapshots nodes took
 * @param simulatedMillis how long it took in its own time
 * @param hash of all that happened: equal for equal seeds
 * @param violation what must not have happened; {@code null} when nothing did
 * @param violatedAtStep at which step; 0 without a violation
 * @param trace what happened, a line each, if it was asked for
 */
public record SimulationResult(
        long seed,
        long steps,
        long operations,
        long epochs,
        long snapshots,
        long simulatedMillis,
        long hash,
        @Nullable String violation,
        long violatedAtStep,
        List<String> trace) {
    public SimulationResult {
        trace = List.copyOf(trace);
    }

    /** Whether everything held. */
    public boolean passed() {
        return violation == null;
    }
}
