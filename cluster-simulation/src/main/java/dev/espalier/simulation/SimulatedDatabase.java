package dev.espalier.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.simulation.SimulatedDisk.Opened;
import dev.espalier.store.storage.RowFamily;
import dev.espalier.store.storage.RowIterator;
import dev.espalier.store.storage.RowStore;
import dev.espalier.store.storage.StateCopies.NewState;
import dev.espalier.store.storage.StateCopies.StateRow;
import dev.espalier.store.storage.TickBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** A database of a simulated disk. Of the rows of states there may be several families, one of them in use. */
final class SimulatedDatabase {
    /** The row that names the states in use. */
    private static final byte[] IN_USE = "state-in-use".getBytes(UTF_8);

    private static final String FIRST_STATE = "0";

    /** Rows in the order of their keys' unsigned bytes. */
    static final class Rows extends TreeMap<byte[], byte[]> {
        private static final long serialVersionUID = 1L;

        Rows() {
            super(Arrays::compareUnsigned);
        }
    }

    private record Change(Rows rows, byte[] key, byte @Nullable [] value) {
        /** Makes the change and returns how to undo it. */
        Change make() {
            return new Change(rows, key, value == null ? rows.remove(key) : rows.put(key, value));
        }
    }

    private final SimulatedDisk disk;
    private final Map<RowFamily, Rows> single = new EnumMap<>(RowFamily.class);
    private final TreeMap<String, Rows> states = new TreeMap<>();

    /** States on their way in whose rows a crash loses. */
    private final Set<String> unflushed = new HashSet<>();

    /** How to undo each batch that is not synced, the oldest first. */
    private final ArrayDeque<List<Change>> unsynced = new ArrayDeque<>();

    SimulatedDatabase(SimulatedDisk disk) {
        this.disk = disk;
        for (RowFamily family : RowFamily.values()) {
            if (family != RowFamily.STATE) {
                single.put(family, new Rows());
            }
        }
        states.put(FIRST_STATE, new Rows());
    }

    void losePower(SplittableRandom random) {
        int lost = unsynced.isEmpty() ? 0 : random.nextInt(unsynced.size() + 1);
        for (; lost > 0; lost--) {
            unsynced.removeLast().reversed().forEach(Change::make);
        }
        unsynced.clear();
    }

    /** The process that had it is gone. */
    void letGo() {
        unflushed.forEach(name -> rowsOf(name).clear());
        unflushed.clear();
    }

    Opened open() {
        byte[] named = rows(RowFamily.META).get(IN_USE);
        String inUse = named == null ? FIRST_STATE : new String(named, UTF_8);
        rowsOf(inUse);
        states.keySet().retainAll(Set.of(inUse));
        return new OpenedDatabase(inUse);
    }

    private Rows rowsOf(String state) {
        Rows found = states.get(state);
        if (found == null) {
            throw new ViolationException("the rows say that state " + state + " is in use, and it is dropped");
        }
        return found;
    }

    private Rows rows(RowFamily family) {
        Rows found = single.get(family);
        if (found == null) {
            throw new IllegalStateException("no family " + family);
        }
        return found;
    }

    private void sync() {
        unsynced.clear();
        disk.synced();
    }

    private final class OpenedDatabase implements Opened {
        private final long process = disk.process();
        private String inUse;

        OpenedDatabase(String inUse) {
            this.inUse = inUse;
        }

        private Rows family(RowFamily family) {
            return family == RowFamily.STATE ? rowsOf(inUse) : rows(family);
        }

        @Override
        public byte @Nullable [] get(RowFamily family, byte[] key) throws RocksDBException {
            disk.require(process);
            if (disk.doReadsFail()) {
                throw new RocksDBException("IO error: while reading: Input/output error");
            }
            return family(family).get(key);
        }

        @Override
        public RowIterator newIterator(RowFamily family) {
            return new SimulatedWalk(family(family));
        }

        @Override
        public TickBatch newBatch() {
            return new Batch(this);
        }

        @Override
        public void syncWal() {
            disk.require(process);
            sync();
        }

        @Override
        public RowStore copy() {
            disk.require(process);
            Map<RowFamily, Rows> copied = new EnumMap<>(RowFamily.class);
            for (RowFamily family : RowFamily.values()) {
                Rows copy = new Rows();
                copy.putAll(family(family));
                copied.put(family, copy);
            }
            return new Copy(copied);
        }

        @Override
        public NewState create() {
            disk.require(process);
            dropOthers();
            String name = Long.toString(Long.parseLong(inUse) + 1);
            states.put(name, new Rows());
            unflushed.add(name);
            return new Taken(this, name);
        }

        @Override
        public void use(NewState state, TickBatch batch) {
            inUse = ((Taken) state).name();
            batch.put(RowFamily.META, IN_USE, inUse.getBytes(UTF_8));
        }

        @Override
        public void dropOthers() {
            states.keySet().retainAll(Set.of(inUse));
            unflushed.retainAll(Set.of(inUse));
        }

        @Override
        public void close() {}
    }

    private final class Taken implements NewState {
        private final OpenedDatabase opened;
        private final String name;

        Taken(OpenedDatabase opened, String name) {
            this.opened = opened;
            this.name = name;
        }

        String name() {
            return name;
        }

        @Override
        public void write(List<StateRow> taken) {
            disk.require(opened.process);
            taken.forEach(row -> rowsOf(name).put(row.key(), row.value()));
        }

        @Override
        public void flush() {
            disk.require(opened.process);
            unflushed.remove(name);
        }
    }

    private final class Batch implements TickBatch {
        private final OpenedDatabase opened;
        private final List<Change> changes = new ArrayList<>();

        Batch(OpenedDatabase opened) {
            this.opened = opened;
        }

        @Override
        public boolean isEmpty() {
            return changes.isEmpty();
        }

        @Override
        public void put(RowFamily family, byte[] key, byte[] value) {
            changes.add(new Change(opened.family(family), key, value));
        }

        @Override
        public void delete(RowFamily family, byte[] key) {
            changes.add(new Change(opened.family(family), key, null));
        }

        @Override
        public void deleteRange(RowFamily family, byte[] from, byte[] to) {
            // Rows that this batch adds in the range, too, as RocksDB has it: none does today.
            Rows rows = opened.family(family);
            rows.subMap(from, true, to, false).keySet().forEach(key -> changes.add(new Change(rows, key, null)));
            for (Change change : List.copyOf(changes)) {
                if (change.rows() == rows
                        && change.value() != null
                        && Arrays.compareUnsigned(from, change.key()) <= 0
                        && Arrays.compareUnsigned(change.key(), to) < 0) {
                    changes.add(new Change(rows, change.key(), null));
                }
            }
        }

        @Override
        public void write(boolean synced) throws RocksDBException {
            disk.require(opened.process);
            disk.write(
                    () -> {
                        List<Change> undo = new ArrayList<>();
                        changes.forEach(change -> undo.add(change.make()));
                        unsynced.add(undo);
                        if (synced) {
                            sync();
                        }
                    },
                    RocksDBException::new);
            changes.clear();
        }

        @Override
        public void close() {
            changes.clear();
        }
    }

    /** Rows as they were, which only are read. */
    private record Copy(Map<RowFamily, Rows> families) implements RowStore {
        private Rows family(RowFamily family) {
            return families.getOrDefault(family, new Rows());
        }

        @Override
        public byte @Nullable [] get(RowFamily family, byte[] key) {
            return family(family).get(key);
        }

        @Override
        public RowIterator newIterator(RowFamily family) {
            return new SimulatedWalk(family(family));
        }

        @Override
        public TickBatch newBatch() {
            return new CopyBatch();
        }

        @Override
        public void syncWal() {
            throw new UnsupportedOperationException("a copy is not written");
        }

        @Override
        public void close() {}
    }

    /** What marks ask for although they only read. */
    private static final class CopyBatch implements TickBatch {
        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public void put(RowFamily family, byte[] key, byte[] value) {
            throw new UnsupportedOperationException("a copy is not written");
        }

        @Override
        public void delete(RowFamily family, byte[] key) {
            throw new UnsupportedOperationException("a copy is not written");
        }

        @Override
        public void deleteRange(RowFamily family, byte[] from, byte[] to) {
            throw new UnsupportedOperationException("a copy is not written");
        }

        @Override
        public void write(boolean synced) {
            throw new UnsupportedOperationException("a copy is not written");
        }

        @Override
        public void close() {}
    }
}
