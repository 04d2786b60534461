package dev.espalier.store.peer;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;

/**
 * What travels on a link. On the wire a frame is its length (4 bytes, big-endian, not counting itself), a type byte and
 * the fields as {@link dev.espalier.core.PayloadWriter} writes them.
 */
sealed interface PeerFrame {
    /** The version of this protocol. */
    int VERSION = 2;

    /** First frame of a connection, from the node that made it. */
    record Hello(int version, String clusterId, NodeId from, NodeId to, String coreName, String coreHash)
            implements PeerFrame {}

    /**
     * The answer to a hello that matches: puts up to {@code received} are here, durably; send what follows.
     *
     * @param epoch the epoch of put {@code received}, by which the sender sees whether it is the one it made
     */
    record Welcome(NodeId from, long received, long epoch) implements PeerFrame {}

    /** The answer to a hello that does not match; the connection is closed after it. */
    record Refused(Reason reason, String message) implements PeerFrame {}

    /** Own put {@code sequence}, made in {@code epoch}; {@code body} is positioned at key, value and payload. */
    record Put(long sequence, long epoch, PayloadReader body) implements PeerFrame {}

    /**
     * How far puts have come, cumulatively; also sent once a second as a sign of life.
     *
     * @param received recorded: survives the death of the process
     * @param synced forced to the device as far as the durability level ever does
     */
    record Ack(long received, long synced) implements PeerFrame {}

    /** What nodes tell each other about a swap of cores, as {@code store.swap} writes it. */
    record Swap(Bytes content) implements PeerFrame {}

    /** Why a hello was refused. The code is the wire's. */
    enum Reason {
        /** The protocol version is another one. */
        VERSION(1),
        /** The cluster is another one. */
        CLUSTER(2),
        /** The hello was meant for another node. */
        TARGET(3),
        /** The sender is not among the configured peers. */
        UNKNOWN_PEER(4),
        /** The sender runs another core. */
        CORE(5),
        /** The node has stopped serving. */
        FAILED(6);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
