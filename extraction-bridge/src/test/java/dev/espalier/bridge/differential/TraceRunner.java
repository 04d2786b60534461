package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Answered;
import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.Requested;
import dev.espalier.core.Value;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Runs traces on a core, and says what {@code core/trace.ml} says of the same trace. */
final class TraceRunner<C, R, G, A, P> {
    static final int NODES = 4;

    private record Message<P>(Bytes key, Value value, P payload, NodeId sender) {}

    private final Core<C, R, G, A, P> core;
    private final List<C> clients = new ArrayList<>();
    private final List<R> replicas = new ArrayList<>();
    private final List<Message<P>> messages = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    private TraceRunner(Core<C, R, G, A, P> core) {
        this.core = core;
        for (int i = 0; i < NODES; i++) {
            clients.add(core.clientInit(new NodeId(i)));
            replicas.add(core.replicaInit(new NodeId(i), Value.ABSENT));
        }
    }

    static <C, R, G, A, P> List<String> run(Core<C, R, G, A, P> core, List<String> trace) {
        TraceRunner<C, R, G, A, P> runner = new TraceRunner<>(core);
        trace.forEach(runner::command);
        return runner.lines;
    }

    private void command(String line) {
        String[] words = line.split(" ", -1);
        int node = Integer.parseInt(words[1]);
        switch (words[0]) {
            case "put" -> put(node, Bytes.utf8(words[2]), Value.of(Bytes.utf8(words[3])), Long.parseLong(words[4]));
            case "deliver" -> deliver(node, messages.get(Integer.parseInt(words[2])));
            case "get" -> get(node, Bytes.utf8(words[2]));
            default -> throw new IllegalArgumentException(line);
        }
    }

    private void put(int node, Bytes key, Value value, long now) {
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
        lines.add("put " + HexFormat.of().formatHex(out.toByteArray()) + " " + requested.client());
    }

    private void deliver(int node, Message<P> message) {
        NodeId replica = new NodeId(node);
        R state = replicas.get(node);
        boolean guard = core.putGuard(message.key, message.value, message.payload, message.sender, replica, state);
        boolean seen = core.putSeen(message.key, message.value, message.payload, message.sender, replica, state);
        if (guard) {
            replicas.set(node, core.put(message.key, message.value, message.payload, message.sender, replica, state));
        }
        lines.add("deliver " + guard + " " + seen);
    }

    private void get(int node, Bytes key) {
        NodeId self = new NodeId(node);
        Requested<G, C> requested = core.getRequest(key, self, clients.get(node));
        clients.set(node, requested.client());
        R state = replicas.get(node);
        if (!core.getGuard(key, requested.request(), self, self, state)) {
            lines.add("get not yet");
            return;
        }
        Answered<A, R> answered = core.get(key, requested.request(), self, self, state);
        replicas.set(node, answered.replica());
        clients.set(node, core.getResponse(key, answered.value(), answered.answer(), self, clients.get(node)));
        lines.add("get " + answered.value() + " " + answered.answer() + " " + clients.get(node));
    }
}
