package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadWriter;
import dev.espalier.store.engine.ReplicaEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rocksdb.RocksDBException;

/**
 * A copy of a node's state as one batch left it, read row by row and removed when it is closed. Not thread-safe.
 */
public final class StateImage implements AutoCloseable {
    private final String place;
    private final Database copy;
    private final String shape;
    private final byte[] state;
    private final List<OriginMark> marks;
    private final RowIterator rows;
    private long rowsRead;

    private StateImage(String place, Database copy, String shape, byte[] state, List<OriginMark> marks) {
        this.place = place;
        this.copy = copy;
        this.shape = shape;
        this.state = state;
        this.marks = List.copyOf(marks);
        this.rows = copy.db.newIterator(copy.state);
        this.rows.seekToFirst();
    }

    /** The state in {@code rows}, a copy of the disk called {@code place}, which is closed with it. */
    static StateImage of(String place, RowStore rows, StoreIdentity identity, long incarnation)
            throws StorageException {
        Database copy = Database.copy(rows);
        StateImage made = null;
        try {
            byte[] state = copy.db.get(copy.meta, StateRows.STATE);
            String shape = identity.stateShape();
            if (state == null || shape == null) {
                throw new StorageException("the copy of " + place + " holds no state, so nothing can be sent from it");
            }
            made = new StateImage(place, copy, shape, state, marks(copy, identity.node(), state, incarnation));
            return made;
        } catch (RocksDBException e) {
            throw StorageException.during("reading the copy of " + place, e);
        } finally {
            if (made == null) {
                copy.close();
            }
        }
    }

    private static List<OriginMark> marks(Database copy, NodeId self, byte[] state, long incarnation)
            throws RocksDBException, StorageException {
        ReplicationMarks known;
        try (TickBatch unused = copy.db.newBatch()) {
            known = new ReplicationMarks(copy, unused);
            known.read(String.valueOf(self), (origin, sequence) -> {});
        }
        Set<NodeId> origins = new TreeSet<>(known.receivedMarks().keySet());
        origins.add(self);
        List<OriginMark> marks = new ArrayList<>();
        for (NodeId origin : origins) {
            long arrived = origin.equals(self)
                    ? ReplicaEngine.ownSequenceIn(state)
                    : known.receivedMarks().getOrDefault(origin, 0L);
            long applied = Math.min(arrived, firstPending(copy, origin) - 1);
            marks.add(new OriginMark(
                    origin,
                    applied,
                    known.epochs(origin).at(applied),
                    origin.equals(self) ? incarnation : known.incarnationOf(origin)));
        }
        return marks;
    }

    /** What has arrived of an origin is applied in its order, so all before the first pending put is in. */
    private static long firstPending(Database copy, NodeId origin) throws RocksDBException {
        try (RowIterator inbox = copy.db.newIterator(copy.inbox)) {
            inbox.seek(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                    .putInt(origin.number())
                    .array());
            inbox.status();
            if (inbox.isValid()) {
                ByteBuffer key = ByteBuffer.wrap(inbox.key());
                if (key.getInt() == origin.number()) {
                    return key.getLong();
                }
            }
            return Long.MAX_VALUE;
        }
    }

    /** The shape of the state, as {@link dev.espalier.core.StateCodec} says it. */
    public String shape() {
        return shape;
    }

    /** What is beside the entries, as {@link dev.espalier.store.engine.StateKeeper#keep} was given it. */
    public byte[] state() {
        return state.clone();
    }

    /** How far the puts of each node are in it, its own node included. */
    public List<OriginMark> marks() {
        return marks;
    }

    /**
     * The next rows, in the order of their keys, each a length-prefixed key and a length-prefixed row.
     *
     * @param bytesMax stops once there are so many bytes; at least one row comes all the same
     * @return nothing when there are no more
     */
    public byte[] rows(int bytesMax) throws StorageException {
        PayloadWriter out = new PayloadWriter();
        try {
            for (; rows.isValid() && out.length() < bytesMax; rows.next()) {
                out.writeBytes(Bytes.wrap(rows.key()));
                out.writeBytes(Bytes.wrap(rows.value()));
                rowsRead++;
            }
            rows.status();
        } catch (RocksDBException e) {
            throw StorageException.during("reading the copy of " + place, e);
        }
        return out.toByteArray();
    }

    /** How many rows {@link #rows} has given. */
    public long rowsRead() {
        return rowsRead;
    }

    @Override
    public void close() throws IOException {
        rows.close();
        try {
            copy.close();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
