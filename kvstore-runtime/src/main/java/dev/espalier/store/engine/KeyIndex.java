package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import java.util.HashSet;
import java.util.Set;

/** An index of the keys that hold a value, kept up with every put that is applied. */
public interface KeyIndex {
    /** A put of {@code key} was applied, after which it holds {@code value}, which is not absent. */
    void holds(Bytes key, Value value);

    /** A put of {@code key} was applied, after which it holds nothing. */
    void gone(Bytes key);

    /** Number of keys that hold a value. */
    int size();

    /** For replicas whose keys nobody will count: nothing is kept up, and {@link #size} is always 0. */
    static KeyIndex none() {
        return UncountedKeys.INDEX;
    }

    /** An index that can count and nothing else. */
    static KeyIndex counting() {
        Set<Bytes> keys = new HashSet<>();
        return new KeyIndex() {
            @Override
            public void holds(Bytes key, Value value) {
                keys.add(key);
            }

            @Override
            public void gone(Bytes key) {
                keys.remove(key);
            }

            @Override
            public int size() {
                return keys.size();
            }
        };
    }
}
