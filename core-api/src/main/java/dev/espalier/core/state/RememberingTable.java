package dev.espalier.core.state;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hash table that remembers which entry it found last: a core looks up a record, and then puts another one in its place
 * under the same key, which costs no second search. Entries are chained, so that one is found by two loads less than in a
 * {@link HashMap} of changeable slots, which is what a core's put waits for when the table is larger than the caches.
 *
 * <p>Keys come from outside. Where many have the same hash, the table hands over to a {@code HashMap}, which keeps such
 * keys in trees if they can be compared.
 *
 * @param <K> keys
 * @param <V> what a key holds
 */
final class RememberingTable<K, V> {
    /** A longer chain, at most three quarters of an entry a bucket, is not chance. */
    private static final int LONGEST_CHAIN = 32;

    private static final int BUCKETS_AT_FIRST = 16;

    private static final int BUCKETS_MAX = 1 << 30;

    private static final class Entry<K, V> {
        private final K key;
        private final int hash;
        private V value;
        private @Nullable Entry<K, V> next;

        Entry(K key, int hash, V value, @Nullable Entry<K, V> next) {
            this.key = key;
            this.hash = hash;
            this.value = value;
            this.next = next;
        }
    }

    private @Nullable Entry<K, V>[] buckets = buckets(BUCKETS_AT_FIRST);
    private int size;
    private @Nullable Entry<K, V> last;

    /** The object by which {@link #last} was asked for, which need not be its key: keys that come from elsewhere are other objects. */
    private @Nullable K lastAsked;

    /** All entries, once there was a chain too long; the buckets are empty then. */
    private @Nullable Map<K, V> crowded;

    @SuppressWarnings("unchecked") // nothing but an Entry<K, V> is put into it
    private static <K, V> @Nullable Entry<K, V>[] buckets(int length) {
        return (Entry<K, V>[]) new Entry<?, ?>[length];
    }

    /** What {@code key} holds, or {@code null}. */
    @Nullable
    V get(K key) {
        if (crowded != null) {
            return crowded.get(key);
        }
        Entry<K, V> found = find(key, spread(key));
        if (found == null) {
            return null;
        }
        last = found;
        lastAsked = key;
        return found.value;
    }

    /** Has {@code key} hold {@code value}, or what it held before with the parts of {@code value}. */
    // The same object is the same key; another one that is equal is searched for.
    @SuppressWarnings("ReferenceEquality")
    void put(K key, V value) {
        Entry<K, V> entry = last;
        if (entry == null || lastAsked != key) {
            if (crowded != null) {
                crowded.merge(key, value, OwnedEntry::replaced);
                return;
            }
            int hash = spread(key);
            entry = find(key, hash);
            if (entry == null) {
                insert(key, hash, value);
                return;
            }
        }
        V old = entry.value;
        V held = OwnedEntry.replaced(old, value);
        if (held != old) {
            entry.value = held;
        }
    }

    /** Has {@code key} hold nothing. */
    void remove(K key) {
        forget();
        if (crowded != null) {
            crowded.remove(key);
            return;
        }
        int hash = spread(key);
        Entry<K, V> gone = find(key, hash);
        if (gone == null) {
            return;
        }
        int index = index(hash);
        Entry<K, V> before = buckets[index];
        if (before == gone) {
            buckets[index] = gone.next;
        } else {
            while (before != null && before.next != gone) {
                before = before.next;
            }
            if (before != null) {
                before.next = gone.next;
            }
        }
        size--;
    }

    // As in put.
    @SuppressWarnings("ReferenceEquality")
    private @Nullable Entry<K, V> find(K key, int hash) {
        Entry<K, V> entry = buckets[index(hash)];
        while (entry != null && !(entry.hash == hash && (entry.key == key || entry.key.equals(key)))) {
            entry = entry.next;
        }
        return entry;
    }

    private void insert(K key, int hash, V value) {
        if (size >= buckets.length / 4 * 3 && buckets.length < BUCKETS_MAX) {
            grow();
        }
        int index = index(hash);
        int chain = 1;
        for (Entry<K, V> entry = buckets[index]; entry != null; entry = entry.next) {
            chain++;
        }
        buckets[index] = new Entry<>(key, hash, value, buckets[index]);
        size++;
        if (chain > LONGEST_CHAIN) {
            handOver();
        }
    }

    private void grow() {
        @Nullable Entry<K, V>[] old = buckets;
        buckets = buckets(2 * old.length);
        for (Entry<K, V> chain : old) {
            Entry<K, V> entry = chain;
            while (entry != null) {
                Entry<K, V> next = entry.next;
                int index = index(entry.hash);
                entry.next = buckets[index];
                buckets[index] = entry;
                entry = next;
            }
        }
    }

    private void handOver() {
        crowded = entries();
        buckets = buckets(1);
        forget();
    }

    private void forget() {
        last = null;
        lastAsked = null;
    }

    private Map<K, V> entries() {
        Map<K, V> all = HashMap.newHashMap(size);
        for (Entry<K, V> chain : buckets) {
            for (Entry<K, V> entry = chain; entry != null; entry = entry.next) {
                all.put(entry.key, entry.value);
            }
        }
        return all;
    }

    private int index(int hash) {
        return hash & buckets.length - 1;
    }

    /** Hashes differ in their higher bits too, of which a small table looks at none. */
    private static int spread(Object key) {
        int hash = key.hashCode();
        return hash ^ hash >>> 16;
    }

    @Override
    public String toString() {
        return (crowded == null ? entries() : crowded).toString();
    }
}
