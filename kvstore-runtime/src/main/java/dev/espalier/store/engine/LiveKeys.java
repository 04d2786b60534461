package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.Value;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which keys hold a value, by what the replica answers, so that a put that lost does not count. An index is told of every
 * put as it is applied. Where there is none, a replica is asked when somebody counts: once for each key put since the last
 * count, however often it was put.
 */
final class LiveKeys {
    /** Answers what a key holds. */
    @FunctionalInterface
    interface Reader {
        /** The value of {@code key}, or {@code null} when it cannot be read yet. */
        @Nullable
        Value read(Bytes key);
    }

    private Reader reader;
    private final KeyIndex index;
    private final boolean atOnce;
    private Set<Bytes> unsettled = new HashSet<>();

    private LiveKeys(Reader reader, KeyIndex index, boolean atOnce) {
        this.reader = reader;
        this.index = index;
        this.atOnce = atOnce;
    }

    /** Tells {@code index}; or, if that is {@code null}, only counts. */
    static LiveKeys of(Reader reader, @Nullable KeyIndex index) {
        return index == null ? new LiveKeys(reader, KeyIndex.counting(), false) : new LiveKeys(reader, index, true);
    }

    /** Asks {@code newReader} from now on. */
    void readBy(Reader newReader) {
        reader = newReader;
    }

    /** A put of {@code key} was applied. */
    void changed(Bytes key) {
        if (index == KeyIndex.none()) {
            return;
        }
        if (atOnce) {
            ask(key);
        } else {
            unsettled.add(key);
        }
    }

    private void ask(Bytes key) {
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
        settle();
        return index.size();
    }

    /** Looks again at the keys that have not been, or could not be, read since they changed. */
    private void settle() {
        if (!unsettled.isEmpty()) {
            Set<Bytes> toAsk = unsettled;
            unsettled = new HashSet<>();
            toAsk.forEach(this::ask);
        }
    }

    /** Writes the keys that could not be read: an index knows the others. Whoever only counts begins anew at a start. */
    void write(PayloadWriter out) {
        Set<Bytes> unread = atOnce ? unsettled : Set.of();
        out.writeNatural(unread.size());
        unread.forEach(out::writeBytes);
    }

    /** Reads what {@link #write} wrote. */
    void read(PayloadReader in) {
        for (long left = in.readNatural(); left > 0; left--) {
            unsettled.add(in.readBytes());
        }
    }
}
