package dev.espalier.store.engine;

import dev.espalier.store.engine.PendingPuts.Entry;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pending puts of one sender, in the order of its numbering. They arrive in that order unless something between sender
 * and here reorders them, and are applied in that order: those that do are in a ring, the others in a tree.
 *
 * @param <P> the core's put payload
 */
final class SenderQueue<P> {
    private static final int FIRST_SLOTS = 16;

    /** A power of two slots, those from {@code first} on taken, {@code size} of them. */
    private @Nullable Entry<P>[] ring = slots(FIRST_SLOTS);

    private int first;
    private int size;

    /** Puts that arrived behind one of a larger number. */
    private final TreeMap<Long, Entry<P>> late = new TreeMap<>();

    private long weight;

    @SuppressWarnings("unchecked") // only entries of P are put in
    private static <P> @Nullable Entry<P>[] slots(int count) {
        return (@Nullable Entry<P>[]) new Entry<?>[count];
    }

    int size() {
        return size + late.size();
    }

    /** Memory that the puts take, in bytes. */
    long weight() {
        return weight;
    }

    /** The put of the least number, the only one worth trying; {@code null} when there is none. */
    @Nullable
    Entry<P> head() {
        Entry<P> inOrder = size == 0 ? null : ring[first];
        if (late.isEmpty()) {
            return inOrder;
        }
        Entry<P> earliest = late.firstEntry().getValue();
        return inOrder == null || earliest.message.sequence() < inOrder.message.sequence() ? earliest : inOrder;
    }

    /** Adds a put unless one of the same number is there already; returns whether it was added. */
    boolean add(Entry<P> entry) {
        long sequence = entry.message.sequence();
        if (isBehindAll(sequence)) {
            if (size == ring.length) {
                grow();
            }
            ring[slot(size)] = entry;
            size++;
        } else if (find(sequence) != null) {
            return false;
        } else {
            late.put(sequence, entry);
        }
        weight += entry.message.weight();
        return true;
    }

    private boolean isBehindAll(long sequence) {
        return (size == 0 || at(size - 1).message.sequence() < sequence)
                && (late.isEmpty() || late.lastKey() < sequence);
    }

    /** Shows every put. */
    void forEach(Consumer<Entry<P>> visitor) {
        for (int i = 0; i < size; i++) {
            visitor.accept(at(i));
        }
        late.values().forEach(visitor);
    }

    /** Takes {@code entry} out; returns whether it was there. */
    boolean remove(Entry<P> entry) {
        if ((late.isEmpty() || !late.remove(entry.message.sequence(), entry)) && !removeInOrder(entry)) {
            return false;
        }
        weight -= entry.message.weight();
        return true;
    }

    private boolean removeInOrder(Entry<P> entry) {
        int place = size > 0 && ring[first] == entry ? 0 : place(entry.message.sequence());
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
        return true;
    }

    /** The put of that number, or {@code null}. */
    @Nullable
    Entry<P> find(long sequence) {
        int place = place(sequence);
        return place < size && at(place).message.sequence() == sequence ? at(place) : late.get(sequence);
    }

    /** How many puts of the ring have a smaller number: where the put of {@code sequence} is if it is there. */
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
