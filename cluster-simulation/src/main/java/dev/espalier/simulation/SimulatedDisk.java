package dev.espalier.simulation;

import dev.espalier.store.storage.RowFamily;
import dev.espalier.store.storage.RowIterator;
import dev.espalier.store.storage.RowStore;
import dev.espalier.store.storage.TickBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * A disk that outlives its node's processes. A batch is on it whole or not at all, whatever happens while it is written;
 * power that fails takes batches that were never synced, from the last one back.
 */
final class SimulatedDisk {
    /** What happens to the next write. */
    enum Fate {
        /** Nothing unusual. */
        WRITTEN,
        /** The process ends and the batch is torn: its checksum is wrong, so it is as if never written. */
        CRASH_TORN,
        /** The process ends when the batch is on the disk. */
        CRASH_WRITTEN,
        /** There is no room. */
        FULL,
        /** The sync fails, and nobody knows what is on the disk: it is. */
        FAILED_WRITTEN
    }

    private record Row(RowFamily family, byte[] key, byte @Nullable [] value) {}

    private final Map<RowFamily, TreeMap<byte[], byte[]>> rows = new EnumMap<>(RowFamily.class);

    /** How to undo each batch that is not synced, the oldest first. */
    private final ArrayDeque<List<Row>> unsynced = new ArrayDeque<>();

    private final Runnable busy;
    private final Runnable crash;
    private @Nullable Opened current;
    private Fate nextFate = Fate.WRITTEN;
    private boolean readsFail;
    private boolean lastWritten;

    /**
     * @param busy called for each sync
     * @param crash ends the process that writes
     */
    SimulatedDisk(Runnable busy, Runnable crash) {
        this.busy = busy;
        this.crash = crash;
        for (RowFamily family : RowFamily.values()) {
            rows.put(family, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    /** Decides about the next write. */
    void next(Fate fate) {
        nextFate = fate;
    }

    /** Reads fail until {@link #repair}. */
    void failReads() {
        readsFail = true;
    }

    /** The disk is in order again. */
    void repair() {
        nextFate = Fate.WRITTEN;
        readsFail = false;
    }

    /** Whether the last batch is on the disk. */
    boolean lastWritten() {
        return lastWritten;
    }

    /** The power fails: some of what is not synced is lost. */
    void losePower(SplittableRandom random) {
        int lost = unsynced.isEmpty() ? 0 : random.nextInt(unsynced.size() + 1);
        for (; lost > 0; lost--) {
            List<Row> undo = unsynced.removeLast();
            for (Row row : undo.reversed()) {
                set(row.family(), row.key(), row.value());
            }
        }
        unsynced.clear();
    }

    /** What a process has of this disk while it runs. */
    RowStore open() {
        Opened opened = new Opened();
        current = opened;
        return opened;
    }

    /** The process that had it is gone: whatever it still asks for ends it again. */
    void letGo() {
        current = null;
    }

    private TreeMap<byte[], byte[]> family(RowFamily family) {
        TreeMap<byte[], byte[]> found = rows.get(family);
        if (found == null) {
            throw new IllegalStateException("no family " + family);
        }
        return found;
    }

    private byte @Nullable [] set(RowFamily family, byte[] key, byte @Nullable [] value) {
        return value == null ? family(family).remove(key) : family(family).put(key, value);
    }

    private void write(List<Row> batch, boolean synced) throws RocksDBException {
        Fate fate = nextFate;
        nextFate = Fate.WRITTEN;
        lastWritten = false;
        if (fate == Fate.CRASH_TORN) {
            crash.run();
            throw new CrashError();
        }
        if (fate == Fate.FULL) {
            throw new RocksDBException("No space left on device");
        }
        List<Row> undo = new ArrayList<>();
        for (Row row : batch) {
            undo.add(new Row(row.family(), row.key(), set(row.family(), row.key(), row.value())));
        }
        lastWritten = true;
        unsynced.add(undo);
        if (synced) {
            sync();
        }
        if (fate == Fate.CRASH_WRITTEN) {
            crash.run();
            throw new CrashError();
        }
        if (fate == Fate.FAILED_WRITTEN) {
            throw new RocksDBException("IO error: while syncing: Input/output error");
        }
    }

    private void sync() {
        unsynced.clear();
        busy.run();
    }

    private final class Opened implements RowStore {
        @Override
        public byte @Nullable [] get(RowFamily family, byte[] key) throws RocksDBException {
            requireProcess();
            if (readsFail) {
                throw new RocksDBException("IO error: while reading: Input/output error");
            }
            return family(family).get(key);
        }

        @Override
        public RowIterator newIterator(RowFamily family) {
            return new Walk(family(family));
        }

        @Override
        public TickBatch newBatch() {
            return new Batch(this);
        }

        void requireProcess() {
            if (current != this) {
                throw new CrashError();
            }
        }

        @Override
        public void syncWal() {
            sync();
        }

        @Override
        public void close() {}
    }

    private final class Batch implements TickBatch {
        private final Opened opened;
        private final List<Row> changes = new ArrayList<>();

        Batch(Opened opened) {
            this.opened = opened;
        }

        @Override
        public boolean isEmpty() {
            return changes.isEmpty();
        }

        @Override
        public void put(RowFamily family, byte[] key, byte[] value) {
            changes.add(new Row(family, key, value));
        }

        @Override
        public void delete(RowFamily family, byte[] key) {
            changes.add(new Row(family, key, null));
        }

        @Override
        public void deleteRange(RowFamily family, byte[] from, byte[] to) {
            // Rows that this batch adds in the range, too, as RocksDB has it: none does today.
            family(family).subMap(from, true, to, false).keySet().forEach(key -> changes.add(new Row(family, key, null)));
            for (Row row : List.copyOf(changes)) {
                if (row.family() == family
                        && row.value() != null
                        && Arrays.compareUnsigned(from, row.key()) <= 0
                        && Arrays.compareUnsigned(row.key(), to) < 0) {
                    changes.add(new Row(family, row.key(), null));
                }
            }
        }

        @Override
        public void write(boolean synced) throws RocksDBException {
            opened.requireProcess();
            SimulatedDisk.this.write(changes, synced);
            changes.clear();
        }

        @Override
        public void close() {
            changes.clear();
        }
    }

    private static final class Walk implements RowIterator {
        private final NavigableMap<byte[], byte[]> family;
        private @Nullable Entry<byte[], byte[]> row;

        Walk(NavigableMap<byte[], byte[]> family) {
            this.family = family;
        }

        @Override
        public void seekToFirst() {
            row = family.firstEntry();
        }

        @Override
        public void seek(byte[] key) {
            row = family.ceilingEntry(key);
        }

        @Override
        public boolean isValid() {
            return row != null;
        }

        @Override
        public void next() {
            row = family.higherEntry(here().getKey());
        }

        @Override
        public byte[] key() {
            return here().getKey();
        }

        @Override
        public byte[] value() {
            return here().getValue();
        }

        private Entry<byte[], byte[]> here() {
            Entry<byte[], byte[]> current = row;
            if (current == null) {
                throw new IllegalStateException("behind the last row");
            }
            return current;
        }

        @Override
        public void status() {}

        @Override
        public void close() {}
    }
}
