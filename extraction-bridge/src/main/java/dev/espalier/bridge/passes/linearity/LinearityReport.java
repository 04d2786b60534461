package dev.espalier.bridge.passes.linearity;

import dev.espalier.bridge.ir.Global;
import java.util.List;

/**
 * What the analysis found of one program.
 *
 * @param updates where state is updated
 * @param failures where state could be seen after it was updated, or may be shared; empty if all updates may be in place
 */
public record LinearityReport(List<Update> updates, List<Failure> failures) {
    /**
     * An update of state.
     *
     * @param in the definition that makes it
     * @param operation {@code add} or {@code remove}
     */
    public record Update(Global in, String operation, String place) {}

    /**
     * Why an update in place might be seen.
     *
     * @param in the definition
     * @param reason a sentence without its full stop
     */
    public record Failure(Global in, String reason) {}

    public LinearityReport {
        updates = List.copyOf(updates);
        failures = List.copyOf(failures);
    }

    /** Whether there is state, and every update of it may be made in place. */
    public boolean inPlace() {
        return failures.isEmpty();
    }
}
