package dev.espalier.core;

import org.jspecify.annotations.Nullable;

/**
 * Identity of a node, hence of its replica and of its client proxy.
 *
 * @param number 0 to {@value #MAX}; also the tie-break between puts of equal stamp time
 */
public record NodeId(int number) implements Comparable<NodeId> {
    /** Largest node number; vectors have a slot a node, so it stays small. */
    public static final int MAX = 65_535;

    private static final NodeId[] SMALL = new NodeId[256];

    static {
        for (int number = 0; number < SMALL.length; number++) {
            SMALL[number] = new NodeId(number);
        }
    }

    public NodeId {
        if (number < 0 || number > MAX) {
            throw new IllegalArgumentException("node id " + number + " is outside 0.." + MAX);
        }
    }

    /**
     * The identity of that number; of a small one always the same object, since payloads are full of them.
     *
     * @throws IllegalArgumentException if {@code number} is out of range
     */
    public static NodeId of(int number) {
        return number >= 0 && number < SMALL.length ? SMALL[number] : new NodeId(number);
    }

    /** As a record's, without the way through method handles: vectors are walked by it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof NodeId that && number == that.number);
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public int compareTo(NodeId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "n" + number;
    }
}
