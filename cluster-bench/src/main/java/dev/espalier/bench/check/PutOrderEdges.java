package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import java.util.Arrays;

/**
 * What gets told about the order of concurrent puts: an edge from put {@code earlier} to put {@code later} of the same
 * key, because some get returned {@code later} when {@code earlier} had happened before it. Of all edges to one put
 * from one session only that from the session's latest put is kept, the others follow from it.
 */
final class PutOrderEdges {
    private static final long FREE = -1;

    private final History history;
    private long[] slots = new long[1024];
    private int[] earlier = new int[1024];
    private int[] witness = new int[1024];
    private int size;

    PutOrderEdges(History history) {
        this.history = history;
        Arrays.fill(slots, FREE);
    }

    /** Adds the edge from {@code first} to {@code second} that {@code read} told of. */
    void add(int first, int second, int read) {
        long name = (long) second * history.sessions() + history.session(first);
        int slot = slot(name);
        if (slots[slot] == FREE) {
            if (++size > slots.length / 2) {
                grow();
                slot = slot(name);
            }
            slots[slot] = name;
            earlier[slot] = first;
            witness[slot] = read;
        } else if (earlier[slot] < first) {
            earlier[slot] = first;
            witness[slot] = read;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** All edges, by the number of the later put. */
    Sorted sorted() {
        long[] names = new long[size];
        int count = 0;
        for (long name : slots) {
            if (name != FREE) {
                names[count++] = name;
            }
        }
        Arrays.sort(names);
        int[] first = new int[size];
        int[] second = new int[size];
        int[] read = new int[size];
        for (int i = 0; i < size; i++) {
            int slot = slot(names[i]);
            first[i] = earlier[slot];
            second[i] = (int) (names[i] / history.sessions());
            read[i] = witness[slot];
        }
        return new Sorted(first, second, read);
    }

    private int slot(long name) {
        int mask = slots.length - 1;
        long hash = name * 0x9e3779b97f4a7c15L;
        int slot = (int) (hash >>> 32) & mask;
        while (slots[slot] != FREE && slots[slot] != name) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldSlots = slots;
        int[] oldEarlier = earlier;
        int[] oldWitness = witness;
        slots = new long[Math.multiplyExact(oldSlots.length, 2)];
        earlier = new int[slots.length];
        witness = new int[slots.length];
        Arrays.fill(slots, FREE);
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != FREE) {
                int slot = slot(oldSlots[i]);
                slots[slot] = oldSlots[i];
                earlier[slot] = oldEarlier[i];
                witness[slot] = oldWitness[i];
            }
        }
    }

    /** Edges in arrays of one length, ascending by {@code later}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sorted(int[] earlier, int[] later, int[] witness) {}
}
