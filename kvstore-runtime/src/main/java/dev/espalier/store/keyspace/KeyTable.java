package dev.espalier.store.keyspace;

import dev.espalier.core.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A set of keys, each with a deadline, that can be walked while it changes. The walk keeps nothing but a cursor: it counts
 * through the buckets with the bits of the number reversed, so that what a bucket splits into, or merges from, when the
 * table grows or shrinks, has either all been seen or all is still to come. That is Pieter Noordhuis's scan of Redis's
 * dictionary. A key that is there throughout a walk is seen at least once.
 *
 * <p>Buckets are chosen by a seeded hash, so that clients cannot choose keys that all fall into one.
 */
final class KeyTable {
    private static final int LEAST_BUCKETS = 16;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** A key and until when it holds its value. */
    static final class Entry {
        final Bytes key;
        private final int hash;
        private @Nullable Entry next;
        long deadline;

        private Entry(Bytes key, int hash, long deadline) {
            this.key = key;
            this.hash = hash;
            this.deadline = deadline;
        }
    }

    private final long seed;
    private @Nullable Entry[] buckets = new @Nullable Entry[LEAST_BUCKETS];
    private int size;

    KeyTable(long seed) {
        this.seed = seed;
    }

    int size() {
        return size;
    }

    @Nullable
    Entry find(Bytes key) {
        int hash = hash(key);
        for (Entry entry = buckets[hash & (buckets.length - 1)]; entry != null; entry = entry.next) {
            if (entry.hash == hash && entry.key.equals(key)) {
                return entry;
            }
        }
        return null;
    }

    /** Adds a key that is not there. */
    Entry add(Bytes key, long deadline) {
        if (size >= buckets.length && buckets.length < 1 << 30) {
            resize(buckets.length * 2);
        }
        Entry entry = new Entry(key, hash(key), deadline);
        link(entry);
        size++;
        return entry;
    }

    /** Takes out an entry that is there. */
    void remove(Entry entry) {
        int bucket = entry.hash & (buckets.length - 1);
        Entry before = null;
        Entry at = buckets[bucket];
        while (at != null && at != entry) {
            before = at;
            at = at.next;
        }
        if (at == null) {
            throw new IllegalStateException("key " + entry.key + " is not in the table");
        }
        if (before == null) {
            buckets[bucket] = at.next;
        } else {
            before.next = at.next;
        }
        size--;
        if (buckets.length > LEAST_BUCKETS && size < buckets.length / 8) {
            resize(buckets.length / 2);
        }
    }

    /** Takes out all entries; walks go on and see what is added then. */
    void clear() {
        buckets = new @Nullable Entry[LEAST_BUCKETS];
        size = 0;
    }

    private void resize(int length) {
        @Nullable Entry[] old = buckets;
        buckets = new @Nullable Entry[length];
        for (Entry first : old) {
            Entry entry = first;
            while (entry != null) {
                Entry following = entry.next;
                link(entry);
                entry = following;
            }
        }
    }

    private void link(Entry entry) {
        int bucket = entry.hash & (buckets.length - 1);
        entry.next = buckets[bucket];
        buckets[bucket] = entry;
    }

    /** Shows the keys of the next bucket of a walk; returns the cursor of the one after, 0 at the end. */
    long scan(long cursor, Consumer<Bytes> visitor) {
        long mask = buckets.length - 1L;
        for (Entry entry = buckets[(int) (cursor & mask)]; entry != null; entry = entry.next) {
            visitor.accept(entry.key);
        }
        return Long.reverse(Long.reverse(cursor | ~mask) + 1);
    }

    /** Any key, each bucket that holds one being as likely as the others; {@code null} when there is none. */
    @Nullable
    Bytes random(RandomGenerator random) {
        if (size == 0) {
            return null;
        }
        // A bucket in eight is filled at least, by the rule of shrinking, so a few tries do.
        Entry first = null;
        while (first == null) {
            first = buckets[random.nextInt(buckets.length)];
        }
        int length = 0;
        for (Entry entry = first; entry != null; entry = entry.next) {
            length++;
        }
        Entry chosen = first;
        for (int skip = random.nextInt(length); skip > 0 && chosen.next != null; skip--) {
            chosen = chosen.next;
        }
        return chosen.key;
    }

    /** The mixing function of SplitMix64 (Steele, Lea, Flood 2014) over a seeded walk of eight bytes at a time. */
    private int hash(Bytes key) {
        byte[] content = key.shared();
        long state = seed ^ content.length;
        int at = 0;
        for (; at + Long.BYTES <= content.length; at += Long.BYTES) {
            state = mix(state ^ (long) WORDS.get(content, at));
        }
        long rest = 0;
        for (; at < content.length; at++) {
            rest = rest << Byte.SIZE | content[at] & 0xff;
        }
        return (int) mix(state ^ rest);
    }

    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
