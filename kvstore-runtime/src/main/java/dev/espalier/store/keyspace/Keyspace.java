package dev.espalier.store.keyspace;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import dev.espalier.store.engine.KeyIndex;
import dev.espalier.store.engine.WallClock;
import dev.espalier.store.keyspace.KeyTable.Entry;
import dev.espalier.store.storage.KeptKeys;
import dev.espalier.store.storage.KeptKeys.KeptKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The keys that hold a value at this node now. A key leaves when a put takes its value away, or when its deadline has
 * passed: then the node forgets the key and puts nothing, because another node may have put a later value already. What
 * replicas hold of it stays until the next put of the key. Each numbered database has a table of its own.
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
        /**
         * A put of {@code key} was applied.
         *
         * @param present whether it holds a value now
         * @param before whether it held one before, as far as is known
         */
        void changed(Bytes key, boolean present, boolean before);

        /** The deadline of {@code key} has passed. */
        void expired(Bytes key);

        /** Any key may hold another value now, or none. */
        void allChanged();
    }

    /** About what the tables take when they are empty, what a key takes beside its name, and what a deadline adds. */
    private static final int EMPTY_BYTES = 4096;

    private static final int KEY_BYTES = 96;
    private static final int DEADLINE_BYTES = 64;

    private static final int RESTORED_AT_ONCE = 10_000;
    private static final int RANDOM_TRIES = 100;

    private final KeyTable[] tables = new KeyTable[NumberedKeys.DATABASES];
    private final int[] expiringIn = new int[NumberedKeys.DATABASES];
    private final TreeSet<Entry> expiring = new TreeSet<>(BY_DEADLINE);

    /** Keys whose values were put together here from parts, which Redis keeps otherwise than values set as a whole. */
    private final Set<Bytes> inParts = new HashSet<>();

    private final WallClock clock;
    private long nameBytes;
    private long latestReading;
    private long expired;
    private @Nullable KeptKeys kept;
    private boolean frozen;
    private BooleanSupplier keepsExpired = () -> false;
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
        long seed = RandomGenerator.getDefault().nextLong();
        for (int database = 0; database < tables.length; database++) {
            tables[database] = new KeyTable(seed);
        }
    }

    /** Sets who is told of changes from now on. */
    public void listen(Listener newListener) {
        listener = newListener;
    }

    /** Sets when keys that have expired are not forgotten, though nobody is shown them. */
    public void keepExpiredWhile(BooleanSupplier condition) {
        keepsExpired = condition;
    }

    private KeyTable table(Bytes key) {
        return tables[NumberedKeys.database(key)];
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
        boolean before = listener != null && contains(key);
        enter(key, deadline);
        inParts.remove(key);
        if (kept != null) {
            kept.holds(key, deadline);
        }
        if (listener != null) {
            listener.changed(key, true, before);
        }
    }

    private void enter(Bytes key, long deadline) {
        KeyTable table = table(key);
        Entry entry = table.find(key);
        if (entry == null) {
            entry = table.add(key, StoredValue.NEVER);
            nameBytes += key.length();
        }
        if (entry.deadline != deadline) {
            remain(entry);
            entry.deadline = deadline;
            if (deadline != StoredValue.NEVER) {
                expiring.add(entry);
                expiringIn[NumberedKeys.database(key)]++;
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
        for (KeyTable table : tables) {
            table.clear();
        }
        expiring.clear();
        nameBytes = 0;
        Arrays.fill(expiringIn, 0);
        inParts.clear();
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
        inParts.remove(key);
        KeyTable table = table(key);
        Entry entry = table.find(key);
        if (entry != null) {
            remain(entry);
            table.remove(entry);
            nameBytes -= key.length();
        }
        if (listener != null && !isReserved(key)) {
            listener.changed(key, false, entry != null);
        }
    }

    private void remain(Entry entry) {
        if (entry.deadline != StoredValue.NEVER && expiring.remove(entry)) {
            expiringIn[NumberedKeys.database(entry.key)]--;
        }
    }

    /** What {@code key} holds was put together from parts: until the next put of it, or the end of the process. */
    public void putTogether(Bytes key) {
        if (contains(key)) {
            inParts.add(key);
        }
    }

    /** Whether {@link #putTogether} was said of what {@code key} holds. */
    public boolean isInParts(Bytes key) {
        return inParts.contains(key);
    }

    /** A read found the deadline of {@code key} passed. */
    public void foundExpired(Bytes key) {
        Entry entry = table(key).find(key);
        if (entry != null && !isLive(entry) && !keepsExpired.getAsBoolean()) {
            drop(entry);
        }
    }

    /** Forgets keys whose deadline has passed, {@code most} at most; returns how many. */
    public int dropExpired(int most) {
        if (keepsExpired.getAsBoolean()) {
            return 0;
        }
        long now = now();
        int dropped = 0;
        while (dropped < most && !expiring.isEmpty() && expiring.first().deadline <= now) {
            drop(expiring.first());
            dropped++;
        }
        return dropped;
    }

    private void drop(Entry entry) {
        remain(entry);
        table(entry.key).remove(entry);
        nameBytes -= entry.key.length();
        inParts.remove(entry.key);
        expired++;
        if (listener != null) {
            listener.expired(entry.key);
        }
    }

    /** Number of keys in all databases, those among them that have expired and are not dropped yet. */
    @Override
    public int size() {
        int size = 0;
        for (KeyTable table : tables) {
            size += table.size();
        }
        return size;
    }

    /** Number of keys in {@code database}, as {@link #size()} counts them. */
    public int size(int database) {
        return tables[database].size();
    }

    /** About how much memory these keys take, in bytes; their values are elsewhere. */
    public long memoryBytes() {
        return EMPTY_BYTES + nameBytes + (long) size() * KEY_BYTES + (long) expiring.size() * DEADLINE_BYTES;
    }

    /** Number of keys that were dropped because they had expired. */
    public long expired() {
        return expired;
    }

    /** Number of keys that have a deadline. */
    public int expiringSize() {
        return expiring.size();
    }

    /** Number of keys in {@code database} that have a deadline. */
    public int expiringSize(int database) {
        return expiringIn[database];
    }

    /** Whether {@code key} is there and has not expired. */
    public boolean contains(Bytes key) {
        Entry entry = table(key).find(key);
        return entry != null && isLive(entry);
    }

    private boolean isLive(Entry entry) {
        return entry.deadline == StoredValue.NEVER || entry.deadline > now();
    }

    /**
     * Shows the keys of one step of a walk over all keys of {@code database}. What is there throughout a walk is shown at
     * least once.
     *
     * @param cursor 0 to begin with, then what the last call gave
     * @return where to go on; 0 when the walk is at its end
     */
    public long scan(int database, long cursor, Consumer<Bytes> visitor) {
        return tables[database].scan(cursor, key -> {
            if (contains(key)) {
                visitor.accept(key);
            }
        });
    }

    /** Shows every key of {@code database}. */
    public void forEach(int database, Consumer<Bytes> visitor) {
        long cursor = 0;
        do {
            cursor = scan(database, cursor, visitor);
        } while (cursor != 0);
    }

    /** Shows every key. */
    public void forEach(Consumer<Bytes> visitor) {
        for (int database = 0; database < tables.length; database++) {
            forEach(database, visitor);
        }
    }

    /** Any key of {@code database}; {@code null} when there is none. */
    public @Nullable Bytes random(int database, RandomGenerator random) {
        dropExpired(Integer.MAX_VALUE);
        Bytes key = tables[database].random(random);
        // Where expired keys are kept, one that has not expired may be hard to find.
        for (int tries = 0; key != null && !contains(key); tries++) {
            key = tries < RANDOM_TRIES ? tables[database].random(random) : null;
        }
        return key;
    }

    /** Milliseconds until the deadline, averaged over keys of {@code database} next to expire; 0 when none has one. */
    public long averageTimeToLive(int database) {
        long now = now();
        return (long) expiring.stream()
                .filter(entry -> NumberedKeys.database(entry.key) == database)
                .limit(100)
                .mapToLong(entry -> Math.max(0, entry.deadline - now))
                .average()
                .orElse(0);
    }
}
