package dev.espalier.bridge.passes.linearity;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the analysis found of one program.
 *
 * @param updates where state is updated
 * @param failures where state could be seen after it was updated, or may be shared; empty if all updates may be in place
 * @param owned records that maps alone hold, if updates are in place: a map may overwrite one instead of replacing it
 * @param shared why it may not with other records that maps hold
 */
public record LinearityReport(
        List<Update> updates, List<Failure> failures, Set<TypeSymbol> owned, List<Shared> shared) {
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

    /**
     * Why a map may not overwrite its entries.
     *
     * @param entry their type
     * @param in the definition that is in the way; {@code null} if it is another type
     * @param reason a sentence without its full stop
     */
    public record Shared(TypeSymbol entry, @Nullable Global in, String reason) {}

    public LinearityReport {
        updates = List.copyOf(updates);
        failures = List.copyOf(failures);
        owned = Set.copyOf(owned);
        shared = List.copyOf(shared);
    }

    /** Whether there is state, and every update of it may be made in place. */
    public boolean inPlace() {
        return failures.isEmpty();
    }
}
