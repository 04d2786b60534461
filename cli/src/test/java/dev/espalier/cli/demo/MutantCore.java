package dev.espalier.cli.demo;

import dev.espalier.core.Answered;
import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.Requested;
import dev.espalier.core.Value;

/** A translated core whose put guard is forced to true: the defect that the checker must find. */
final class MutantCore<C, R, G, A, P> implements Core<C, R, G, A, P> {
    private final Core<C, R, G, A, P> core;

    MutantCore(Core<C, R, G, A, P> core) {
        this.core = core;
    }

    @Override
    public boolean putGuard(Bytes key, Value value, P request, NodeId client, NodeId replica, R state) {
        return true;
    }

    @Override
    public String name() {
        return core.name();
    }

    @Override
    public C clientInit(NodeId client) {
        return core.clientInit(client);
    }

    @Override
    public R replicaInit(NodeId replica, Value initial) {
        return core.replicaInit(replica, initial);
    }

    @Override
    public Requested<G, C> getRequest(Bytes key, NodeId client, C state) {
        return core.getRequest(key, client, state);
    }

    @Override
    public boolean getGuard(Bytes key, G request, NodeId client, NodeId replica, R state) {
        return core.getGuard(key, request, client, replica, state);
    }

    @Override
    public Answered<A, R> get(Bytes key, G request, NodeId client, NodeId replica, R state) {
        return core.get(key, request, client, replica, state);
    }

    @Override
    public C getResponse(Bytes key, Value value, A answer, NodeId client, C state) {
        return core.getResponse(key, value, answer, client, state);
    }

    @Override
    public Requested<P, C> putRequest(Bytes key, Value value, long now, NodeId client, C state) {
        return core.putRequest(key, value, now, client, state);
    }

    @Override
    public R put(Bytes key, Value value, P request, NodeId client, NodeId replica, R state) {
        return core.put(key, value, request, client, replica, state);
    }

    @Override
    public boolean putSeen(Bytes key, Value value, P request, NodeId client, NodeId replica, R state) {
        return core.putSeen(key, value, request, client, replica, state);
    }

    @Override
    public void writePutRequest(P request, PayloadWriter out) {
        core.writePutRequest(request, out);
    }

    @Override
    public P readPutRequest(PayloadReader in) {
        return core.readPutRequest(in);
    }
}
