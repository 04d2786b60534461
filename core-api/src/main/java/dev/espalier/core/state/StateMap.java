package dev.espalier.core.state;

import dev.espalier.core.lang.Option;
import org.jspecify.annotations.Nullable;

/**
 * A finite map, as a core sees it: Rocq's {@code MAP}. A change gives the changed map. Whether the map that was changed
 * is still there afterwards depends on where the map comes from: see {@link StateMaps}.
 *
 * <p>Keys are compared by {@code equals}, which must say what the proof's decidable equality of keys says.
 *
 * @param <K> keys
 * @param <V> what a key holds
 */
public interface StateMap<K, V> {
    /**
     * What {@code key} holds, or {@code null}.
     *
     * @throws IllegalStateException if this map is updated in place and has been changed since
     */
    @Nullable
    V get(K key);

    /** What {@code key} holds, if anything. */
    default Option<V> find(K key) {
        V value = get(key);
        return value == null ? Option.none() : Option.some(value);
    }

    /** The map in which {@code key} holds {@code value}. */
    StateMap<K, V> add(K key, V value);

    /** The map in which {@code key} holds nothing. */
    StateMap<K, V> remove(K key);
}
