package dev.espalier.bench.check;

import java.util.Arrays;

/** The operations of a cycle found by {@link SessionSchedule}, in an order in which each comes before the next. */
final class CyclePath {
    private CyclePath() {}

    static int[] operations(int[] waiting, int[] awaited) {
        int[] path = new int[2 * waiting.length];
        int length = 0;
        for (int i = waiting.length - 1; i >= 0; i--) {
            int reached = awaited[(i + waiting.length - 1) % waiting.length];
            path[length++] = waiting[i];
            if (reached != waiting[i]) {
                path[length++] = reached;
            }
        }
        return Arrays.copyOf(path, length);
    }
}
