package dev.espalier.store.engine;

import dev.espalier.core.Answered;
import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.RepeatedParts;
import dev.espalier.core.Requested;
import dev.espalier.core.StateCodec;
import dev.espalier.core.StoredMaps;
import dev.espalier.core.Value;
import dev.espalier.core.lang.Pair;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The two states of a core of the first kind: its client proxy's and its replica's. */
final class ProxyModel<C, R, G, A, P> implements Model<P> {
    private final Core<C, R, G, A, P> core;
    private final NodeId self;
    private final @Nullable StateCodec<Pair<C, R>> codec;
    private final PayloadWriter payloadOut = new PayloadWriter();
    private final BySender<RepeatedParts> readBefore = new BySender<>(sender -> new RepeatedParts());
    private C client;
    private R replica;
    private long changesByGets;

    ProxyModel(Core<C, R, G, A, P> core, NodeId self) {
        this.core = core;
        this.self = self;
        this.codec = core.stateCodec();
        this.client = core.clientInit(self);
        this.replica = core.replicaInit(self, Value.ABSENT);
    }

    /** States that are equal to the old ones are not taken over. */
    @Override
    public @Nullable Value get(Bytes key) {
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

    @Override
    public long changesByGets() {
        return changesByGets;
    }

    @Override
    public @Nullable Value peek(Bytes key) {
        Requested<G, C> requested = core.getRequest(key, self, client);
        return core.getGuard(key, requested.request(), self, self, replica)
                ? core.get(key, requested.request(), self, self, replica).value()
                : null;
    }

    @Override
    public OwnPut<P> put(Bytes key, Value value, long now, long sequence) {
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

    @Override
    public boolean enables(PutMessage put, P request) {
        return core.putGuard(put.key(), put.value(), request, put.origin(), self, replica);
    }

    @Override
    public boolean hasSeen(PutMessage put, P request) {
        return core.putSeen(put.key(), put.value(), request, put.origin(), self, replica);
    }

    @Override
    public void apply(PutMessage put, P request) {
        replica = core.put(put.key(), put.value(), request, put.origin(), self, replica);
    }

    @Override
    public @Nullable String stateShape() {
        return codec == null ? null : codec.shape();
    }

    @Override
    public void writeState(PayloadWriter out, StoredMaps maps) {
        states().write(new Pair<>(client, replica), out, maps);
    }

    @Override
    public void readState(PayloadReader in, StoredMaps maps) {
        Pair<C, R> state = states().read(in, maps);
        client = state.first();
        replica = state.second();
    }

    @Override
    public void takeReplica(PayloadReader in, StoredMaps maps) {
        replica = states().read(in, maps).second();
    }

    private StateCodec<Pair<C, R>> states() {
        return Objects.requireNonNull(codec, "a core whose states cannot be written down");
    }

    @Override
    public BySender<RepeatedParts> readBefore() {
        return readBefore;
    }

    @Override
    public P read(PayloadReader in) {
        return core.readPutRequest(in);
    }
}
