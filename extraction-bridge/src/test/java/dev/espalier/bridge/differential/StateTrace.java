package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Answered;
import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeCore;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.Requested;
import dev.espalier.core.StoreCore;
import dev.espalier.core.Value;
import java.util.ArrayList;
import java.util.List;

/** Runs traces on a core of either kind, and says what {@code core/any-core.ml} or {@code core/any-node.ml} says. */
abstract class StateTrace {
    private final List<String> lines = new ArrayList<>();

    /** What the core does at each command of {@code trace}. */
    static List<String> run(StoreCore core, List<String> trace) {
        StateTrace run = switch (core) {
            case Core<?, ?, ?, ?, ?> two -> new OfCore<>(two);
            case NodeCore<?, ?> one -> new OfNode<>(one);
        };
        for (String line : trace) {
            String[] words = line.split(" ", -1);
            int node = Integer.parseInt(words[1]);
            run.lines.add(
                    switch (words[0]) {
                        case "put" ->
                            run.put(
                                    node,
                                    Bytes.utf8(words[2]),
                                    Value.of(Bytes.utf8(words[3])),
                                    Long.parseLong(words[4]));
                        case "deliver" -> run.deliver(node, Integer.parseInt(words[2]));
                        case "get" -> run.get(node, Bytes.utf8(words[2]));
                        default -> throw new IllegalArgumentException(line);
                    });
        }
        return run.lines;
    }

    abstract String put(int node, Bytes key, Value value, long now);

    abstract String deliver(int node, int message);

    abstract String get(int node, Bytes key);

    private record Message<P>(Bytes key, Value value, P payload, NodeId sender) {}

    private static final class OfCore<C, R, G, A, P> extends StateTrace {
        private final Core<C, R, G, A, P> core;
        private final List<C> clients = new ArrayList<>();
        private final List<R> replicas = new ArrayList<>();
        private final List<Message<P>> messages = new ArrayList<>();

        OfCore(Core<C, R, G, A, P> core) {
            this.core = core;
            for (int i = 0; i < TraceRunner.NODES; i++) {
                clients.add(core.clientInit(new NodeId(i)));
                replicas.add(core.replicaInit(new NodeId(i), Value.ABSENT));
            }
        }

        @Override
        String put(int node, Bytes key, Value value, long now) {
            NodeId client = new NodeId(node);
            Requested<P, C> requested = core.putRequest(key, value, now, client, clients.get(node));
            clients.set(node, requested.client());
            PayloadWriter out = new PayloadWriter();
            core.writePutRequest(requested.request(), out);
            PayloadReader in = new PayloadReader(out.toByteArray());
            P read = core.readPutRequest(in);
            in.expectEnd();
            assertThat(read).isEqualTo(requested.request());
            messages.add(new Message<>(key, value, read, client));
            return "put " + Dump.of(read) + " " + Dump.of(requested.client());
        }

        @Override
        String deliver(int node, int number) {
            Message<P> message = messages.get(number);
            NodeId replica = new NodeId(node);
            R state = replicas.get(node);
            boolean guard = core.putGuard(message.key, message.value, message.payload, message.sender, replica, state);
            boolean seen = core.putSeen(message.key, message.value, message.payload, message.sender, replica, state);
            if (guard) {
                replicas.set(
                        node, core.put(message.key, message.value, message.payload, message.sender, replica, state));
            }
            return "deliver " + guard + " " + seen + " " + Dump.of(replicas.get(node));
        }

        @Override
        String get(int node, Bytes key) {
            NodeId self = new NodeId(node);
            Requested<G, C> requested = core.getRequest(key, self, clients.get(node));
            clients.set(node, requested.client());
            R state = replicas.get(node);
            if (!core.getGuard(key, requested.request(), self, self, state)) {
                return "get not yet";
            }
            Answered<A, R> answered = core.get(key, requested.request(), self, self, state);
            replicas.set(node, answered.replica());
            clients.set(node, core.getResponse(key, answered.value(), answered.answer(), self, clients.get(node)));
            return "get " + answered.value() + " " + Dump.of(requested.request()) + " " + Dump.of(answered.answer())
                    + " " + Dump.of(clients.get(node));
        }
    }

    private static final class OfNode<S, M> extends StateTrace {
        private final NodeCore<S, M> core;
        private final List<S> states = new ArrayList<>();
        private final List<Message<M>> messages = new ArrayList<>();

        OfNode(NodeCore<S, M> core) {
            this.core = core;
            for (int i = 0; i < TraceRunner.NODES; i++) {
                states.add(core.init(Value.ABSENT));
            }
        }

        @Override
        String put(int node, Bytes key, Value value, long now) {
            NodeId self = new NodeId(node);
            NodeCore.Written<S, M> written = core.put(self, states.get(node), key, value);
            states.set(node, written.state());
            PayloadWriter out = new PayloadWriter();
            core.writeMessage(written.message(), out);
            PayloadReader in = new PayloadReader(out.toByteArray());
            M read = core.readMessage(in);
            in.expectEnd();
            assertThat(read).isEqualTo(written.message());
            messages.add(new Message<>(key, value, read, self));
            return "put " + Dump.of(read) + " " + Dump.of(written.state());
        }

        @Override
        String deliver(int node, int number) {
            Message<M> message = messages.get(number);
            NodeId self = new NodeId(node);
            boolean guard = core.guard(self, states.get(node), message.key, message.value, message.payload);
            if (guard) {
                states.set(node, core.update(self, states.get(node), message.key, message.value, message.payload));
            }
            return "deliver " + guard + " " + Dump.of(states.get(node));
        }

        @Override
        String get(int node, Bytes key) {
            NodeCore.Read<S> read = core.get(new NodeId(node), states.get(node), key);
            states.set(node, read.state());
            return "get " + read.value() + " " + Dump.of(read.state());
        }
    }
}
