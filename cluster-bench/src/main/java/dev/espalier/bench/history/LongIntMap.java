package dev.espalier.bench.history;

import java.util.Arrays;

/** A hash map from longs to ints without boxing: open addressing, linear probing, at most half full. Not thread-safe. */
public final class LongIntMap {
    /** What {@link #get} answers for a key that is not there; so never a value. */
    public static final int ABSENT = Integer.MIN_VALUE;

    private long[] keys;
    private int[] values;
    private int size;

    /** An empty map with room for {@code expected} entries before it grows. */
    public LongIntMap(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, Math.min(expected, 1 << 28)) * 2 - 1) << 1;
        keys = new long[capacity];
        values = new int[capacity];
        Arrays.fill(values, ABSENT);
    }

    /** The value of {@code key}, or {@link #ABSENT}. */
    public int get(long key) {
        return values[slot(key)];
    }

    /** Sets the value of {@code key}. */
    public void put(long key, int value) {
        if (value == ABSENT) {
            throw new IllegalArgumentException("the value " + value + " stands for an absent key");
        }
        int slot = slot(key);
        if (values[slot] == ABSENT) {
            if (++size > keys.length / 2) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
        }
        values[slot] = value;
    }

    /** Number of keys. */
    public int size() {
        return size;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) mix(key) & mask;
        while (values[slot] != ABSENT && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[Math.multiplyExact(oldKeys.length, 2)];
        values = new int[keys.length];
        Arrays.fill(values, ABSENT);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != ABSENT) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    /** The finalizer of SplitMix64: spreads neighbouring numbers over all bits. */
    static long mix(long key) {
        long mixed = (key ^ (key >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
