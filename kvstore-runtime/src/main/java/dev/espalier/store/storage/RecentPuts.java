package dev.espalier.store.storage;

import dev.espalier.core.PayloadWriter;

/** The newest own puts, kept in memory so that peers that keep up cost no disk reads: bounded in count and bytes. */
final class RecentPuts {
    private static final int PUTS_MAX = 1 << 16;
    private static final long BYTES_MAX = 32L << 20;

    private final PackedPuts puts = new PackedPuts();

    /** Forgets everything; the next put to come is {@code sequence}. */
    void startAt(long sequence) {
        puts.startAt(sequence);
    }

    /** Adds the next, of which {@code body} has been written what {@link dev.espalier.store.engine.PutMessage#encodeBody} gives. */
    void add(PayloadWriter body) {
        puts.add(body);
        // The newest stays, however large: peers are about to read it.
        while ((puts.next() - puts.first() > PUTS_MAX || puts.bytes() > BYTES_MAX) && !puts.isOneChunk()) {
            puts.dropFirst();
        }
    }

    void dropUpTo(long sequence) {
        puts.dropUpTo(sequence);
    }

    boolean holds(long sequence) {
        return puts.holds(sequence);
    }

    /** As {@link Storage#outbox}, from number {@code sequence}, which must be held, on. */
    PutBodies from(long sequence, int messagesMax, long bytesMax) {
        return puts.from(sequence, messagesMax, bytesMax);
    }
}
