package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import java.util.function.IntPredicate;

/** Operations of one sort, by key and then by number, so that those of one session are together and in its order. */
final class OperationsByKey {
    private final History history;
    private final int[] starts;
    private final int[] operations;

    OperationsByKey(History history, IntPredicate sort) {
        this.history = history;
        starts = new int[history.keys() + 1];
        for (int operation = 0; operation < history.operations(); operation++) {
            if (sort.test(operation)) {
                starts[history.key(operation) + 1]++;
            }
        }
        for (int key = 0; key < history.keys(); key++) {
            starts[key + 1] += starts[key];
        }
        operations = new int[starts[history.keys()]];
        int[] fill = starts.clone();
        for (int operation = 0; operation < history.operations(); operation++) {
            if (sort.test(operation)) {
                operations[fill[history.key(operation)]++] = operation;
            }
        }
    }

    /** The place after the last operation on {@code key} whose number is below {@code limit}. */
    int placeBefore(int key, int limit) {
        int low = starts[key];
        int high = starts[key + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (operations[middle] < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The operation before {@code place} if it is on {@code key} and of {@code session}, or -1. */
    int before(int place, int key, int session) {
        if (place <= starts[key] || history.session(operations[place - 1]) != session) {
            return -1;
        }
        return operations[place - 1];
    }
}
