package dev.espalier.store.storage;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which run of a node made which of its puts. Each start of a node begins an epoch with a random identity, so a put is
 * identified by its number and its epoch: when a node loses its last puts and makes others under the same numbers, they
 * have another epoch, and a peer that holds the lost ones can be told from one that holds the new ones. It is what terms
 * are to log entries in Raft (Ongaro and Ousterhout, 2014, section 5.3).
 */
public final class Epochs {
    /** The epoch of puts made before epochs were recorded, and of "no put". */
    public static final long NONE = 0;

    private final TreeMap<Long, Long> idByStart = new TreeMap<>();
    private long lastStart = Long.MAX_VALUE;
    private long lastId = NONE;

    /** The epoch in which put {@code sequence} was made. */
    public long at(long sequence) {
        if (sequence >= lastStart) {
            return lastId;
        }
        Map.Entry<Long, Long> epoch = idByStart.floorEntry(sequence);
        return epoch == null ? NONE : epoch.getValue();
    }

    /** The last put that, as far as is known, was made in the epoch of put {@code sequence}. */
    public long lastLike(long sequence) {
        Long next = sequence >= lastStart ? null : idByStart.higherKey(sequence);
        return next == null ? Long.MAX_VALUE : next - 1;
    }

    /** Epochs by the number of their first put. */
    Map<Long, Long> starts() {
        return idByStart;
    }

    /** From put {@code start} on the epoch is {@code id}: whatever was known about later puts no longer holds. */
    void begin(long start, long id) {
        idByStart.tailMap(start, true).clear();
        idByStart.put(start, id);
        lastStart = start;
        lastId = id;
    }

    /** Forgets epochs that ended before put {@code sequence}. */
    void forgetBefore(long sequence) {
        Long current = idByStart.floorKey(sequence);
        if (current != null) {
            idByStart.headMap(current, false).clear();
        }
    }
}
