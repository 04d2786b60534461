package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An index of the keys that hold a value, kept up with every put that is applied. */
public interface KeyIndex {
    /** A put of {@code key} was applied, after which it holds {@code value}, which is not absent. */
    void holds(Bytes key, Value value);

    /** A put of {@code key} was applied, after which it holds nothing. */
    void gone(Bytes key);

    /** Number of keys that hold a value. */
    int size();

    /** {@code second}, and before it {@code first} if there is one: both are told of everything, and the second counts. */
    static KeyIndex both(@Nullable KeyIndex first, KeyIndex second) {
        if (first == null) {
            return second;
        }
        return new KeyIndex() {
            @Override
            public void holds(Bytes key, Value value) {
                first.holds(key, value);
                second.holds(key, value);
            }

            @Override
            public void gone(Bytes key) {
                first.gone(key);
                second.gone(key);
            }

            @Override
            public int size() {
                return second.size();
            }
        };
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
