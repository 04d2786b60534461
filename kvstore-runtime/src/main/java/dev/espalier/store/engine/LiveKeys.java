package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which keys hold a value, by what the replica answers, so that a put that lost does not count. */
final class LiveKeys {
    /** Answers what a key holds. */
    @FunctionalInterface
    interface Reader {
        /** The value of {@code key}, or {@code null} when it cannot be read yet. */
        @Nullable
        Value read(Bytes key);
    }

    private final Reader reader;
    private final KeyIndex index;
    private final Set<Bytes> unsettled = new HashSet<>();

    LiveKeys(Reader reader, KeyIndex index) {
        this.reader = reader;
        this.index = index;
    }

    /** A put of {@code key} was applied. */
    void changed(Bytes key) {
        Value value = reader.read(key);
        if (value == null) {
            unsettled.add(key);
        } else if (value.isAbsent()) {
            index.gone(key);
        } else {
            index.holds(key, value);
        }
    }

    int count() {
        if (!unsettled.isEmpty()) {
            Set<Bytes> again = Set.copyOf(unsettled);
            unsettled.clear();
            again.forEach(this::changed);
        }
        return index.size();
    }
}
