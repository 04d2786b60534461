package dev.espalier.store.swap;

import dev.espalier.core.Bytes;
import dev.espalier.core.StoreCore;
import dev.espalier.core.Value;
import dev.espalier.store.cores.CoreRefusedException;
import dev.espalier.store.engine.MigrationWriter;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StorageException;
import io.netty.util.concurrent.Ticker;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Hands what can be read in one engine over to another with a new core, by the core's own methods: a client that is no node
 * ({@link MigrationWriter}) puts every key in order, the new replica applies each put, and the node's own client reads it.
 * That is a run of the new core's model, so whatever is proved of the core holds from there on; and since each client has
 * read all of it, everything that is put later is after all of it.
 */
final class Migration {
    private final ReplicaEngine<?> from;
    private final ReplicaEngine<?> to;
    private final Storage storage;
    private final MigrationWriter writer;
    private final List<Bytes> keys;
    private final long time;
    private final MessageDigest digest = sha256();
    private int next;
    private long handedOver;

    /**
     * @param to new, and recorded by {@code storage}
     * @param keys the same at every node, in the same order, but for such as hold nothing beyond {@code time}
     */
    Migration(
            ReplicaEngine<?> from, ReplicaEngine<?> to, Storage storage, StoreCore core, List<Bytes> keys, long time) {
        this.from = from;
        this.to = to;
        this.storage = storage;
        this.writer = MigrationWriter.of(core);
        this.keys = keys;
        this.time = time;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Goes on for about so long by {@code ticker}, and writes what it did.
     *
     * @return whether all is done
     * @throws CoreRefusedException if a key cannot be read in either
     */
    boolean step(long nanosMax, Ticker ticker) throws CoreRefusedException, StorageException {
        long deadline = ticker.nanoTime() + nanosMax;
        while (next < keys.size() && ticker.nanoTime() < deadline) {
            handOver(keys.get(next));
            next++;
        }
        to.beforeCommit();
        storage.commit();
        return next == keys.size();
    }

    private void handOver(Bytes key) throws CoreRefusedException {
        Value value = from.peek(key);
        if (value == null) {
            throw new CoreRefusedException("key " + key + " cannot be read yet");
        }
        Bytes stored = value.bytesOrNull();
        if (stored == null || (!Keyspace.isReserved(key) && StoredValue.deadlineOf(stored) <= time)) {
            return;
        }
        note(key);
        note(stored);
        to.receive(writer.put(key, value));
        to.settle();
        Value read = to.get(key);
        if (read == null || !read.equals(value)) {
            throw new CoreRefusedException("the new core does not give back what was put under key " + key);
        }
        handedOver++;
    }

    private void note(Bytes bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length()).flip());
        digest.update(bytes.shared());
    }

    /** Of all that was handed over; to be asked for once. */
    Bytes digest() {
        return Bytes.wrap(digest.digest());
    }

    /** How many keys were handed over so far. */
    long handedOver() {
        return handedOver;
    }
}
