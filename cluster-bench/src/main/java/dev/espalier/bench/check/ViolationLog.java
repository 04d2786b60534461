package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts violations by kind and keeps the first of each kind in words; words are made only for those kept. */
final class ViolationLog {
    private final History history;
    private final int detailsPerKind;
    private final Map<ViolationKind, Long> counts = new EnumMap<>(ViolationKind.class);
    private final List<Violation> details = new ArrayList<>();

    ViolationLog(History history, int detailsPerKind) {
        this.history = history;
        this.detailsPerKind = detailsPerKind;
    }

    void add(ViolationKind kind, Supplier<String> explanation, int... operations) {
        long count = counts.merge(kind, 1L, Long::sum);
        if (count <= detailsPerKind) {
            List<OperationView> views = new ArrayList<>(operations.length);
            for (int operation : operations) {
                views.add(view(operation));
            }
            details.add(new Violation(kind, explanation.get(), views));
        }
    }

    OperationView view(int operation) {
        return OperationView.of(history, operation);
    }

    boolean has(ViolationKind kind) {
        return counts.containsKey(kind);
    }

    Map<ViolationKind, Long> counts() {
        return counts;
    }

    List<Violation> details() {
        return details;
    }
}
