package dev.espalier.store.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The rows of an open RocksDB: a column family for each family. */
final class RocksRows implements RowStore {
    private final RocksDB db;
    private final List<ColumnFamilyHandle> handles;
    private final StateFamilies states;
    private final List<AutoCloseable> options;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();

    private RocksRows(
            RocksDB db, List<ColumnFamilyHandle> handles, StateFamilies states, List<AutoCloseable> options) {
        this.db = db;
        this.handles = handles;
        this.states = states;
        this.options = options;
    }

    /**
     * Of an open database.
     *
     * @param handles RocksDB's own default family, then those of {@link RowFamily} in their order, of which the last, for
     *     states, may be there several times
     * @param single how many there are before those for states
     * @param options what is to be closed with it
     * @param stateOptions for families for states that are still to be made
     */
    static RocksRows of(
            RocksDB db,
            List<ColumnFamilyHandle> handles,
            int single,
            List<AutoCloseable> options,
            ColumnFamilyOptions stateOptions)
            throws RocksDBException {
        List<ColumnFamilyHandle> others = List.copyOf(handles.subList(0, single));
        StateFamilies states = StateFamilies.of(
                db,
                others.get(1 + RowFamily.META.ordinal()),
                handles.subList(single, handles.size()),
                stateOptions);
        return new RocksRows(db, others, states, options);
    }

    ColumnFamilyHandle handle(RowFamily family) {
        return family == RowFamily.STATE ? states.inUse() : handles.get(1 + family.ordinal());
    }

    /** The families that hold states. */
    StateFamilies states() {
        return states;
    }

    RocksDB database() {
        return db;
    }

    @Override
    public byte @Nullable [] get(RowFamily family, byte[] key) throws RocksDBException {
        return db.get(handle(family), key);
    }

    @Override
    public RowIterator newIterator(RowFamily family) {
        return new Walk(db.newIterator(handle(family)));
    }

    @Override
    public TickBatch newBatch() {
        return new RocksBatch(this);
    }

    void write(WriteBatch batch, boolean sync) throws RocksDBException {
        db.write(sync ? synced : unsynced, batch);
    }

    @Override
    public void syncWal() throws RocksDBException {
        db.syncWal();
    }

    @Override
    public void close() {
        synced.close();
        unsynced.close();
        handles.forEach(ColumnFamilyHandle::close);
        states.close();
        db.close();
        close(options);
    }

    static void close(List<AutoCloseable> options) {
        for (AutoCloseable option : options) {
            try {
                option.close();
            } catch (Exception e) {
                throw new IllegalStateException("closing options, which does nothing that could fail", e);
            }
        }
    }

    private record Walk(RocksIterator rows) implements RowIterator {
        @Override
        public void seekToFirst() {
            rows.seekToFirst();
        }

        @Override
        public void seek(byte[] key) {
            rows.seek(key);
        }

        @Override
        public boolean isValid() {
            return rows.isValid();
        }

        @Override
        public void next() {
            rows.next();
        }

        @Override
        public byte[] key() {
            return rows.key();
        }

        @Override
        public byte[] value() {
            return rows.value();
        }

        @Override
        public void status() throws RocksDBException {
            rows.status();
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
