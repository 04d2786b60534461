package dev.espalier.store.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import dev.espalier.core.Bytes;
import dev.espalier.core.EntryCodec;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.state.OwnedEntry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one map of a core's state: all of them in the database, those in use in a cache in front of it, and what
 * the present tick changed in memory, until the tick's batch holds it. A change is seen at once, and is written once a
 * tick however often the key changes in it. Not thread-safe.
 *
 * @param <V> what a key holds
 */
final class EntryTable<V> {
    /** About what an entry takes in memory besides its bytes: the objects it is made of, and its place in the cache. */
    private static final int OVERHEAD_BYTES = 400;

    /** The table of changes is let go of after a tick with so many. */
    private static final int KEPT_CHANGES_MAX = 1 << 16;

    /** A row longer than this does not keep the room that it was written in. */
    private static final int KEPT_ROW_BYTES_MAX = 1 << 20;

    /** Flags of a row: the key holds a value for users; it has an entry; that value has a deadline, which its own row has. */
    private static final int LIVE = 1;

    private static final int HOLDS = 2;
    private static final int EXPIRES = 4;

    /** The deadline of a key that holds nothing. */
    private static final long GONE = Long.MIN_VALUE;

    /** A deadline that only the key's own row has. */
    private static final long UNREAD = -1;

    /** What is known of a key. */
    static final class Slot<V> {
        private @Nullable V entry;
        private long deadline = GONE;
        private boolean changed;
        private int weight;
    }

    private final StateFamily family;
    private final int number;
    private final EntryCodec<V> codec;
    private final Cache<Bytes, Slot<V>> cache;
    private final Policy.Eviction<Bytes, Slot<V>> eviction;
    private PayloadWriter out = new PayloadWriter();
    private Map<Bytes, Slot<V>> changes = new HashMap<>();
    private long changedBytes;
    private @Nullable Bytes lastKey;
    private @Nullable Slot<V> lastSlot;

    EntryTable(StateFamily family, int number, EntryCodec<V> codec, long cacheBytes) {
        this.family = family;
        this.number = number;
        this.codec = codec;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .<Bytes, Slot<V>>weigher((key, slot) -> slot.weight)
                // Housekeeping on the one thread that owns the table.
                .executor(Runnable::run)
                .build();
        this.eviction = cache.policy().eviction().orElseThrow();
    }

    /** What {@code key} holds in the map. */
    @Nullable
    V get(Bytes key) {
        return find(key).entry;
    }

    /** From now on {@code key} holds {@code entry}; {@code null} for nothing. */
    void put(Bytes key, @Nullable V entry) {
        Slot<V> slot = find(key);
        slot.entry = entry == null ? null : OwnedEntry.replaced(slot.entry, entry);
        change(key, slot);
    }

    /**
     * Notes until when {@code key} holds a value for users; says whether that is new. The core has just looked the entry up,
     * so it need not be searched for.
     */
    boolean holds(Bytes key, long deadline) {
        return note(key, deadline);
    }

    /** Notes that {@code key} holds nothing for users; says whether that is new. */
    boolean gone(Bytes key) {
        return note(key, GONE);
    }

    private boolean note(Bytes key, long deadline) {
        Slot<V> slot = find(key);
        if (slot.deadline == deadline) {
            return false;
        }
        slot.deadline = deadline;
        change(key, slot);
        return true;
    }

    private void change(Bytes key, Slot<V> slot) {
        if (!slot.changed) {
            slot.changed = true;
            changes.put(key, slot);
            changedBytes += key.length() + Math.max(slot.weight, OVERHEAD_BYTES);
        }
    }

    /**
     * Finds the slot of {@code key}: a new one, that is nowhere noted until it is changed, where the database has none. A
     * core looks up an entry and then puts another one under the same key, which costs no second search.
     */
    // The same object is the same key; another one that is equal is searched for.
    @SuppressWarnings("ReferenceEquality")
    Slot<V> find(Bytes key) {
        if (key == lastKey && lastSlot != null) {
            return lastSlot;
        }
        Slot<V> slot = cache.getIfPresent(key);
        if (slot == null) {
            // The cache may have dropped what the batch does not hold yet.
            slot = changes.get(key);
        }
        if (slot == null) {
            slot = load(key);
        }
        lastKey = key;
        lastSlot = slot;
        return slot;
    }

    private Slot<V> load(Bytes key) {
        Slot<V> slot = new Slot<>();
        byte[] row = family.entry(number, key);
        if (row == null) {
            return slot;
        }
        try {
            PayloadReader in = new PayloadReader(row);
            int flags = in.readByte();
            slot.deadline = (flags & LIVE) == 0 ? GONE : (flags & EXPIRES) == 0 ? KeptKeys.NEVER : UNREAD;
            slot.entry = (flags & HOLDS) != 0 ? codec.read(in) : null;
            in.expectEnd();
        } catch (MalformedPayloadException e) {
            throw family.damaged("what key " + key + " holds", e);
        }
        slot.weight = weight(key, row.length);
        cache.put(key, slot);
        return slot;
    }

    /** Adds all changes to {@code batch}; {@link #written} must follow when the batch is written. */
    void flush(TickBatch batch) {
        changes.forEach((key, slot) -> flush(key, slot, batch));
    }

    private void flush(Bytes key, Slot<V> slot, TickBatch batch) {
        slot.changed = false;
        V entry = slot.entry;
        boolean live = slot.deadline != GONE;
        if (entry == null && !live) {
            family.removeEntry(batch, number, key);
            cache.invalidate(key);
            slot.weight = 0;
            return;
        }
        if (out.length() > KEPT_ROW_BYTES_MAX) {
            out = new PayloadWriter();
        }
        out.reset();
        boolean expires = live && slot.deadline != KeptKeys.NEVER;
        out.writeByte((live ? LIVE : 0) | (entry == null ? 0 : HOLDS) | (expires ? EXPIRES : 0));
        if (entry != null) {
            codec.write(entry, out);
        }
        family.putEntry(batch, number, key, out);
        int weight = weight(key, out.length());
        // The cache keeps the slot that it has; it must only be told of a new one, or of another weight.
        if (weight != slot.weight) {
            slot.weight = weight;
            cache.put(key, slot);
        }
    }

    private static int weight(Bytes key, int rowBytes) {
        return OVERHEAD_BYTES + key.length() + rowBytes;
    }

    /** What {@link #flush} added to the batch is in the database. */
    void written() {
        changedBytes = 0;
        if (changes.size() > KEPT_CHANGES_MAX) {
            changes = new HashMap<>();
        } else {
            changes.clear();
        }
    }

    /** About how much memory the changes take that no batch holds yet, in bytes. */
    long changedBytes() {
        return changedBytes;
    }

    long cachedEntries() {
        return cache.estimatedSize();
    }

    /** About how much memory the cache takes, in bytes. */
    long cachedBytes() {
        return eviction.weightedSize().orElse(0);
    }
}
