package dev.espalier.core.state;

import org.jspecify.annotations.Nullable;

/**
 * A map that is updated in place. Each change gives the table to a new handle and takes it from the old one, so that an
 * old handle cannot show what came after it: using it fails.
 */
final class InPlaceMap<K, V> implements StateMap<K, V> {
    static final StateMaps MAPS = new StateMaps() {
        @Override
        public <K, V> StateMap<K, V> empty() {
            return new InPlaceMap<>(new RememberingTable<>());
        }
    };

    private @Nullable RememberingTable<K, V> table;

    private InPlaceMap(RememberingTable<K, V> table) {
        this.table = table;
    }

    @Override
    public @Nullable V get(K key) {
        return table().get(key);
    }

    @Override
    public StateMap<K, V> add(K key, V value) {
        RememberingTable<K, V> changed = table();
        table = null;
        changed.put(key, value);
        return new InPlaceMap<>(changed);
    }

    @Override
    public StateMap<K, V> remove(K key) {
        RememberingTable<K, V> changed = table();
        table = null;
        changed.remove(key);
        return new InPlaceMap<>(changed);
    }

    private RememberingTable<K, V> table() {
        RememberingTable<K, V> current = table;
        if (current == null) {
            throw new IllegalStateException(
                    "this state has been changed in place since: a core's state can be used once; keep the state that the"
                            + " last call returned, and no other");
        }
        return current;
    }

    @Override
    public String toString() {
        RememberingTable<K, V> current = table;
        return current == null ? "(spent)" : current.toString();
    }
}
