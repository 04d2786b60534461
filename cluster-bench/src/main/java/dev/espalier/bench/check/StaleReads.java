package dev.espalier.bench.check;

import java.util.Arrays;

/** The gets that were found to be stale, in the order of their numbers. */
final class StaleReads {
    private int[] reads = new int[64];
    private int size;

    /** Adds {@code read}, whose number is larger than those before. */
    void add(int read) {
        if (size == reads.length) {
            reads = Arrays.copyOf(reads, 2 * size);
        }
        reads[size++] = read;
    }

    int size() {
        return size;
    }

    int get(int place) {
        return reads[place];
    }
}
