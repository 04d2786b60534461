package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import java.util.ArrayList;
import java.util.List;

/**
 * Causal+ by its definition, for small histories: happens-before by transitive closure, then every order of the writes
 * is tried for one that contains happens-before and in which each read returns the last write of its key among those
 * that happen before it. Shares nothing with the checker under test.
 */
final class BruteForceChecker {
    private final History history;
    private final boolean[][] before;
    private final List<Integer> writes = new ArrayList<>();

    private BruteForceChecker(History history) {
        this.history = history;
        this.before = new boolean[history.operations()][history.operations()];
    }

    static boolean isCausalPlus(History history) {
        return new BruteForceChecker(history).decide();
    }

    private boolean decide() {
        int n = history.operations();
        for (int a = 0; a < n; a++) {
            if (history.isWrite(a)) {
                writes.add(a);
            }
            for (int b = a + 1; b < n; b++) {
                before[a][b] = history.session(a) == history.session(b);
            }
        }
        for (int read = 0; read < n; read++) {
            if (history.isWrite(read) || history.value(read) == History.INITIAL_VALUE) {
                continue;
            }
            boolean found = false;
            for (int write : writes) {
                if (history.key(write) == history.key(read) && history.value(write) == history.value(read)) {
                    before[write][read] = true;
                    found = true;
                }
            }
            if (!found) {
                return false;
            }
        }
        for (int via = 0; via < n; via++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    before[a][b] |= before[a][via] && before[via][b];
                }
            }
        }
        for (int a = 0; a < n; a++) {
            if (before[a][a]) {
                return false;
            }
        }
        return someOrder(new ArrayList<>(), new boolean[n]);
    }

    private boolean someOrder(List<Integer> order, boolean[] placed) {
        if (order.size() == writes.size()) {
            return explains(order);
        }
        for (int write : writes) {
            if (!placed[write] && writes.stream().allMatch(other -> placed[other] || !before[other][write])) {
                placed[write] = true;
                order.add(write);
                if (someOrder(order, placed)) {
                    return true;
                }
                order.removeLast();
                placed[write] = false;
            }
        }
        return false;
    }

    private boolean explains(List<Integer> order) {
        for (int read = 0; read < history.operations(); read++) {
            if (history.isWrite(read)) {
                continue;
            }
            long expected = History.INITIAL_VALUE;
            for (int write : order) {
                if (history.key(write) == history.key(read) && before[write][read]) {
                    expected = history.value(write);
                }
            }
            if (history.value(read) != expected) {
                return false;
            }
        }
        return true;
    }
}
