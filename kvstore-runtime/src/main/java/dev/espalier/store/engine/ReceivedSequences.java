package dev.espalier.store.engine;

import dev.espalier.core.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which puts of each peer have arrived: all up to a number, and perhaps some beyond a gap. */
final class ReceivedSequences {
    private final Map<NodeId, Origin> origins = new HashMap<>();

    /** Whether put {@code sequence} of {@code origin} has arrived. */
    boolean contains(NodeId origin, long sequence) {
        Origin state = origins.get(origin);
        return state != null && (sequence <= state.contiguous || state.beyondGap.contains(sequence));
    }

    /** Notes an arrival; returns whether the contiguous part grew. */
    boolean add(NodeId origin, long sequence) {
        return origins.computeIfAbsent(origin, id -> new Origin()).add(sequence);
    }

    /** Takes everything up to {@code sequence} as arrived. */
    void addAllUpTo(NodeId origin, long sequence) {
        origins.computeIfAbsent(origin, id -> new Origin()).addAllUpTo(sequence);
    }

    /** The largest number up to which every put of {@code origin} has arrived; 0 when none has. */
    long contiguous(NodeId origin) {
        Origin state = origins.get(origin);
        return state == null ? 0 : state.contiguous;
    }

    /** The nodes of which something has arrived. */
    Set<NodeId> origins() {
        return Set.copyOf(origins.keySet());
    }

    private static final class Origin {
        private final TreeSet<Long> beyondGap = new TreeSet<>();
        private long contiguous;

        boolean add(long sequence) {
            if (sequence <= contiguous) {
                return false;
            }
            if (sequence != contiguous + 1) {
                beyondGap.add(sequence);
                return false;
            }
            contiguous = sequence;
            closeGap();
            return true;
        }

        void addAllUpTo(long sequence) {
            if (sequence > contiguous) {
                contiguous = sequence;
                beyondGap.headSet(sequence, true).clear();
                closeGap();
            }
        }

        private void closeGap() {
            while (!beyondGap.isEmpty() && beyondGap.first() == contiguous + 1) {
                beyondGap.pollFirst();
                contiguous++;
            }
        }
    }
}
