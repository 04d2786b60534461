package dev.espalier.store.peer;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.store.storage.OriginMark;
import java.util.List;
import java.util.Map;

/**
 * What travels on a link. On the wire a frame is its length (4 bytes, big-endian, not counting itself), a type byte and
 * the fields as {@link dev.espalier.core.PayloadWriter} writes them.
 */
sealed interface PeerFrame {
    /** The newest version of this protocol that this software speaks. */
    int VERSION = 4;

    /** The first one in which puts travel many to a frame. */
    int VERSION_OF_MANY_PUTS = 4;

    /** The oldest one: two nodes speak the newest that both do, so a cluster is upgraded a node at a time. */
    int VERSION_LEAST = 2;

    /**
     * First frame of a connection, from the node that made it. Version 2 has no more than cluster, nodes and core; a newer
     * version may add fields at the end, which older readers skip.
     *
     * @param version the newest version that the sender speaks
     * @param versionLeast the oldest
     * @param incarnation tells the sender's data from any that it lost; 0 when that is not known
     * @param membership the epoch of the sender's membership; 0 for the one that its settings give
     * @param compressions the compressions that the sender can read, a bit each
     * @param purpose what the connection is for
     */
    record Hello(
            int version,
            int versionLeast,
            String clusterId,
            NodeId from,
            NodeId to,
            String coreName,
            String coreHash,
            long incarnation,
            long membership,
            int compressions,
            Purpose purpose)
            implements PeerFrame {}

    /** What a connection is for. The code is the wire's. */
    enum Purpose {
        /** Own puts of the node that made it. */
        PUTS(0),
        /** A snapshot for the node that made it. */
        SNAPSHOT(1);

        private final int code;

        Purpose(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /**
     * The answer to a hello that matches: puts up to {@code received} are here, durably; send what follows.
     *
     * @param epoch the epoch of put {@code received}, by which the sender sees whether it is the one it made
     * @param version the version that is spoken from now on
     * @param incarnation tells the answering node's data from any that it lost; 0 in version 2
     * @param membership the epoch of the answering node's membership; 0 in version 2
     * @param compressions as in the hello; 0 in version 2
     */
    record Welcome(
            NodeId from, long received, long epoch, int version, long incarnation, long membership, int compressions)
            implements PeerFrame {}

    /** The answer to a hello that does not match; the connection is closed after it. */
    record Refused(Reason reason, String message) implements PeerFrame {}

    /**
     * Own puts without a gap, all made in one epoch. One alone has a shorter frame, the only one before version
     * {@value #VERSION_OF_MANY_PUTS}.
     *
     * @param first the number of the first
     * @param count how many, 1 to {@link PeerFrameFormat#PUTS_MAX}
     * @param bodies positioned at key, value and payload of the first; those of the others follow, and nothing else
     */
    record Puts(long first, int count, long epoch, PayloadReader bodies) implements PeerFrame {
        /** The number of the last. */
        long last() {
            return first + count - 1;
        }
    }

    /**
     * How far puts have come, cumulatively; also sent once a second as a sign of life.
     *
     * @param received recorded: survives the death of the process
     * @param synced forced to the device as far as the durability level ever does
     */
    record Ack(long received, long synced) implements PeerFrame {}

    /**
     * In place of puts: the receiver needs some that the sender's outbox has let go of, and is to take a snapshot.
     *
     * @param start the first put that the outbox still holds; from now on it is kept for the receiver
     */
    record Behind(long start) implements PeerFrame {}

    /**
     * Whole frames, many of them together.
     *
     * @param code of the {@link PeerCompression}
     * @param plainBytes how long they are, 1 to {@link PeerCompression#PLAIN_BYTES_MAX}
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Compressed(int code, int plainBytes, byte[] packed) implements PeerFrame {}

    /**
     * The membership that the sender goes by, where it is newer than the receiver's.
     *
     * @param encoded as the sender's {@code Membership} writes it
     */
    record Members(Bytes encoded) implements PeerFrame {}

    /**
     * Asks for a snapshot.
     *
     * @param needs how far the puts of each node must be in it
     */
    record Want(Map<NodeId, Long> needs) implements PeerFrame {}

    /**
     * The snapshot asked for cannot be made yet; also sent as a sign of life.
     *
     * @param reason what it waits for
     */
    record NotYet(String reason) implements PeerFrame {}

    /**
     * A snapshot begins.
     *
     * @param shape the shape of the state, as its codec says it
     * @param state what is beside the entries
     * @param marks how far the puts of each node are in it
     */
    record Image(String shape, Bytes state, List<OriginMark> marks) implements PeerFrame {}

    /** Rows of a snapshot, as {@link dev.espalier.store.storage.StateImage#rows} gives them. */
    record Rows(Bytes chunk) implements PeerFrame {}

    /**
     * All rows have been sent.
     *
     * @param rows how many
     * @param checksum CRC-32C of all chunks, one behind the other
     */
    record ImageEnd(long rows, int checksum) implements PeerFrame {}

    /** What nodes tell each other about a swap of cores, as {@code store.swap} writes it. */
    record Swap(Bytes content) implements PeerFrame {}

    /** Why a hello was refused. The code is the wire's. */
    enum Reason {
        /** There is no protocol version that both speak. */
        VERSION(1),
        /** The cluster is another one. */
        CLUSTER(2),
        /** The hello was meant for another node. */
        TARGET(3),
        /** The sender is not a member of the cluster. */
        UNKNOWN_PEER(4),
        /** The sender runs another core. */
        CORE(5),
        /** The node has stopped serving. */
        FAILED(6),
        /** The sender has other data than when it was met first: it lost what it had. */
        INCARNATION(7);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
