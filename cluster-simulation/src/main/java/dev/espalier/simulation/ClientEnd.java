package dev.espalier.simulation;

import dev.espalier.bench.resp.RespReply;
import dev.espalier.simulation.CausalOracle.Put;
import dev.espalier.simulation.Connection.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's end of a connection to a node. What a reply tells is held against the disks when the reply leaves the node, and
 * handed on when it arrives.
 */
final class ClientEnd implements Endpoint, SimulatedNetwork.Attempt {
    /** Whoever asks. */
    interface Asker {
        void connected();

        void answered(Request request, RespReply reply);

        /** The connection is gone, or never came about; these requests have no answer. */
        void gone(List<Request> unanswered);
    }

    private record Answer(Request request, RespReply reply) {}

    private final World world;
    private final int host;
    private final int node;
    private final Asker asker;
    private final ReplyStream replies = new ReplyStream();
    private final ArrayDeque<Request> unanswered = new ArrayDeque<>();
    private final ArrayDeque<Request> onTheWay = new ArrayDeque<>();
    private @Nullable Side side;

    ClientEnd(World world, int host, int node, Asker asker) {
        this.world = world;
        this.host = host;
        this.node = node;
        this.asker = asker;
    }

    void connect() {
        world.network().connect(host, node, false, world.listener(node), this);
    }

    /** Sends requests, all at once. */
    void ask(List<Request> requests) {
        Side mine = side;
        if (mine == null) {
            throw new IllegalStateException("not connected");
        }
        unanswered.addAll(requests);
        onTheWay.addAll(requests);
        world.network().send(mine, Request.encode(requests), world.timeline().nanoTime());
    }

    /** Whether no answer is to come: none is missing, or the process that was asked is gone, as a client finds out in time. */
    boolean isIdle() {
        Side mine = side;
        return onTheWay.isEmpty() || (mine != null && mine.other().gone);
    }

    void close() {
        Side mine = side;
        if (mine != null && !mine.gone) {
            world.network().close(mine);
            asker.gone(List.copyOf(onTheWay));
        }
    }

    @Override
    public Side open(Connection connection) {
        Side made = new Side(connection, host, this);
        side = made;
        return made;
    }

    @Override
    public void connected(Side established) {
        asker.connected();
    }

    @Override
    public void failed(String why) {
        asker.gone(List.of());
    }

    @Override
    public Runnable leaving(byte[] bytes) {
        replies.add(bytes);
        List<Answer> answers = new ArrayList<>();
        for (RespReply reply = replies.next(); reply != null; reply = replies.next()) {
            Request request = unanswered.poll();
            if (request == null) {
                throw new ViolationException("node " + node + " answered what client " + host + " did not ask: " + reply);
            }
            check(request, reply);
            answers.add(new Answer(request, reply));
        }
        return () -> arrived(bytes, answers);
    }

    /** What must hold when a reply leaves its node. */
    private void check(Request request, RespReply reply) {
        if (request.kind() == Request.Kind.PUT && reply instanceof RespReply.Status) {
            Put put = world.oracle().find(request.value());
            if (put == null || put.sequence() > world.ledger().own(node)) {
                throw new ViolationException("node " + node + " told a client that " + request.value() + " is in"
                        + (put == null ? ", which it never put" : " as put " + put.sequence()
                                + " although its puts up to " + world.ledger().own(node) + " only are durable"));
            }
            world.ledger().acknowledged(node, put.sequence());
        }
        if (request.kind() == Request.Kind.GET && reply instanceof RespReply.Bulk value) {
            Put put = world.oracle().find(SimulatedClient.value(value.text()));
            if (put != null && put.sequence() > world.ledger().own(put.node())) {
                throw new ViolationException("node " + node + " told a client of " + put.value()
                        + ", which is not durable at its own node " + put.node());
            }
        }
    }

    private void arrived(byte[] bytes, List<Answer> answers) {
        Side mine = side;
        if (mine != null) {
            world.network().taken(mine, bytes.length);
        }
        for (Answer answer : answers) {
            if (mine != null && !mine.gone) {
                onTheWay.poll();
                asker.answered(answer.request(), answer.reply());
            }
        }
    }

    @Override
    public void arrived(byte[] bytes) {
        throw new IllegalStateException("replies are read when they leave");
    }

    @Override
    public void closed() {
        asker.gone(List.copyOf(onTheWay));
    }
}
