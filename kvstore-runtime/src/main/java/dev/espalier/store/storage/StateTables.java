package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import dev.espalier.core.EntryCodec;
import dev.espalier.core.StoredMaps;
import dev.espalier.core.state.StateMap;
import dev.espalier.store.engine.StateKeeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The engine's state in the database: a table a map, the rest as one row, and the keys that hold a value with their deadlines.
 * Everything that changed since the last batch goes into the next one together, when the engine gives the rest.
 */
final class StateTables implements StateKeeper, KeptKeys {
    private final Database database;
    private final StateFamily family;
    private final TickBatch batch;
    private final long cacheBytes;
    private final List<EntryTable<?>> tables = new ArrayList<>();

    /** Keys whose rows are to change: to a deadline, or, without one, to nothing. */
    private final TreeMap<Bytes, Optional<Long>> changedKeys = new TreeMap<>();

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

    @Override
    public void reopen() {
        if (!changedKeys.isEmpty() || tables.stream().anyMatch(table -> table.changedBytes() > 0)) {
            throw new IllegalStateException("the state has changes that are not written yet");
        }
        tables.clear();
    }

    @Override
    public void keep(byte[] state) {
        flush();
        batch.put(database.meta, StateRows.STATE, state);
    }

    /** Adds what changed to the batch; {@link #written} must follow when the batch is written. */
    private void flush() {
        tables.forEach(table -> table.flush(batch));
        changedKeys.forEach((key, deadline) -> {
            if (deadline.isPresent()) {
                family.setLive(batch, key, deadline.get());
            } else {
                family.removeLive(batch, key);
            }
        });
        flushed = true;
    }

    /** The batch is in the database. */
    void written() {
        if (flushed) {
            flushed = false;
            tables.forEach(EntryTable::written);
            changedKeys.clear();
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
    }

    @Override
    public void holds(Bytes key, long deadline) {
        if (tables.getFirst().holds(key, deadline)) {
            changedKeys.put(key, Optional.of(deadline));
        }
    }

    @Override
    public void gone(Bytes key) {
        if (tables.getFirst().gone(key)) {
            changedKeys.put(key, Optional.empty());
        }
    }

    @Override
    public List<KeptKey> from(@Nullable Bytes after, int most) {
        TreeMap<Bytes, Optional<Long>> found = new TreeMap<>();
        // Rows that are gone since, or not written yet, are few: they are what one tick changed.
        for (KeptKey kept : family.liveKeys(after, most + changedKeys.size())) {
            found.put(kept.key(), Optional.of(kept.deadline()));
        }
        found.putAll(after == null ? changedKeys : changedKeys.tailMap(after, false));
        List<KeptKey> keys = new ArrayList<>();
        for (Map.Entry<Bytes, Optional<Long>> one : found.entrySet()) {
            if (one.getValue().isPresent() && keys.size() < most) {
                keys.add(new KeptKey(one.getKey(), one.getValue().get()));
            }
        }
        return keys;
    }

    StateStatistics statistics() {
        return new StateStatistics(
                family.entriesRead(),
                tables.stream().mapToLong(EntryTable::cachedEntries).sum(),
                tables.stream().mapToLong(EntryTable::cachedBytes).sum(),
                cacheBytes);
    }
}
