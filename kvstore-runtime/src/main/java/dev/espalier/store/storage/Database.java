package dev.espalier.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.store.config.NodeStartException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/** An open RocksDB with the column families of a node, whose identity has been checked. */
final class Database implements AutoCloseable {
    private static final String STATE = "state";
    private static final List<String> FAMILIES = List.of("default", "input-log", "outbox", "inbox", "meta", STATE);

    /** Blocks of the files that hold entries, beside the cache of entries itself. */
    private static final long BLOCK_CACHE_BYTES = 32L << 20;

    /** Those that are kept as counts, so that asking costs nothing to speak of. */
    private static final List<String> PROPERTIES = List.of(
            "total-sst-files-size",
            "estimate-live-data-size",
            "size-all-mem-tables",
            "estimate-table-readers-mem",
            "block-cache-usage",
            "num-immutable-mem-table",
            "num-running-flushes",
            "num-running-compactions",
            "estimate-pending-compaction-bytes",
            "actual-delayed-write-rate",
            "is-write-stopped",
            "background-errors");

    static {
        RocksDB.loadLibrary();
    }

    final RocksDB db;
    final ColumnFamilyHandle inputLog;
    final ColumnFamilyHandle outbox;
    final ColumnFamilyHandle inbox;
    final ColumnFamilyHandle meta;
    final ColumnFamilyHandle state;
    private final List<ColumnFamilyHandle> handles;
    private final List<AutoCloseable> options;

    private Database(RocksDB db, List<ColumnFamilyHandle> handles, List<AutoCloseable> options) {
        this.db = db;
        this.handles = handles;
        this.options = options;
        this.inputLog = handles.get(1);
        this.outbox = handles.get(2);
        this.inbox = handles.get(3);
        this.meta = handles.get(4);
        this.state = handles.get(5);
    }

    /** Makes a new database that says whose it is, synced, and closes it. */
    static void create(Path path, StoreIdentity identity) throws NodeStartException {
        try (Database database = open(path, true)) {
            new IdentityRows(database, path, identity).create();
        } catch (RocksDBException e) {
            throw new NodeStartException(
                    "creating the database " + path + " failed (" + e.getMessage()
                            + "); check disk space and permissions",
                    e);
        }
    }

    /** Opens an existing database and checks whose it is. */
    static Database open(Path path, StoreIdentity identity) throws NodeStartException {
        Database database;
        try {
            database = open(path, false);
        } catch (RocksDBException e) {
            throw new NodeStartException(
                    StorageException.isFull(e)
                            ? "the database " + path + " cannot be opened because the disk is full (" + e.getMessage()
                                    + "); free space there or copy the whole data-dir to a larger disk, then start again"
                            : "the database " + path + " cannot be opened (" + e.getMessage()
                                    + "); if it is damaged, restore it from a copy",
                    e);
        }
        try {
            new IdentityRows(database, path, identity).check();
            return database;
        } catch (NodeStartException e) {
            database.close();
            throw e;
        }
    }

    private static Database open(Path path, boolean create) throws RocksDBException {
        List<AutoCloseable> made = new ArrayList<>();
        ColumnFamilyOptions familyOptions = noted(made, new ColumnFamilyOptions());
        ColumnFamilyOptions stateOptions = stateOptions(made);
        DBOptions options = noted(made, new DBOptions())
                .setCreateIfMissing(create)
                .setCreateMissingColumnFamilies(create || lacksOnlyTheState(path))
                .setErrorIfExists(create)
                .setParanoidChecks(true)
                // A torn record at the very end is a crash; a bad one before it is damage, and opening must fail.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(256L << 20)
                // There is one writer, and updates in place ask for it.
                .setAllowConcurrentMemtableWrite(false);
        List<ColumnFamilyDescriptor> descriptors = FAMILIES.stream()
                .map(name -> new ColumnFamilyDescriptor(
                        name.getBytes(UTF_8), name.equals(STATE) ? stateOptions : familyOptions))
                .toList();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            RocksDB db = RocksDB.open(options, path.toString(), descriptors, handles);
            return new Database(db, handles, made);
        } catch (RocksDBException e) {
            close(made);
            throw e;
        }
    }

    /**
     * Entries are looked up by key, mostly ones that are there, and many that are not while a store fills. An entry that
     * changes is overwritten where it is in memory, which costs a third of adding another version and fills no file with
     * versions that nobody reads; snapshots would see such a change, and there are none.
     */
    private static ColumnFamilyOptions stateOptions(List<AutoCloseable> made) {
        return noted(made, new ColumnFamilyOptions())
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setInplaceUpdateSupport(true)
                .setMemtablePrefixBloomSizeRatio(0.02)
                .setMemtableWholeKeyFiltering(true)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setFilterPolicy(noted(made, new BloomFilter(10)))
                        .setBlockCache(noted(made, new LRUCache(BLOCK_CACHE_BYTES)))
                        .setCacheIndexAndFilterBlocks(true)
                        .setCacheIndexAndFilterBlocksWithHighPriority(true)
                        .setPinL0FilterAndIndexBlocksInCache(true));
    }

    private static <T extends AutoCloseable> T noted(List<AutoCloseable> made, T option) {
        made.add(option);
        return option;
    }

    /** Whether it is a database of the first format, which had no states. */
    private static boolean lacksOnlyTheState(Path path) throws RocksDBException {
        try (Options options = new Options()) {
            List<String> found = RocksDB.listColumnFamilies(options, path.toString()).stream()
                    .map(name -> new String(name, UTF_8))
                    .toList();
            return FAMILIES.stream()
                    .filter(name -> !found.contains(name))
                    .toList()
                    .equals(List.of(STATE));
        }
    }

    /** What RocksDB says of itself, over all column families. */
    Map<String, Long> statistics() {
        Map<String, Long> statistics = new LinkedHashMap<>();
        for (String property : PROPERTIES) {
            try {
                statistics.put(property, db.getAggregatedLongProperty("rocksdb." + property));
            } catch (RocksDBException e) {
                throw new IllegalStateException("RocksDB does not know its property " + property, e);
            }
        }
        return statistics;
    }

    @Override
    public void close() {
        handles.forEach(ColumnFamilyHandle::close);
        db.close();
        close(options);
    }

    private static void close(List<AutoCloseable> options) {
        for (AutoCloseable option : options) {
            try {
                option.close();
            } catch (Exception e) {
                throw new IllegalStateException("closing options, which does nothing that could fail", e);
            }
        }
    }
}
