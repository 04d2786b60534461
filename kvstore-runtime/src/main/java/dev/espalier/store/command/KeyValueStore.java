package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import org.jspecify.annotations.Nullable;

/** The replica as commands see it; values are as {@link dev.espalier.store.keyspace.StoredValue} lays them out. */
public interface KeyValueStore {
    /** Reads {@code key}; {@code null} when something it depends on has not arrived yet. */
    @Nullable
    Value get(Bytes key);

    /** Puts {@code value}; visible to all at once on this node. */
    void put(Bytes key, Value value);

    /** Number of keys that hold a value, as the index has it; keys that can be read only now are put into it first. */
    int size();

    /** Number of the last put of this node; 0 when there is none. */
    long lastPut();
}
