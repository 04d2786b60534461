package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeCore;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.RepeatedParts;
import dev.espalier.core.StoreCore;
import dev.espalier.core.StoredMaps;
import dev.espalier.core.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the model says that a node holds, and the core that moves it: the engine's view of a core of either kind. A state
 * is replaced only after the core has answered everything that its replacement takes, so a core that throws leaves all as
 * it was.
 *
 * @param <P> what of a put the core sends along
 */
interface Model<P> {

    /**
     * A put of this node.
     *
     * @param message the put as it travels
     * @param request the core's payload
     * @param applied whether it is in this node's replica already; otherwise it is pending like any other
     */
    record OwnPut<P>(PutMessage message, P request, boolean applied) {}

    /** A node's beginning, on {@code core}. */
    static Model<?> of(StoreCore core, NodeId self) {
        return switch (core) {
            case Core<?, ?, ?, ?, ?> two -> new ProxyModel<>(two, self);
            case NodeCore<?, ?> one -> new NodeModel<>(one, self);
        };
    }

    /** Carries a get out; {@code null} when it must wait. */
    @Nullable
    Value get(Bytes key);

    /** How many gets have changed a state: those are inputs that a replay must repeat. */
    long changesByGets();

    /** What a get of {@code key} would answer now, without its effects; {@code null} when it would wait. */
    @Nullable
    Value peek(Bytes key);

    /** Forms a put of this node, and applies it here if it is enabled. */
    OwnPut<P> put(Bytes key, Value value, long now, long sequence);

    /** Whether the put may be applied now. */
    boolean enables(PutMessage put, P request);

    /** Whether the core says that the put is in already, so that its guard stays false for ever. */
    boolean hasSeen(PutMessage put, P request);

    /** Applies a put that is enabled. */
    void apply(PutMessage put, P request);

    /** The shape of the state, as {@link dev.espalier.core.StateCodec} says it; {@code null} when it cannot be written down. */
    @Nullable
    String stateShape();

    /** Writes the state, which has a shape, without the entries of its maps. */
    void writeState(PayloadWriter out, StoredMaps maps);

    /** Takes the state that {@link #writeState} wrote in place of the present one. */
    void readState(PayloadReader in, StoredMaps maps);

    /**
     * Takes the replica of another node's state, which {@link #writeState} wrote there, in place of the present one, and
     * keeps what belongs to this node's client proxy. Only for a state that has all that is applied here, and of a core
     * whose replica does not depend on which node it is at.
     *
     * @throws UnsupportedOperationException if replica and proxy are one state, or it has no shape
     */
    void takeReplica(PayloadReader in, StoredMaps maps);

    /** The parts of payloads that were read last, of each sender. */
    BySender<RepeatedParts> readBefore();

    /** Reads a payload from where {@code in} is. */
    P read(PayloadReader in);

    /**
     * Reads a put's payload.
     *
     * @throws dev.espalier.core.MalformedPayloadException if the core cannot
     */
    default P readPayload(PutMessage put) {
        PayloadReader in =
                new PayloadReader(put.payload().shared(), readBefore().of(put.origin()));
        P request = read(in);
        in.expectEnd();
        return request;
    }
}
