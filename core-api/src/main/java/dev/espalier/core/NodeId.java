package dev.espalier.core;

/**
 * Identity of a node, hence of its replica and of its client proxy.
 *
 * @param number 0 to {@value #MAX}; also the tie-break between puts of equal stamp time
 */
public record NodeId(int number) implements Comparable<NodeId> {
    /** Largest node number; vectors have a slot a node, so it stays small. */
    public static final int MAX = 65_535;

    public NodeId {
        if (number < 0 || number > MAX) {
            throw new IllegalArgumentException("node id " + number + " is outside 0.." + MAX);
        }
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
