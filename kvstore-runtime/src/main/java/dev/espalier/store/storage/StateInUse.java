package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of the state in use, which a snapshot replaces; whoever asks for keys is always given those in use. */
final class StateInUse implements KeptKeys {
    private final Database database;
    private final TickBatch batch;
    private final String place;
    private final long cacheBytes;
    private StateTables tables;

    StateInUse(Database database, TickBatch batch, String place, long cacheBytes) {
        this.database = database;
        this.batch = batch;
        this.place = place;
        this.cacheBytes = cacheBytes;
        this.tables = new StateTables(database, batch, place, cacheBytes);
    }

    StateTables tables() {
        return tables;
    }

    /** Goes on with tables, none of them read yet, of the column family that is in use now. */
    StateTables replace() {
        tables = new StateTables(database, batch, place, cacheBytes);
        return tables;
    }

    @Override
    public void holds(Bytes key, long deadline) {
        tables.holds(key, deadline);
    }

    @Override
    public void gone(Bytes key) {
        tables.gone(key);
    }

    @Override
    public List<KeptKey> from(@Nullable Bytes after, int most) {
        return tables.from(after, most);
    }
}
