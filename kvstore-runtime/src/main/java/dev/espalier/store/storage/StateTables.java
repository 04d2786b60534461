package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import dev.espalier.core.EntryCodec;
import dev.espalier.core.StoredMaps;
import dev.espalier.core.Value;
import dev.espalier.core.state.StateMap;
import dev.espalier.store.engine.KeyIndex;
import dev.espalier.store.engine.StateKeeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The engine's state in the database: a table a map, the rest as one row, and the keys that hold a value with their number.
 * Everything that changed since the last batch goes into the next one together, when the engine gives the rest.
 */
final class StateTables implements StateKeeper, KeyIndex {
    private final Database database;
    private final StateFamily family;
    private final TickBatch batch;
    private final long cacheBytes;
    private final List<EntryTable<?>> tables = new ArrayList<>();
    private final TreeMap<Bytes, Boolean> becameLive = new TreeMap<>();
    private long live;
    private boolean flushed;

    StateTables(Database database, TickBatch batch, String place, long cacheBytes) {
        this.database = database;
        this.batch = batch;
        this.family = new StateFamily(database, place);
        this.cacheBytes = cacheBytes;
    }

    @Override
    public StoredMaps maps() {
        return new InOrder();
    }

    /** Meets the tables from the first to the last. */
    private final class InOrder implements StoredMaps {
        private int next;

        @Override
        public <V> StateMap<Bytes, V> open(EntryCodec<V> entries) {
            if (next != tables.size()) {
                throw new IllegalStateException("the state has been read already");
            }
            // Cores have one map so far; several would share the room unequally, and no fixed shares are better.
            EntryTable<V> table = new EntryTable<>(family, next++, entries, cacheBytes);
            tables.add(table);
            return new TableMap<>(table);
        }

        @Override
        public void written(StateMap<Bytes, ?> map) {
            if (!(map instanceof TableMap<?> handle) || !handle.has(tables.get(next))) {
                throw new IllegalStateException(
                        "map " + next + " of the core's state is not the one that is kept there; the"
                                + " core moves maps about and must be kept by its inputs");
            }
            next++;
        }
    }

    /** The number of keys that hold a value, as was recorded. */
    void startAt(long liveKeys) {
        live = liveKeys;
    }

    @Override
    public void keep(byte[] state) {
        flush();
        batch.put(database.meta, StateRows.STATE, state);
    }

    /** Adds what changed to the batch; {@link #written} must follow when the batch is written. */
    private void flush() {
        tables.forEach(table -> table.flush(batch));
        if (!becameLive.isEmpty()) {
            becameLive.forEach((key, present) -> family.setLive(batch, key, present));
            batch.put(database.meta, StateRows.LIVE_KEYS, DatabaseKeys.number(live));
        }
        flushed = true;
    }

    /** The batch is in the database. */
    void written() {
        if (flushed) {
            flushed = false;
            tables.forEach(EntryTable::written);
            becameLive.clear();
        }
    }

    /** Adds the entries to the batch, without the rest, if so many bytes have changed: on the way to a first state. */
    boolean spill(long changedBytesMax) {
        long changed = tables.stream().mapToLong(EntryTable::changedBytes).sum();
        if (changed <= changedBytesMax) {
            return false;
        }
        flush();
        return true;
    }

    /** Removes what an earlier attempt at a first state left. */
    void clear() {
        family.clear(batch);
        batch.delete(database.meta, StateRows.LIVE_KEYS);
    }

    @Override
    public void holds(Bytes key, Value value) {
        mark(key, true);
    }

    @Override
    public void gone(Bytes key) {
        mark(key, false);
    }

    private void mark(Bytes key, boolean present) {
        if (mark(tables.getFirst(), key, present)) {
            live += present ? 1 : -1;
            becameLive.put(key, present);
        }
    }

    /** Notes it with the entry, which the core has just looked up, so that it need not be searched for; says if it is new. */
    private static <V> boolean mark(EntryTable<V> table, Bytes key, boolean present) {
        EntryTable.Slot<V> slot = table.find(key);
        if (slot.isLive() == present) {
            return false;
        }
        table.mark(key, slot, present);
        return true;
    }

    @Override
    public int size() {
        return (int) Math.min(live, Integer.MAX_VALUE);
    }

    /** At most {@code most} keys that hold a value now, in the order of their bytes, beginning behind {@code after}. */
    List<Bytes> liveKeys(@Nullable Bytes after, int most) {
        TreeMap<Bytes, Boolean> found = new TreeMap<>();
        // Rows that are gone since, or not written yet, are few: they are what one tick changed.
        for (Bytes key : family.liveKeys(after, most + becameLive.size())) {
            found.put(key, true);
        }
        found.putAll(after == null ? becameLive : becameLive.tailMap(after, false));
        return found.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .limit(most)
                .toList();
    }

    StateStatistics statistics() {
        return new StateStatistics(
                family.entriesRead(),
                tables.stream().mapToLong(EntryTable::cachedEntries).sum(),
                tables.stream().mapToLong(EntryTable::cachedBytes).sum(),
                cacheBytes);
    }
}
