package dev.espalier.bridge.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects diagnostics, so that one run reports all that it can. */
public final class Diagnostics {
    private final List<Diagnostic> found = new ArrayList<>();

    /** None so far. */
    public Diagnostics() {}

    /** Adds the reasons of {@code failure}. */
    public void add(TranslationException failure) {
        failure.diagnostics().forEach(this::add);
    }

    /** Adds one reason. */
    public void add(Diagnostic diagnostic) {
        if (!found.contains(diagnostic)) { // a functor's body is read once for each application
            found.add(diagnostic);
        }
    }

    /** Runs {@code action}; what it reports is collected, not thrown. */
    public void collect(Runnable action) {
        try {
            action.run();
        } catch (TranslationException failure) {
            add(failure);
        }
    }

    /** Throws all that was collected, in the order of the places, if anything was. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparing((Diagnostic one) -> one.position().file())
                    .thenComparingInt(one -> one.position().line())
                    .thenComparingInt(one -> one.position().column()));
            throw new TranslationException(found);
        }
    }
}
