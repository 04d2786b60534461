package dev.espalier.store.command;

import dev.espalier.store.keyspace.StoredValue;

/**
 * Bits of a value, both ends among them; bit 0 is the highest of the first byte.
 *
 * @param first the first one
 * @param last the last one; before {@code first} when there are none
 */
record BitRange(long first, long last) {

    /**
     * The part of a value that {@code start} and {@code end} mean.
     *
     * @param start the first byte or bit; counted from behind the end when negative
     * @param end the last one, likewise
     * @param bits whether they count bits
     * @param bytes length of the value in bytes
     */
    static BitRange of(long start, long end, boolean bits, int bytes) {
        long length = bits ? bytes * 8L : bytes;
        long from = Math.max(0, start < 0 ? start + length : start);
        long to = Math.min(length - 1, Math.max(0, end < 0 ? end + length : end));
        if (from > to) {
            return new BitRange(0, -1);
        }
        return bits ? new BitRange(from, to) : new BitRange(from * 8, to * 8 + 7);
    }

    boolean isEmpty() {
        return first > last;
    }

    /** How many of the bits are set in {@code value}. */
    long count(StoredValue value) {
        long count = 0;
        for (int at = firstByte(); at <= lastByte(); at++) {
            count += Integer.bitCount(inRange(at, value.at(at)));
        }
        return count;
    }

    /** The first of the bits that is {@code bit} in {@code value}; -1 when none is. */
    long first(StoredValue value, int bit) {
        int flip = bit == 0 ? 0xff : 0;
        for (int at = firstByte(); at <= lastByte(); at++) {
            int candidates = inRange(at, value.at(at) ^ flip);
            if (candidates != 0) {
                return at * 8L + Integer.numberOfLeadingZeros(candidates) - (Integer.SIZE - Byte.SIZE);
            }
        }
        return -1;
    }

    private int firstByte() {
        return (int) (first >> 3);
    }

    private int lastByte() {
        return (int) (last >> 3);
    }

    /** Those bits of the byte at {@code index} that are in the range. */
    private int inRange(int index, int octet) {
        int kept = octet & 0xff;
        if (index == firstByte()) {
            kept &= 0xff >> (first & 7);
        }
        if (index == lastByte()) {
            kept &= 0xff << (7 - (last & 7));
        }
        return kept;
    }
}
