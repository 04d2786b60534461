package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.core.Value;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.keyspace.StoredValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys as clients know them: with deadlines, and without what has expired. A command reads all it needs before it
 * writes, so that a read which must wait leaves nothing half done.
 */
public final class Keys {
    private static final Set<String> TELLING_MISSES = Set.of("getset", "getdel", "getex", "copy", "bitop");

    private final KeyValueStore store;
    private final Keyspace keyspace;
    private final KeyEvents events;
    private final LongSupplier waitLimitMillis;
    private @Nullable CommandSpec running;
    private long hits;
    private long misses;

    /**
     * @param waitLimitMillis how long a read may wait
     */
    public Keys(KeyValueStore store, Keyspace keyspace, KeyEvents events, LongSupplier waitLimitMillis) {
        this.store = store;
        this.keyspace = keyspace;
        this.events = events;
        this.waitLimitMillis = waitLimitMillis;
    }

    /**
     * What {@code key} holds; {@code null} when nothing.
     *
     * @throws MustWait if that cannot be said yet
     */
    @Nullable
    StoredValue find(Bytes key) {
        Bytes stored = read(key).bytesOrNull();
        if (stored == null) {
            return missed(key);
        }
        StoredValue found = StoredValue.read(stored);
        if (found.deadline() != StoredValue.NEVER && found.deadline() <= keyspace.now()) {
            keyspace.foundExpired(key);
            return missed(key);
        }
        hits++;
        return found;
    }

    private @Nullable StoredValue missed(Bytes key) {
        misses++;
        if (events.tellsMisses() && tellsMisses(running)) {
            events.publish(KeyEvents.MISSED, "keymiss", key);
        }
        return null;
    }

    /** The command that reads and puts from now on. */
    void runs(CommandSpec spec) {
        running = spec;
    }

    /** Redis tells of what is read to be shown or copied, and not of what is looked at or about to be written. */
    private static boolean tellsMisses(@Nullable CommandSpec spec) {
        return spec != null
                && (TELLING_MISSES.contains(spec.name())
                        || (spec.has("readonly") && spec.name().indexOf('|') < 0));
    }

    /** Carries the read of {@code key} out, for what it makes this node's puts depend on. */
    Value read(Bytes key) {
        Value value = store.get(key);
        if (value == null) {
            throw new MustWait(Outcome.Wait.forRead(key, waitLimitMillis.getAsLong()));
        }
        return value;
    }

    boolean exists(Bytes key) {
        return find(key) != null;
    }

    /** As {@link #exists}, for a key that is about to be written: no subscriber is told that it holds nothing. */
    boolean isTaken(Bytes key) {
        CommandSpec asked = running;
        running = null;
        try {
            return exists(key);
        } finally {
            running = asked;
        }
    }

    /** What each of {@code wanted} holds, from one state of the replica. */
    List<@Nullable StoredValue> findAll(List<Bytes> wanted) {
        List<@Nullable StoredValue> found = new ArrayList<>(wanted.size());
        wanted.forEach(key -> found.add(find(key)));
        return found;
    }

    /** What each of {@code wanted} that exists holds, every key once, in order. */
    Map<Bytes, StoredValue> existing(List<Bytes> wanted) {
        Map<Bytes, StoredValue> found = HashMap.newHashMap(wanted.size());
        for (Bytes key : wanted) {
            StoredValue value = found.containsKey(key) ? null : find(key);
            if (value != null) {
                found.put(key, value);
            }
        }
        return found;
    }

    /** Puts a value that stays. */
    void put(Bytes key, Bytes content, String event) {
        put(key, StoredValue.plain(content), KeyEvents.STRING, event);
    }

    /** Puts a value that is no more from {@code deadline} on. */
    void put(Bytes key, Bytes content, long deadline, String event) {
        put(key, StoredValue.until(content, deadline), KeyEvents.STRING, event);
    }

    /** Puts a value, for an event of class {@code kind}. */
    void put(Bytes key, Bytes content, long deadline, char kind, String event) {
        put(key, StoredValue.until(content, deadline), kind, event);
    }

    /** Puts a value that was put together from parts: Redis shows another encoding of it. */
    void putTogether(Bytes key, Bytes content, long deadline, String event) {
        put(key, content, deadline, event);
        leaveInParts(key, content.length());
    }

    /** What {@code key} holds, {@code length} bytes, might have been written in part and was not. */
    void leaveInParts(Bytes key, int length) {
        if (length <= KeyCommands.EMBEDDED_BYTES_MAX) {
            keyspace.putTogether(key);
        }
    }

    /**
     * Puts what a key held before, under another name or with another deadline.
     *
     * @param inParts what {@link Keyspace#isInParts} said of it
     */
    void putSame(Bytes key, StoredValue value, long deadline, boolean inParts, String event) {
        put(key, value.content(), deadline, KeyEvents.GENERIC, event);
        if (inParts) {
            keyspace.putTogether(key);
        }
    }

    /** Has {@code to} hold what {@code from} holds, {@code value}, and {@code from} nothing; {@code verb} is what happens. */
    void carry(Bytes from, Bytes to, StoredValue value, String verb) {
        requireClients(to);
        boolean inParts = keyspace.isInParts(from);
        events.byClient(() -> store.put(to, StoredValue.until(value.content(), value.deadline())));
        if (inParts) {
            keyspace.putTogether(to);
        }
        delete(from, verb + "_from");
        events.publish(KeyEvents.GENERIC, verb + "_to", to);
    }

    private void put(Bytes key, Value value, char kind, String event) {
        requireClients(key);
        events.byClient(() -> store.put(key, value));
        events.publish(kind, event, key);
    }

    /** Takes the value of a key away that has one. */
    void delete(Bytes key, String event) {
        requireClients(key);
        events.byClient(() -> store.put(key, Value.ABSENT));
        events.publish(KeyEvents.GENERIC, event, key);
    }

    /** Puts as replicas hold it, and tells no subscriber. */
    void putSilently(Bytes key, Value value) {
        events.silently(() -> store.put(key, value));
    }

    /** Refuses a key that is the node's own. */
    static void requireClients(Bytes key) {
        if (Keyspace.isReserved(key)) {
            throw new CommandError("ERR keys that begin with \\0espalier: are the node's own; choose another key");
        }
    }

    /** Reads that found a value. */
    long hits() {
        return hits;
    }

    /** Reads that found none. */
    long misses() {
        return misses;
    }

    KeyEvents events() {
        return events;
    }

    Keyspace keyspace() {
        return keyspace;
    }

    KeyValueStore store() {
        return store;
    }

    long now() {
        return keyspace.now();
    }

    long waitLimitMillis() {
        return waitLimitMillis.getAsLong();
    }
}
