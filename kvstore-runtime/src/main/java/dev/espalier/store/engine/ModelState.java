package dev.espalier.store.engine;

import dev.espalier.core.Answered;
import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.Requested;
import dev.espalier.core.Value;
import org.jspecify.annotations.Nullable;

/**
 * The two states of the model that a node holds, its client proxy's and its replica's, and the core that moves them. A
 * state is replaced only after the core has answered everything that its replacement takes, so a core that throws leaves
 * both as they were.
 */
final class ModelState<C, R, G, A, P> {
    private final Core<C, R, G, A, P> core;
    private final NodeId self;
    private final PayloadWriter payloadOut = new PayloadWriter();
    private C client;
    private R replica;
    private long changesByGets;

    /**
     * A put of this node.
     *
     * @param message the put as it travels
     * @param request the core's payload
     * @param applied whether it is in the replica already; otherwise it is pending like any other
     */
    record OwnPut<P>(PutMessage message, P request, boolean applied) {}

    ModelState(Core<C, R, G, A, P> core, NodeId self) {
        this.core = core;
        this.self = self;
        this.client = core.clientInit(self);
        this.replica = core.replicaInit(self, Value.ABSENT);
    }

    /** Carries a get out; {@code null} when it must wait. States that are equal to the old ones are not taken over. */
    @Nullable
    Value get(Bytes key) {
        Requested<G, C> requested = core.getRequest(key, self, client);
        if (!core.getGuard(key, requested.request(), self, self, replica)) {
            return null;
        }
        Answered<A, R> answered = core.get(key, requested.request(), self, self, replica);
        C nextClient = core.getResponse(key, answered.value(), answered.answer(), self, requested.client());
        boolean clientChanges = !nextClient.equals(client);
        boolean replicaChanges = !answered.replica().equals(replica);
        if (clientChanges) {
            client = nextClient;
        }
        if (replicaChanges) {
            replica = answered.replica();
        }
        if (clientChanges || replicaChanges) {
            changesByGets++;
        }
        return answered.value();
    }

    /** How many gets have changed a state: those are inputs that a replay must repeat. */
    long changesByGets() {
        return changesByGets;
    }

    /** What a get of {@code key} would answer now, without its effects; {@code null} when it would wait. */
    @Nullable
    Value peek(Bytes key) {
        Requested<G, C> requested = core.getRequest(key, self, client);
        return core.getGuard(key, requested.request(), self, self, replica)
                ? core.get(key, requested.request(), self, self, replica).value()
                : null;
    }

    /** Forms a put of this node's client proxy, and applies it if it is enabled. */
    OwnPut<P> put(Bytes key, Value value, long now, long sequence) {
        Requested<P, C> requested = core.putRequest(key, value, now, self, client);
        P request = requested.request();
        payloadOut.reset();
        core.writePutRequest(request, payloadOut);
        PutMessage message = new PutMessage(self, sequence, key, value, Bytes.wrap(payloadOut.toByteArray()));
        boolean enabled = core.putGuard(key, value, request, self, self, replica);
        R nextReplica = enabled ? core.put(key, value, request, self, self, replica) : replica;
        client = requested.client();
        replica = nextReplica;
        return new OwnPut<>(message, request, enabled);
    }

    boolean enables(PutMessage put, P request) {
        return core.putGuard(put.key(), put.value(), request, put.origin(), self, replica);
    }

    /** Whether the replica has applied the put already. */
    boolean hasSeen(PutMessage put, P request) {
        return core.putSeen(put.key(), put.value(), request, put.origin(), self, replica);
    }

    /** Applies a put that is enabled. */
    void apply(PutMessage put, P request) {
        replica = core.put(put.key(), put.value(), request, put.origin(), self, replica);
    }

    /**
     * Reads a put's payload.
     *
     * @throws dev.espalier.core.MalformedPayloadException if the core cannot
     */
    P readPayload(PutMessage put) {
        PayloadReader in = new PayloadReader(put.payload().shared());
        P request = core.readPutRequest(in);
        in.expectEnd();
        return request;
    }
}
