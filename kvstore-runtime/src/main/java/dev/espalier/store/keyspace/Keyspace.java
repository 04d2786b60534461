package dev.espalier.store.keyspace;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import dev.espalier.store.engine.KeyIndex;
import dev.espalier.store.engine.WallClock;
import dev.espalier.store.keyspace.KeyTable.Entry;
import dev.espalier.store.storage.KeptKeys;
import dev.espalier.store.storage.KeptKeys.KeptKey;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The keys that hold a value at this node now. A key leaves when a put takes its value away, or when its deadline has
 * passed: then the node forgets the key and puts nothing, because another node may have put a later value already. What
 * replicas hold of it stays until the next put of the key.
 *
 * <p>Not thread-safe: the event loop owns it.
 */
public final class Keyspace implements KeyIndex {
    private static final Comparator<Entry> BY_DEADLINE =
            Comparator.<Entry>comparingLong(entry -> entry.deadline).thenComparing(entry -> entry.key);

    /** Keys that begin so are the node's own and no client's. */
    private static final String RESERVED_TEXT = "\0espalier:";

    private static final Bytes RESERVED = Bytes.utf8(RESERVED_TEXT);

    /** Is told what becomes of keys. */
    public interface Listener {
        /** A put of {@code key} was applied; {@code present} says whether it holds a value now. */
        void changed(Bytes key, boolean present);

        /** The deadline of {@code key} has passed. */
        void expired(Bytes key);

        /** Any key may hold another value now, or none. */
        void allChanged();
    }

    private static final int RESTORED_AT_ONCE = 10_000;

    private final KeyTable table;
    private final TreeSet<Entry> expiring = new TreeSet<>(BY_DEADLINE);
    private final WallClock clock;
    private long latestReading;
    private long expired;
    private @Nullable KeptKeys kept;
    private boolean frozen;
    private @Nullable Listener listener;

    /**
     * Without a key.
     *
     * @param clock what deadlines are compared with; that it may jump back brings no key back
     * @param kept is told of all keys, if there is one; what it knows already is taken over by {@link #restore}
     */
    public Keyspace(WallClock clock, @Nullable KeptKeys kept) {
        this.clock = clock;
        this.kept = kept;
        this.table = new KeyTable(RandomGenerator.getDefault().nextLong());
    }

    /** Sets who is told of changes from now on. */
    public void listen(Listener newListener) {
        listener = newListener;
    }

    /** The key of the node's own that ends in {@code name}. */
    public static Bytes reserved(String name) {
        return Bytes.utf8(RESERVED_TEXT + name);
    }

    /** Whether {@code key} is the node's own. */
    public static boolean isReserved(Bytes key) {
        if (key.length() < RESERVED.length() || key.at(0) != 0) {
            return false;
        }
        for (int i = 1; i < RESERVED.length(); i++) {
            if (key.at(i) != RESERVED.at(i)) {
                return false;
            }
        }
        return true;
    }

    /** Milliseconds since the epoch; never less than before. */
    public long now() {
        if (frozen) {
            return latestReading;
        }
        latestReading = Math.max(latestReading, clock.millis());
        return latestReading;
    }

    /** Time stands still, so that no key expires; gives the time. */
    public long freeze() {
        long present = now();
        frozen = true;
        return present;
    }

    /** Time goes on, and is at least {@code reached}. */
    public void thaw(long reached) {
        frozen = false;
        latestReading = Math.max(latestReading, reached);
    }

    /** From now on {@code newKept}, which knows all these keys already, is told of them. */
    public void keepIn(@Nullable KeptKeys newKept) {
        kept = newKept;
    }

    @Override
    public void holds(Bytes key, Value value) {
        Bytes stored = value.bytesOrNull();
        if (stored == null || isReserved(key)) {
            return;
        }
        long deadline = StoredValue.deadlineOf(stored);
        if (deadline != StoredValue.NEVER && deadline <= now()) {
            gone(key);
            return;
        }
        enter(key, deadline);
        if (kept != null) {
            kept.holds(key, deadline);
        }
        if (listener != null) {
            listener.changed(key, true);
        }
    }

    private void enter(Bytes key, long deadline) {
        Entry entry = table.find(key);
        if (entry == null) {
            entry = table.add(key, StoredValue.NEVER);
        }
        if (entry.deadline != deadline) {
            remain(entry);
            entry.deadline = deadline;
            if (deadline != StoredValue.NEVER) {
                expiring.add(entry);
            }
        }
    }

    /**
     * Takes over the keys that were kept: at a start nothing else knows them. It is the one part of a start that takes the
     * longer the more keys there are; their values are not read.
     */
    public void restore() {
        if (kept == null) {
            return;
        }
        List<KeptKey> some = kept.from(null, RESTORED_AT_ONCE);
        while (!some.isEmpty()) {
            some.forEach(key -> enter(key.key(), key.deadline()));
            some = kept.from(some.getLast().key(), RESTORED_AT_ONCE);
        }
    }

    /**
     * The state that the kept keys belong to is another one now: forgets all keys and takes over those. It takes time in
     * proportion to the number of keys, and values are not read.
     */
    public void replaced() {
        table.clear();
        expiring.clear();
        restore();
        if (listener != null) {
            listener.allChanged();
        }
    }

    @Override
    public void gone(Bytes key) {
        if (kept != null && !isReserved(key)) {
            kept.gone(key);
        }
        Entry entry = table.find(key);
        if (entry != null) {
            remain(entry);
            table.remove(entry);
        }
        if (listener != null && !isReserved(key)) {
            listener.changed(key, false);
        }
    }

    private void remain(Entry entry) {
        if (entry.deadline != StoredValue.NEVER) {
            expiring.remove(entry);
        }
    }

    /** A read found the deadline of {@code key} passed. */
    public void foundExpired(Bytes key) {
        Entry entry = table.find(key);
        if (entry != null && entry.deadline != StoredValue.NEVER && entry.deadline <= now()) {
            drop(entry);
        }
    }

    /** Forgets keys whose deadline has passed, {@code most} at most; returns how many. */
    public int dropExpired(int most) {
        long now = now();
        int dropped = 0;
        while (dropped < most && !expiring.isEmpty() && expiring.first().deadline <= now) {
            drop(expiring.first());
            dropped++;
        }
        return dropped;
    }

    private void drop(Entry entry) {
        expiring.remove(entry);
        table.remove(entry);
        expired++;
        if (listener != null) {
            listener.expired(entry.key);
        }
    }

    /** Number of keys, those among them that have expired and are not dropped yet. */
    @Override
    public int size() {
        return table.size();
    }

    /** Number of keys that were dropped because they had expired. */
    public long expired() {
        return expired;
    }

    /** Number of keys that have a deadline. */
    public int expiringSize() {
        return expiring.size();
    }

    /** Whether {@code key} is there and has not expired. */
    public boolean contains(Bytes key) {
        Entry entry = table.find(key);
        return entry != null && isLive(entry);
    }

    private boolean isLive(Entry entry) {
        return entry.deadline == StoredValue.NEVER || entry.deadline > now();
    }

    /**
     * Shows the keys of one step of a walk over all keys. What is there throughout a walk is shown at least once.
     *
     * @param cursor 0 to begin with, then what the last call gave
     * @return where to go on; 0 when the walk is at its end
     */
    public long scan(long cursor, Consumer<Bytes> visitor) {
        return table.scan(cursor, key -> {
            if (contains(key)) {
                visitor.accept(key);
            }
        });
    }

    /** Shows every key. */
    public void forEach(Consumer<Bytes> visitor) {
        long cursor = 0;
        do {
            cursor = scan(cursor, visitor);
        } while (cursor != 0);
    }

    /** Any key; {@code null} when there is none. */
    public @Nullable Bytes random(RandomGenerator random) {
        dropExpired(Integer.MAX_VALUE);
        return table.random(random);
    }

    /** Milliseconds until the deadline, averaged over the keys next to expire; 0 when none has one. */
    public long averageTimeToLive() {
        long now = now();
        return (long) expiring.stream()
                .limit(100)
                .mapToLong(entry -> Math.max(0, entry.deadline - now))
                .average()
                .orElse(0);
    }
}
