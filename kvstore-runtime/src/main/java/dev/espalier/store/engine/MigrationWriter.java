package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeCore;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.Requested;
import dev.espalier.core.StoreCore;
import dev.espalier.core.Value;

/**
 * A client of the model that is no node: it puts what a new core begins with. Every node plays it for itself, and since a
 * core is a function, and all give it the same puts in the same order, all have the same messages from it without sending
 * one. Its clock stands at 0, so any put that is made later by a true clock wins over its puts.
 */
public abstract class MigrationWriter {
    /** The identity that this client has at every node. No node may have it. */
    public static final NodeId ID = NodeId.of(NodeId.MAX);

    private final PayloadWriter payload = new PayloadWriter();
    private long sequence;

    private MigrationWriter() {}

    /** The client in its beginning. */
    public static MigrationWriter of(StoreCore core) {
        return switch (core) {
            case Core<?, ?, ?, ?, ?> two -> new OfProxy<>(two);
            case NodeCore<?, ?> one -> new OfNode<>(one);
        };
    }

    /** The next put, as it would travel. */
    public PutMessage put(Bytes key, Value value) {
        payload.reset();
        form(key, value, payload);
        return new PutMessage(ID, ++sequence, key, value, Bytes.wrap(payload.toByteArray()));
    }

    /** Forms the put and writes its payload. */
    abstract void form(Bytes key, Value value, PayloadWriter out);

    /** Only a client: what it puts need not be in a replica of its own. */
    private static final class OfProxy<C, R, G, A, P> extends MigrationWriter {
        private final Core<C, R, G, A, P> core;
        private C client;

        OfProxy(Core<C, R, G, A, P> core) {
            this.core = core;
            this.client = core.clientInit(ID);
        }

        @Override
        void form(Bytes key, Value value, PayloadWriter out) {
            Requested<P, C> requested = core.putRequest(key, value, 0, ID, client);
            client = requested.client();
            core.writePutRequest(requested.request(), out);
        }
    }

    /** A whole node, which has its own puts. */
    private static final class OfNode<S, M> extends MigrationWriter {
        private final NodeCore<S, M> core;
        private S state;

        OfNode(NodeCore<S, M> core) {
            this.core = core;
            this.state = core.init(Value.ABSENT);
        }

        @Override
        void form(Bytes key, Value value, PayloadWriter out) {
            NodeCore.Written<S, M> written = core.put(ID, state, key, value);
            state = written.state();
            core.writeMessage(written.message(), out);
        }
    }
}
