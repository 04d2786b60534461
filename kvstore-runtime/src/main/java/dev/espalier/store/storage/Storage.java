package dev.espalier.store.storage;

import dev.espalier.core.NodeId;
import dev.espalier.store.engine.Journal;
import dev.espalier.store.engine.ReplicaEngine;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The node's disk. Records gather in a batch; {@link #commit} makes the batch durable as one. One thread owns it, except
 * for {@link #sync}.
 */
public interface Storage extends Journal, AutoCloseable {
    /** Feeds everything recorded so far into a new engine. */
    void recover(ReplicaEngine<?>.Replay replay) throws StorageException;

    /**
     * Has own puts counted on from {@code ownSequence}: those up to it were made before this database was, which is empty.
     * Who this node is, and whom it knows, is as in {@code before}.
     *
     * @throws StorageException if it fails, or where a database cannot follow another
     */
    default void continueFrom(long ownSequence, Storage before, Collection<NodeId> peers) throws StorageException {
        throw new StorageException("this storage cannot go on where another ended");
    }

    /** Writes all that was recorded since the last call, atomically; does nothing when there is nothing. */
    void commit() throws StorageException;

    /** Forces what is committed to the device. May be called from another thread. */
    void sync() throws StorageException;

    /**
     * Makes a copy of everything committed in the new folder {@code folder}. May be called from another thread.
     *
     * @throws StorageException if it fails, or where there is no disk to copy
     */
    default void checkpoint(Path folder) throws StorageException {
        throw new StorageException("this storage is not on a disk");
    }

    /** Number of the first own put that the outbox still holds, or the next number when it holds none. */
    long outboxStart();

    /**
     * Own committed puts from number {@code from} on, without gaps; none when {@code from} is not held.
     *
     * @param messagesMax how many at most; fewer may come although there are more
     * @param bytesMax stops once so many bytes are read; at least one message comes all the same
     */
    PutBodies outbox(long from, int messagesMax, long bytesMax) throws StorageException;

    /** Records in the next batch that {@code peer} holds all own puts up to {@code sequence}. */
    void acknowledged(NodeId peer, long sequence);

    /** What {@link #acknowledged} last recorded for {@code peer}; 0 when nothing. */
    long acknowledgedBy(NodeId peer);

    /** The epochs of the puts of {@code origin}, this node included, as far as they are still needed. */
    Epochs epochs(NodeId origin);

    /**
     * Records in the next batch that puts of {@code origin} from number {@code start} on are of epoch {@code id}.
     *
     * @param neededFrom the least put whose epoch will still be asked for
     */
    void beginEpoch(NodeId origin, long start, long id, long neededFrom);

    /** Drops, in the next batch, own puts up to {@code sequence} from the outbox. */
    void trimOutbox(long sequence);

    /** About how many bytes the outbox holds from own put {@code from} on; found without reading them. */
    default long outboxBytes(long from) {
        return 0;
    }

    /** A random number that tells this node's data from any other it had, or will have; 0 where it has none. */
    default long incarnation() {
        return 0;
    }

    /** The incarnation that {@code peer} had when it was met first; 0 when it has not been met. */
    default long incarnationOf(NodeId peer) {
        return 0;
    }

    /** Records in the next batch that {@code peer} was met in {@code incarnation}. */
    default void metIncarnation(NodeId peer, long incarnation) {}

    /** What {@link #keepMembership} last recorded; {@code null} when nothing. */
    default byte @Nullable [] membership() {
        return null;
    }

    /** Records in the next batch who belongs to the cluster. */
    default void keepMembership(byte[] membership) {}

    /** From now on keeps own puts for peers, where there were none so far. */
    default void keepOutbox() {}

    /** How the state moves to other nodes and from them; {@code null} where it cannot. */
    default @Nullable StateTransfer transfer() {
        return null;
    }

    /** How many input records the log holds; 0 where the state itself is kept. */
    long logRecords();

    /** How many records {@link #recover} read: inputs, pending puts, and the state where it is kept. */
    default long recoveredRecords() {
        return logRecords();
    }

    /** The keys that hold a value, where a state is kept that they belong to; {@code null} where there is none. */
    default @Nullable KeptKeys keptKeys() {
        return null;
    }

    /** How the entries of the state are kept. */
    default StateStatistics stateStatistics() {
        return StateStatistics.NONE;
    }

    /** Figures of the disk by name, where there are any. */
    default Map<String, Long> diskStatistics() {
        return Map.of();
    }

    @Override
    void close();
}
