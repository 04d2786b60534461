package dev.espalier.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.store.config.NodeStartException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

/** The rows of a node, whose identity has been checked, and how RocksDB is opened for them. */
final class Database implements AutoCloseable {
    /** Every RocksDB has a family of this name. */
    private static final String DEFAULT = "default";

    /** The families of which there is one: of those that hold states there may be several. */
    private static final List<String> FAMILIES = Stream.concat(
                    Stream.of(DEFAULT),
                    Stream.of(RowFamily.values())
                            .filter(family -> family != RowFamily.STATE)
                            .map(RowFamily::title))
            .toList();

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

    final RowStore db;
    final RowFamily inputLog = RowFamily.INPUT_LOG;
    final RowFamily outbox = RowFamily.OUTBOX;
    final RowFamily inbox = RowFamily.INBOX;
    final RowFamily meta = RowFamily.META;
    final RowFamily state = RowFamily.STATE;

    private Database(RowStore db) {
        this.db = db;
    }

    /** On a disk that is not RocksDB: rows without an identity are new, and get one. */
    static Database on(RowStore rows, StoreIdentity identity) throws NodeStartException {
        Database database = new Database(rows);
        IdentityRows owner = new IdentityRows(database, Path.of("rows"), identity);
        try {
            if (owner.areMissing()) {
                owner.create();
            }
        } catch (RocksDBException e) {
            throw new NodeStartException("the disk cannot be used (" + e.getMessage() + "); check it", e);
        }
        owner.check();
        return database;
    }

    /** A copy of a database that has been checked. */
    static Database copy(RowStore rows) {
        return new Database(rows);
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
            // What an interrupted snapshot left; or the state before a snapshot, which this opening has made durable.
            database.rocks().states().dropOthers();
            return database;
        } catch (RocksDBException e) {
            database.close();
            throw new NodeStartException("the database " + path + " is damaged: " + e.getMessage(), e);
        } catch (NodeStartException e) {
            database.close();
            throw e;
        }
    }

    /** Opens a copy of a database, made by a checkpoint, to be read. */
    static RowStore openCopy(Path path) throws RocksDBException {
        List<AutoCloseable> made = new ArrayList<>();
        ColumnFamilyOptions familyOptions = noted(made, new ColumnFamilyOptions());
        ColumnFamilyOptions stateOptions = stateOptions(made);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            RocksDB db = RocksDB.openReadOnly(
                    noted(made, new DBOptions()).setParanoidChecks(true),
                    path.toString(),
                    descriptors(found(path), familyOptions, stateOptions),
                    handles);
            return RocksRows.of(db, handles, FAMILIES.size(), made, stateOptions);
        } catch (RocksDBException e) {
            RocksRows.close(made);
            throw e;
        }
    }

    private static List<ColumnFamilyDescriptor> descriptors(
            List<String> found, ColumnFamilyOptions familyOptions, ColumnFamilyOptions stateOptions) {
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        FAMILIES.forEach(name -> descriptors.add(new ColumnFamilyDescriptor(name.getBytes(UTF_8), familyOptions)));
        for (String name : found.stream().anyMatch(StateFamilies::isOne) ? found : List.of(StateFamilies.FIRST)) {
            if (StateFamilies.isOne(name)) {
                descriptors.add(new ColumnFamilyDescriptor(name.getBytes(UTF_8), stateOptions));
            }
        }
        return descriptors;
    }

    private static Database open(Path path, boolean create) throws RocksDBException {
        RocksDB.loadLibrary();
        List<AutoCloseable> made = new ArrayList<>();
        ColumnFamilyOptions familyOptions = noted(made, new ColumnFamilyOptions());
        ColumnFamilyOptions stateOptions = stateOptions(made);
        List<String> found = create ? List.of() : found(path);
        DBOptions options = noted(made, new DBOptions())
                .setCreateIfMissing(create)
                .setCreateMissingColumnFamilies(create || lacksOnlyTheState(found))
                .setErrorIfExists(create)
                .setParanoidChecks(true)
                // A torn record at the very end is a crash; a bad one before it is damage, and opening must fail.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(256L << 20)
                // There is one writer, and updates in place ask for it.
                .setAllowConcurrentMemtableWrite(false);
        List<ColumnFamilyDescriptor> descriptors = descriptors(found, familyOptions, stateOptions);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            RocksDB db = RocksDB.open(options, path.toString(), descriptors, handles);
            return new Database(RocksRows.of(db, handles, FAMILIES.size(), made, stateOptions));
        } catch (RocksDBException e) {
            RocksRows.close(made);
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

    private static List<String> found(Path path) throws RocksDBException {
        try (Options options = new Options()) {
            return RocksDB.listColumnFamilies(options, path.toString()).stream()
                    .map(name -> new String(name, UTF_8))
                    .toList();
        }
    }

    /** What RocksDB says of itself, over all column families. */
    Map<String, Long> statistics() {
        Map<String, Long> statistics = new LinkedHashMap<>();
        for (String property : PROPERTIES) {
            try {
                statistics.put(property, rocks().database().getAggregatedLongProperty("rocksdb." + property));
            } catch (RocksDBException e) {
                throw new IllegalStateException("RocksDB does not know its property " + property, e);
            }
        }
        return statistics;
    }

    /** Whether it is a database of the first format, which had no states. */
    private static boolean lacksOnlyTheState(List<String> found) {
        return found.containsAll(FAMILIES) && found.stream().noneMatch(StateFamilies::isOne);
    }

    /** The rows, where they are RocksDB's. */
    RocksRows rocks() {
        if (db instanceof RocksRows rows) {
            return rows;
        }
        throw new IllegalStateException("these rows are not RocksDB's");
    }

    @Override
    public void close() {
        db.close();
    }
}
