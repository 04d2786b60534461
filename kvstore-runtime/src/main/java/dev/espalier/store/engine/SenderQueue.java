package dev.espalier.store.engine;

import dev.espalier.store.engine.PendingPuts.Entry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pending puts of one sender, in the order of its numbering: a ring. Puts arrive in that order unless something
 * between sender and here reorders them, and are applied in that order, so both ends are what is touched; a put that
 * belongs elsewhere moves the later ones along.
 *
 * @param <P> the core's put payload
 */
final class SenderQueue<P> {
    private static final int FIRST_SLOTS = 16;

    /** A power of two slots, those from {@code first} on taken, {@code size} of them. */
    private @Nullable Entry<P>[] ring = slots(FIRST_SLOTS);

    private int first;
    private int size;
    private long weight;

    @SuppressWarnings("unchecked") // only entries of P are put in
    private static <P> @Nullable Entry<P>[] slots(int count) {
        return (@Nullable Entry<P>[]) new Entry<?>[count];
    }

    int size() {
        return size;
    }

    /** Memory that the puts take, in bytes. */
    long weight() {
        return weight;
    }

    /** The put of the least number, the only one worth trying; {@code null} when there is none. */
    @Nullable
    Entry<P> head() {
        return size == 0 ? null : ring[first];
    }

    /** Adds a put unless one of the same number is there already; returns whether it was added. */
    boolean add(Entry<P> entry) {
        int place = place(entry.message.sequence());
        if (place < size && at(place).message.sequence() == entry.message.sequence()) {
            return false;
        }
        if (size == ring.length) {
            grow();
        }
        for (int i = size; i > place; i--) {
            ring[slot(i)] = ring[slot(i - 1)];
        }
        ring[slot(place)] = entry;
        size++;
        weight += entry.message.weight();
        return true;
    }

    /** Takes {@code entry} out; returns whether it was there. */
    boolean remove(Entry<P> entry) {
        int place = head() == entry ? 0 : place(entry.message.sequence());
        if (place == size || at(place) != entry) {
            return false;
        }
        if (place == 0) {
            ring[first] = null;
            first = slot(1);
        } else {
            for (int i = place; i < size - 1; i++) {
                ring[slot(i)] = ring[slot(i + 1)];
            }
            ring[slot(size - 1)] = null;
        }
        size--;
        weight -= entry.message.weight();
        return true;
    }

    /** The put of that number, or {@code null}. */
    @Nullable
    Entry<P> find(long sequence) {
        int place = place(sequence);
        return place < size && at(place).message.sequence() == sequence ? at(place) : null;
    }

    /** How many puts have a smaller number: where the put of {@code sequence} is or belongs. */
    private int place(long sequence) {
        if (size == 0 || at(size - 1).message.sequence() < sequence) {
            return size;
        }
        int least = 0;
        int most = size - 1;
        while (least < most) {
            int middle = (least + most) >>> 1;
            if (at(middle).message.sequence() < sequence) {
                least = middle + 1;
            } else {
                most = middle;
            }
        }
        return least;
    }

    private Entry<P> at(int place) {
        Entry<P> entry = ring[slot(place)];
        if (entry == null) {
            throw new IllegalStateException("no put at " + place + " of " + size);
        }
        return entry;
    }

    private int slot(int place) {
        return first + place & ring.length - 1;
    }

    private void grow() {
        @Nullable Entry<P>[] larger = Arrays.copyOf(ring, 2 * ring.length);
        for (int i = 0; i < size; i++) {
            larger[i] = ring[slot(i)];
        }
        Arrays.fill(larger, size, larger.length, null);
        ring = larger;
        first = 0;
    }
}
