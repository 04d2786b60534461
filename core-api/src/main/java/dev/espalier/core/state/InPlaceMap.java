package dev.espalier.core.state;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map that is updated in place. Each change gives the table to a new handle and takes it from the old one, so that an
 * old handle cannot show what came after it: using it fails.
 */
final class InPlaceMap<K, V> implements StateMap<K, V> {
    static final StateMaps MAPS = new StateMaps() {
        @Override
        public <K, V> StateMap<K, V> empty() {
            return new InPlaceMap<>(new Table<>());
        }
    };

    private @Nullable Table<K, V> table;

    private InPlaceMap(Table<K, V> table) {
        this.table = table;
    }

    @Override
    public @Nullable V get(K key) {
        return table().get(key);
    }

    @Override
    public StateMap<K, V> add(K key, V value) {
        Table<K, V> changed = table();
        table = null;
        changed.put(key, value);
        return new InPlaceMap<>(changed);
    }

    @Override
    public StateMap<K, V> remove(K key) {
        Table<K, V> changed = table();
        table = null;
        changed.remove(key);
        return new InPlaceMap<>(changed);
    }

    private Table<K, V> table() {
        Table<K, V> current = table;
        if (current == null) {
            throw new IllegalStateException(
                    "this state has been changed in place since: a core's state can be used once; keep the state that the"
                            + " last call returned, and no other");
        }
        return current;
    }

    /**
     * A hash table that remembers what was found last: a core looks up an entry, and then puts another one in its place
     * under the same key, which costs no second search.
     */
    private static final class Table<K, V> {
        private final Map<K, Slot<V>> slots = new HashMap<>();
        private @Nullable K lastKey;
        private @Nullable Slot<V> lastSlot;

        @Nullable
        V get(K key) {
            Slot<V> slot = slots.get(key);
            if (slot == null) {
                return null;
            }
            lastKey = key;
            lastSlot = slot;
            return slot.value;
        }

        // The same object is the same key; another one that is equal is searched for.
        @SuppressWarnings("ReferenceEquality")
        void put(K key, V value) {
            Slot<V> slot = key == lastKey ? lastSlot : slots.get(key);
            if (slot == null) {
                slots.put(key, new Slot<>(value));
            } else {
                slot.value = value;
            }
        }

        void remove(K key) {
            slots.remove(key);
            lastKey = null;
            lastSlot = null;
        }

        @Override
        public String toString() {
            return slots.toString();
        }
    }

    private static final class Slot<V> {
        private V value;

        Slot(V value) {
            this.value = value;
        }

        @Override
        public String toString() {
            return String.valueOf(value);
        }
    }

    @Override
    public String toString() {
        Table<K, V> current = table;
        return current == null ? "(spent)" : current.toString();
    }
}
