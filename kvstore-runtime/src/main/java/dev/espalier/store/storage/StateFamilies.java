package dev.espalier.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The column families that hold states: the one in use, and at most one more that a snapshot fills. Which one is in use
 * stands in the family {@code meta}, so the batch that changes that row switches from one state to another, whole.
 */
final class StateFamilies implements AutoCloseable {
    /** The family of a database that never took a snapshot in. */
    static final String FIRST = "state";

    /** Names the family in use; there is no such row as long as that is the first. */
    static final byte[] IN_USE = "state-family".getBytes(UTF_8);

    private final RocksDB db;
    private final ColumnFamilyOptions options;
    private final List<ColumnFamilyHandle> others;
    private ColumnFamilyHandle inUse;

    private StateFamilies(
            RocksDB db, ColumnFamilyOptions options, ColumnFamilyHandle inUse, List<ColumnFamilyHandle> others) {
        this.db = db;
        this.options = options;
        this.inUse = inUse;
        this.others = others;
    }

    static boolean isOne(String name) {
        return name.equals(FIRST) || name.startsWith(FIRST + "-");
    }

    static StateFamilies of(
            RocksDB db, ColumnFamilyHandle meta, List<ColumnFamilyHandle> found, ColumnFamilyOptions options)
            throws RocksDBException {
        byte[] row = db.get(meta, IN_USE);
        String name = row == null ? FIRST : new String(row, UTF_8);
        ColumnFamilyHandle inUse = null;
        List<ColumnFamilyHandle> others = new ArrayList<>();
        for (ColumnFamilyHandle one : found) {
            if (name(one).equals(name)) {
                inUse = one;
            } else {
                others.add(one);
            }
        }
        if (inUse == null) {
            throw new RocksDBException("the column family " + name + ", which holds the state, is missing");
        }
        return new StateFamilies(db, options, inUse, others);
    }

    private static String name(ColumnFamilyHandle family) throws RocksDBException {
        return new String(family.getName(), UTF_8);
    }

    ColumnFamilyHandle inUse() {
        return inUse;
    }

    /** Makes an empty family; what an interrupted snapshot left in another is dropped. */
    ColumnFamilyHandle create() throws RocksDBException {
        dropOthers();
        String old = name(inUse);
        long number = old.equals(FIRST) ? 1 : Long.parseLong(old.substring(FIRST.length() + 1)) + 1;
        String name = FIRST + "-" + number;
        ColumnFamilyHandle made = db.createColumnFamily(new ColumnFamilyDescriptor(name.getBytes(UTF_8), options));
        others.add(made);
        return made;
    }

    /** Says in the next batch that {@code family} is in use. */
    void use(ColumnFamilyHandle family, TickBatch batch) throws RocksDBException {
        batch.put(RowFamily.META, IN_USE, name(family).getBytes(UTF_8));
        others.remove(family);
        others.add(inUse);
        inUse = family;
    }

    /** Drops what is not in use, for good. The batch that says what is must have been synced. */
    void dropOthers() throws RocksDBException {
        for (ColumnFamilyHandle other : others) {
            db.dropColumnFamily(other);
            other.close();
        }
        others.clear();
    }

    @Override
    public void close() {
        inUse.close();
        others.forEach(ColumnFamilyHandle::close);
    }
}
