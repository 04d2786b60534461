package dev.espalier.store.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest own puts, kept in memory so that peers that keep up cost no disk reads: a ring, bounded in count and bytes.
 */
final class RecentPuts {
    private static final int SLOTS = 1 << 16;
    private static final long BYTES_MAX = 32L << 20;

    private final byte[] @Nullable [] ring = new byte[SLOTS][];
    private long first = 1;
    private long next = 1;
    private long bytes;

    /** Forgets everything; the next put to come is {@code sequence}. */
    void startAt(long sequence) {
        first = sequence;
        next = sequence;
    }

    void add(byte[] body) {
        while (next > first && (next - first == SLOTS || bytes + body.length > BYTES_MAX)) {
            dropFirst();
        }
        ring[slot(next)] = body;
        bytes += body.length;
        next++;
    }

    void dropUpTo(long sequence) {
        while (first < next && first <= sequence) {
            dropFirst();
        }
    }

    boolean holds(long sequence) {
        return sequence >= first && sequence < next;
    }

    List<byte[]> from(long sequence, int messagesMax, long bytesMax) {
        List<byte[]> bodies = new ArrayList<>();
        long read = 0;
        for (long s = sequence; s < next && bodies.size() < messagesMax && read < bytesMax; s++) {
            byte[] body = ring[slot(s)];
            if (body == null) {
                throw new IllegalStateException("recent put " + s + " is missing");
            }
            bodies.add(body);
            read += body.length;
        }
        return bodies;
    }

    private void dropFirst() {
        byte[] body = ring[slot(first)];
        bytes -= body == null ? 0 : body.length;
        ring[slot(first)] = null;
        first++;
    }

    private static int slot(long sequence) {
        return (int) (sequence & (SLOTS - 1));
    }
}
