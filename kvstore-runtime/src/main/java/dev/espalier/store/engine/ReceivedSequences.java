package dev.espalier.store.engine;

import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which puts of each peer have arrived: all up to a number, and perhaps some beyond a gap. */
final class ReceivedSequences {
    private final BySender<Origin> origins = new BySender<>(Origin::new);

    private final Deque<Origin> grown = new ArrayDeque<>();

    /** Takes note of one whose contiguous part has grown. */
    @FunctionalInterface
    interface Growth {
        /** All puts of {@code origin} up to {@code sequence} have arrived. */
        void upTo(NodeId origin, long sequence);
    }

    /**
     * Notes an arrival; {@link #drainGrowth} tells of it if the contiguous part grew.
     *
     * @return whether it had not arrived before
     */
    boolean add(NodeId origin, long sequence) {
        Origin state = origins.of(origin);
        if (state.contains(sequence)) {
            return false;
        }
        if (state.add(sequence)) {
            hasGrown(state);
        }
        return true;
    }

    /** Takes everything up to {@code sequence} as arrived; {@link #drainGrowth} tells of it, and of a gap that this closes. */
    void addAllUpTo(NodeId origin, long sequence) {
        Origin state = origins.of(origin);
        if (state.addAllUpTo(sequence)) {
            hasGrown(state);
        }
    }

    private void hasGrown(Origin state) {
        if (!state.untold) {
            state.untold = true;
            grown.add(state);
        }
    }

    /** The largest number up to which every put of {@code origin} has arrived; 0 when none has. */
    long contiguous(NodeId origin) {
        Origin state = origins.known(origin);
        return state == null ? 0 : state.contiguous;
    }

    /** Writes what has arrived beyond gaps; the numbers up to which all has arrived are recorded as they grow. */
    void writeBeyondGaps(PayloadWriter out) {
        List<Origin> gaps = new ArrayList<>();
        for (Origin origin : origins.all()) {
            if (!origin.beyondGap.isEmpty()) {
                gaps.add(origin);
            }
        }
        out.writeNatural(gaps.size());
        for (Origin gap : gaps) {
            out.writeNodeId(gap.id);
            out.writeNatural(gap.beyondGap.size());
            gap.beyondGap.forEach(out::writeNatural);
        }
    }

    /** Reads what {@link #writeBeyondGaps} wrote. */
    void readBeyondGaps(PayloadReader in) {
        for (long gaps = in.readNatural(); gaps > 0; gaps--) {
            NodeId origin = in.readNodeId();
            for (long left = in.readNatural(); left > 0; left--) {
                add(origin, in.readNatural());
            }
        }
    }

    /** Tells of each origin whose contiguous part has grown since the last call. */
    void drainGrowth(Growth listener) {
        for (Origin origin = grown.poll(); origin != null; origin = grown.poll()) {
            origin.untold = false;
            listener.upTo(origin.id, origin.contiguous);
        }
    }

    /** The nodes of which something has arrived. */
    Set<NodeId> origins() {
        Set<NodeId> all = new HashSet<>();
        origins.all().forEach(origin -> all.add(origin.id));
        return all;
    }

    private static final class Origin {
        private final NodeId id;
        private final TreeSet<Long> beyondGap = new TreeSet<>();
        private long contiguous;
        private boolean gap;
        private boolean untold;

        Origin(NodeId id) {
            this.id = id;
        }

        boolean contains(long sequence) {
            return sequence <= contiguous || gap && beyondGap.contains(sequence);
        }

        /** Notes an arrival that is not known; returns whether the contiguous part grew. */
        boolean add(long sequence) {
            if (sequence != contiguous + 1) {
                beyondGap.add(sequence);
                gap = true;
                return false;
            }
            contiguous = sequence;
            if (gap) {
                closeGap();
            }
            return true;
        }

        boolean addAllUpTo(long sequence) {
            if (sequence <= contiguous) {
                return false;
            }
            contiguous = sequence;
            beyondGap.headSet(sequence, true).clear();
            closeGap();
            return true;
        }

        private void closeGap() {
            while (!beyondGap.isEmpty() && beyondGap.first() == contiguous + 1) {
                beyondGap.pollFirst();
                contiguous++;
            }
            gap = !beyondGap.isEmpty();
        }
    }
}
