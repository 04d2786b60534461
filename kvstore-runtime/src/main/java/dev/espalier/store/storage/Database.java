package dev.espalier.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.store.config.NodeStartException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/** An open RocksDB with the column families of a node, whose identity has been checked. */
final class Database implements AutoCloseable {
    private static final String FORMAT = "1";
    private static final String CORE = "core";
    private static final List<String> FAMILIES = List.of("default", "input-log", "outbox", "inbox", "meta");

    static {
        RocksDB.loadLibrary();
    }

    final RocksDB db;
    final ColumnFamilyHandle inputLog;
    final ColumnFamilyHandle outbox;
    final ColumnFamilyHandle inbox;
    final ColumnFamilyHandle meta;
    private final List<ColumnFamilyHandle> handles;
    private final DBOptions options;
    private final ColumnFamilyOptions familyOptions;

    private Database(
            RocksDB db, List<ColumnFamilyHandle> handles, DBOptions options, ColumnFamilyOptions familyOptions) {
        this.db = db;
        this.handles = handles;
        this.options = options;
        this.familyOptions = familyOptions;
        this.inputLog = handles.get(1);
        this.outbox = handles.get(2);
        this.inbox = handles.get(3);
        this.meta = handles.get(4);
    }

    /** Makes a new database that says whose it is, synced, and closes it. */
    static void create(Path path, StoreIdentity identity) throws NodeStartException {
        try (Database database = open(path, true);
                WriteOptions synced = new WriteOptions().setSync(true)) {
            for (Map.Entry<String, String> entry : describe(identity).entrySet()) {
                database.db.put(
                        database.meta,
                        synced,
                        entry.getKey().getBytes(UTF_8),
                        entry.getValue().getBytes(UTF_8));
            }
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
            database.check(path, identity);
            return database;
        } catch (NodeStartException e) {
            database.close();
            throw e;
        }
    }

    private static Database open(Path path, boolean create) throws RocksDBException {
        ColumnFamilyOptions familyOptions = new ColumnFamilyOptions();
        DBOptions options = new DBOptions()
                .setCreateIfMissing(create)
                .setCreateMissingColumnFamilies(create)
                .setErrorIfExists(create)
                .setParanoidChecks(true)
                // A torn record at the very end is a crash; a bad one before it is damage, and opening must fail.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(256L << 20);
        List<ColumnFamilyDescriptor> descriptors = FAMILIES.stream()
                .map(name -> new ColumnFamilyDescriptor(name.getBytes(UTF_8), familyOptions))
                .toList();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            RocksDB db = RocksDB.open(options, path.toString(), descriptors, handles);
            return new Database(db, handles, options, familyOptions);
        } catch (RocksDBException e) {
            options.close();
            familyOptions.close();
            throw e;
        }
    }

    private void check(Path path, StoreIdentity expected) throws NodeStartException {
        for (Map.Entry<String, String> entry : describe(expected).entrySet()) {
            byte[] found;
            try {
                found = db.get(meta, entry.getKey().getBytes(UTF_8));
            } catch (RocksDBException e) {
                throw new NodeStartException("the database " + path + " is damaged: " + e.getMessage(), e);
            }
            String text = found == null ? "nothing" : new String(found, UTF_8);
            if (!text.equals(entry.getValue())) {
                throw new NodeStartException("the database " + path + " has " + entry.getKey() + " " + text
                        + " but this node has " + entry.getValue() + "; choose the data-dir that belongs to it"
                        + (entry.getKey().equals(CORE) ? ", or start with core " + text : ""));
            }
        }
    }

    private static Map<String, String> describe(StoreIdentity identity) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("format", FORMAT);
        described.put("cluster-id", identity.clusterId());
        described.put("node-id", Integer.toString(identity.node().number()));
        described.put(CORE, identity.coreName());
        described.put("core-hash", identity.coreHash());
        return described;
    }

    @Override
    public void close() {
        handles.forEach(ColumnFamilyHandle::close);
        db.close();
        options.close();
        familyOptions.close();
    }
}
