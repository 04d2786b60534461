package dev.espalier.store.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Copies by checkpoints, whose files are shared with the database; states on their way in have column families. */
final class RocksStateCopies implements StateCopies {
    private final DataDirectory directory;
    private final RocksRows rows;
    private final AtomicLong copies = new AtomicLong();

    RocksStateCopies(DataDirectory directory, RocksRows rows) {
        this.directory = directory;
        this.rows = rows;
    }

    @Override
    public RowStore copy() throws StorageException {
        try {
            Path path = directory.image(copies.incrementAndGet());
            try (Checkpoint checkpoint = Checkpoint.create(rows.database())) {
                checkpoint.createCheckpoint(path.toString());
            }
            return new CheckpointRows(path, Database.openCopy(path));
        } catch (RocksDBException e) {
            throw StorageException.during("making a copy of the state in " + directory, e);
        } catch (IOException e) {
            throw new StorageException("making a copy of the state in " + directory + " failed (" + e + ")", e);
        }
    }

    @Override
    public NewState create() throws RocksDBException {
        return new NewFamily(rows.database(), rows.states().create());
    }

    @Override
    public void use(NewState state, TickBatch batch) throws RocksDBException {
        rows.states().use(((NewFamily) state).family(), batch);
    }

    @Override
    public void dropOthers() throws RocksDBException {
        rows.states().dropOthers();
    }

    private record NewFamily(RocksDB database, ColumnFamilyHandle family) implements NewState {
        @Override
        public void write(List<StateRow> rows) throws RocksDBException {
            // What a crash leaves of these rows counts for nothing, so they need no log.
            try (WriteBatch batch = new WriteBatch();
                    WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
                for (StateRow row : rows) {
                    batch.put(family, row.key(), row.value());
                }
                database.write(unlogged, batch);
            }
        }

        @Override
        public void flush() throws RocksDBException {
            try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
                database.flush(options, family);
            }
        }
    }

    /** The rows of a checkpoint, which goes with them. */
    private record CheckpointRows(Path path, RowStore rows) implements RowStore {
        @Override
        public byte @Nullable [] get(RowFamily family, byte[] key) throws RocksDBException {
            return rows.get(family, key);
        }

        @Override
        public RowIterator newIterator(RowFamily family) {
            return rows.newIterator(family);
        }

        @Override
        public TickBatch newBatch() {
            return rows.newBatch();
        }

        @Override
        public void syncWal() throws RocksDBException {
            rows.syncWal();
        }

        @Override
        public void close() {
            rows.close();
            try {
                DataDirectory.delete(path);
            } catch (IOException e) {
                throw new UncheckedIOException("removing the copy " + path, e);
            }
        }
    }
}
