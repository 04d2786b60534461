package dev.espalier.bridge.passes.linearity;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whether all state of a program is used once. Each definition is given a summary: what it does with each of
 * its parameters, from {@link Use.Kind#READ} upwards; summaries grow until nothing changes, so that recursion is covered.
 * What an unknown function does with state is not known, so state may not be passed to one, nor be captured by one.
 *
 * <p>It is run on what the passes leave, as that is what Java evaluates. Lets, conditions and branches are evaluated in
 * their order; the parts of a call, a record or a constructor count as evaluated in any.
 */
public final class Linearity {
    private final Map<Global, List<Use.Kind>> summaries = new HashMap<>();

    private Linearity() {}

    /** The report on {@code program}. */
    public static LinearityReport analyse(Program program) {
        return new Linearity().run(program);
    }

    private LinearityReport run(Program program) {
        List<Global> globals = program.globals();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Global global : globals) {
                Set<String> ignored = new LinkedHashSet<>();
                List<Use.Kind> summary = new Ownership(this, ignored, new ArrayList<>()).summary(global);
                grown |= !summary.equals(summaries.put(global, summary));
            }
        }
        List<LinearityReport.Update> updates = new ArrayList<>();
        List<LinearityReport.Failure> failures = new ArrayList<>();
        for (Global global : globals) {
            Set<String> reasons = new LinkedHashSet<>();
            List<Use> changes = new ArrayList<>();
            new Ownership(this, reasons, changes).summary(global);
            changes.forEach(change -> updates.add(new LinearityReport.Update(
                    global, change.by(), change.place().toString())));
            reasons.forEach(reason -> failures.add(new LinearityReport.Failure(global, reason)));
        }
        return failures.isEmpty()
                ? withEntries(program, updates)
                : new LinearityReport(updates, failures, Set.of(), List.of());
    }

    private static LinearityReport withEntries(Program program, List<LinearityReport.Update> updates) {
        Set<TypeSymbol> owned = new LinkedHashSet<>();
        List<LinearityReport.Shared> shared = new ArrayList<>();
        for (TypeSymbol entry : EntryTypes.of(program)) {
            LinearityReport.Shared reason = EntryOwnership.reasonAgainst(program, entry);
            if (reason == null) {
                owned.add(entry);
            } else {
                shared.add(reason);
            }
        }
        return new LinearityReport(updates, List.of(), owned, shared);
    }

    /** Whether a value of {@code type} holds state: a constant of such a type is made anew for each use. */
    public static boolean isState(Type type) {
        return LinearTypes.isLinear(type);
    }

    /** What a call of {@code global} does with its argument number {@code index}. */
    Use.Kind summary(Global global, int index) {
        List<Use.Kind> known = summaries.get(global);
        return known == null || index >= known.size() ? Use.Kind.READ : known.get(index);
    }
}
