package dev.espalier.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.store.config.NodeStartException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** The rows of the column family {@code meta} that say whose a database is, and what is in it. */
final class IdentityRows {
    /** Written into each database that is opened. Format 1 had no column family for states. */
    private static final String FORMAT_NOW = "2";

    private static final List<String> FORMATS = List.of("1", FORMAT_NOW);
    private static final String FORMAT = "format";
    private static final String CORE = "core";
    private static final String CORE_HASH = "core-hash";
    private static final String STATE_SHAPE = "state-shape";

    /** A random number that tells this directory from any other that the node had, or will have. */
    private static final String INCARNATION = "incarnation";

    private static final byte[] MEMBERSHIP = "membership".getBytes(UTF_8);

    private final Database database;
    private final Path path;
    private final StoreIdentity identity;

    /**
     * @param path the database's, for errors
     */
    IdentityRows(Database database, Path path, StoreIdentity identity) {
        this.database = database;
        this.path = path;
        this.identity = identity;
    }

    /** Whether there are none: nobody has used these rows. */
    boolean areMissing() throws RocksDBException {
        return read(FORMAT) == null;
    }

    /** Writes all of them, at once and synced. */
    void create() throws RocksDBException {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(FORMAT, FORMAT_NOW);
        rows.putAll(owner());
        rows.put(CORE_HASH, identity.coreHash());
        String shape = identity.stateShape();
        if (shape != null) {
            rows.put(STATE_SHAPE, shape);
        }
        try (TickBatch batch = database.db.newBatch()) {
            rows.forEach((name, value) -> batch.put(database.meta, name.getBytes(UTF_8), value.getBytes(UTF_8)));
            batch.write(true);
        }
    }

    private static String newIncarnation() {
        return Long.toString(new SecureRandom().nextLong(1, Long.MAX_VALUE));
    }

    /** The number that tells this directory from any other; never 0. */
    long incarnation() throws NodeStartException {
        try {
            String found = read(INCARNATION);
            if (found == null) {
                found = newIncarnation();
                writeSynced(INCARNATION, found);
            }
            return Long.parseLong(found);
        } catch (RocksDBException | NumberFormatException e) {
            throw new NodeStartException("the database " + path + " is damaged: " + e.getMessage(), e);
        }
    }

    void keepIncarnation(TickBatch batch, long incarnation) {
        batch.put(database.meta, INCARNATION.getBytes(UTF_8), Long.toString(incarnation).getBytes(UTF_8));
    }

    /** The membership that was recorded last; {@code null} when none was. */
    byte @Nullable [] membership() throws NodeStartException {
        try {
            return database.db.get(database.meta, MEMBERSHIP);
        } catch (RocksDBException e) {
            throw new NodeStartException("the database " + path + " is damaged: " + e.getMessage(), e);
        }
    }

    void keepMembership(TickBatch batch, byte[] membership) {
        batch.put(database.meta, MEMBERSHIP, membership);
    }

    private Map<String, String> owner() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("cluster-id", identity.clusterId());
        rows.put("node-id", Integer.toString(identity.node().number()));
        rows.put(CORE, identity.coreName());
        return rows;
    }

    /** Checks that the database is this node's, and that its core can go on with what is in it. */
    void check() throws NodeStartException {
        try {
            String format = read(FORMAT);
            if (format == null || !FORMATS.contains(format)) {
                throw new NodeStartException("the database " + path + " has format "
                        + (format == null ? "nothing" : format) + " but this version reads formats "
                        + String.join(" and ", FORMATS) + "; start it with the version of Espalier that wrote it");
            }
            Map<String, String> owner = owner();
            if (identity.swapped()) {
                owner.remove(CORE);
            }
            for (Map.Entry<String, String> row : owner.entrySet()) {
                requireEqual(row.getKey(), row.getValue());
            }
            checkCore();
            if (!format.equals(FORMAT_NOW)) {
                writeSynced(FORMAT, FORMAT_NOW);
            }
        } catch (RocksDBException e) {
            throw new NodeStartException("the database " + path + " is damaged: " + e.getMessage(), e);
        }
    }

    private void requireEqual(String name, String expected) throws NodeStartException, RocksDBException {
        String found = read(name);
        if (!expected.equals(found)) {
            String text = found == null ? "nothing" : found;
            throw new NodeStartException("the database " + path + " has " + name + " " + text + " but this node has "
                    + expected + "; choose the data-dir that belongs to it"
                    + (name.equals(CORE) ? ", or start with core " + text : ""));
        }
    }

    /** Inputs suit the core that they were put to, or a codec's replay of them says otherwise; a state suits its shape. */
    private void checkCore() throws NodeStartException, RocksDBException {
        String recorded = read(STATE_SHAPE);
        String shape = identity.stateShape();
        if (recorded == null && shape == null) {
            requireEqual(CORE_HASH, identity.coreHash());
        } else if (recorded != null && !recorded.equals(shape)) {
            throw new NodeStartException("the database " + path + " holds a state of shape " + recorded + ", but core "
                    + identity.coreName() + " of this node "
                    + (shape == null ? "can only begin from recorded inputs" : "has states of shape " + shape)
                    + "; start it with the core that wrote it, of core-hash " + read(CORE_HASH));
        }
    }

    /** Says in the next batch that what is in the database from then on is a state of this core. */
    void takeOver(TickBatch batch) throws StorageException {
        String shape = identity.stateShape();
        if (shape == null) {
            return;
        }
        try {
            Map<String, String> rows =
                    Map.of(CORE, identity.coreName(), CORE_HASH, identity.coreHash(), STATE_SHAPE, shape);
            for (Map.Entry<String, String> row : rows.entrySet()) {
                if (!row.getValue().equals(read(row.getKey()))) {
                    batch.put(
                            database.meta,
                            row.getKey().getBytes(UTF_8),
                            row.getValue().getBytes(UTF_8));
                }
            }
        } catch (RocksDBException e) {
            throw StorageException.during("reading " + path, e);
        }
    }

    private @Nullable String read(String name) throws RocksDBException {
        byte[] found = database.db.get(database.meta, name.getBytes(UTF_8));
        return found == null ? null : new String(found, UTF_8);
    }

    private void writeSynced(String name, String value) throws RocksDBException {
        try (TickBatch batch = database.db.newBatch()) {
            batch.put(database.meta, name.getBytes(UTF_8), value.getBytes(UTF_8));
            batch.write(true);
        }
    }
}
