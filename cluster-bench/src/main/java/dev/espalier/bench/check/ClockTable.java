package dev.espalier.bench.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Vector clocks by number, in pages of one array each, so that there may be more entries than one array holds. Entry
 * {@code s} of a clock is how many operations of session {@code s} come before. Clock 0 is all zeros.
 */
final class ClockTable {
    private static final int PAGE_ENTRIES = 1 << 18;

    private final int sessions;
    private final int rowBits;
    private final int rowMask;
    private final List<int[]> pages = new ArrayList<>();
    private int count;

    ClockTable(int sessions) {
        this.sessions = sessions;
        this.rowBits = 31 - Integer.numberOfLeadingZeros(Math.max(1, PAGE_ENTRIES / Math.max(1, sessions)));
        this.rowMask = (1 << rowBits) - 1;
        add(new int[sessions]);
    }

    /** Keeps a copy of {@code clock}; returns its number. */
    int add(int[] clock) {
        int row = count & rowMask;
        if (row == 0) {
            pages.add(new int[sessions << rowBits]);
        }
        System.arraycopy(clock, 0, pages.getLast(), row * sessions, sessions);
        return count++;
    }

    /** Entry {@code session} of clock {@code number}. */
    int get(int number, int session) {
        return pages.get(number >>> rowBits)[(number & rowMask) * sessions + session];
    }

    /** Raises {@code clock} to at least clock {@code number} in every entry. */
    void joinInto(int number, int[] clock) {
        int[] page = pages.get(number >>> rowBits);
        int from = (number & rowMask) * sessions;
        for (int i = 0; i < sessions; i++) {
            clock[i] = Math.max(clock[i], page[from + i]);
        }
    }
}
