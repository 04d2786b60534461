package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import dev.espalier.core.state.StateMap;
import org.jspecify.annotations.Nullable;

/**
 * A core's view of an {@link EntryTable}. Each change gives the table to a new handle and takes it from the old one, so that
 * an old handle cannot show what came after it: using it fails.
 */
final class TableMap<V> implements StateMap<Bytes, V> {
    private @Nullable EntryTable<V> table;

    TableMap(EntryTable<V> table) {
        this.table = table;
    }

    @Override
    public @Nullable V get(Bytes key) {
        return table().get(key);
    }

    @Override
    public StateMap<Bytes, V> add(Bytes key, V value) {
        return changed(key, value);
    }

    @Override
    public StateMap<Bytes, V> remove(Bytes key) {
        return changed(key, null);
    }

    private StateMap<Bytes, V> changed(Bytes key, @Nullable V value) {
        EntryTable<V> changed = table();
        // It may fail to read, and then nothing has changed and this handle is still good.
        changed.put(key, value);
        table = null;
        return new TableMap<>(changed);
    }

    /** Whether this is the handle that has {@code asked}: there is one at a time. */
    boolean has(EntryTable<?> asked) {
        return table == asked;
    }

    private EntryTable<V> table() {
        EntryTable<V> current = table;
        if (current == null) {
            throw new IllegalStateException(
                    "this state has been changed in place since: a core's state can be used once; keep the state that the"
                            + " last call returned, and no other");
        }
        return current;
    }
}
