package dev.espalier.core;

import dev.espalier.core.state.StateMap;

/**
 * The maps of one state, kept by whoever keeps the state: they are met in the order in which the state's type has them,
 * when the state is read and when it is written. Good for one reading or one writing.
 */
public interface StoredMaps {
    /** The next map of a state that is read. Changes of it are made in place. */
    <V> StateMap<Bytes, V> open(EntryCodec<V> entries);

    /**
     * The next map of a state that is written. Nothing is written of it, since its entries are kept as they change.
     *
     * @throws IllegalStateException if it is not the map that was opened in this place, after all of its changes
     */
    void written(StateMap<Bytes, ?> map);
}
