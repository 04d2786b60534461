package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which keys hold a value, by what the replica answers, so that a put that lost does not count. Asked only when somebody
 * counts: a replica is asked once for each key put since the last count, however often it was put.
 */
final class LiveKeys {
    /** Answers what a key holds. */
    @FunctionalInterface
    interface Reader {
        /** The value of {@code key}, or {@code null} when it cannot be read yet. */
        @Nullable
        Value read(Bytes key);
    }

    private final Reader reader;
    private final Set<Bytes> live = new HashSet<>();
    private Set<Bytes> unsettled = new HashSet<>();

    LiveKeys(Reader reader) {
        this.reader = reader;
    }

    /** A put of {@code key} was applied. */
    void changed(Bytes key) {
        unsettled.add(key);
    }

    int count() {
        if (!unsettled.isEmpty()) {
            Set<Bytes> toAsk = unsettled;
            unsettled = new HashSet<>();
            toAsk.forEach(this::ask);
        }
        return live.size();
    }

    private void ask(Bytes key) {
        Value value = reader.read(key);
        if (value == null) {
            unsettled.add(key);
        } else if (value.isAbsent()) {
            live.remove(key);
        } else {
            live.add(key);
        }
    }
}
