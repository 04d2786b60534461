package dev.espalier.simulation;

import dev.espalier.bench.resp.RespReply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads all keys of one node when everything has settled, in a session that depends on every put. */
final class FinalReader implements ClientEnd.Asker {
    private final World world;
    private final int node;
    private final ClientEnd end;
    private final long session;
    private final long[] past;
    private final List<String> answers = new ArrayList<>();
    private @Nullable String trouble;

    FinalReader(World world, int node) {
        this.world = world;
        this.node = node;
        this.end = new ClientEnd(world, SimulatedClient.FIRST_HOST - node, node, this);
        this.session = world.nextSession();
        this.past = world.oracle().nothing();
        for (int origin = 1; origin <= world.rates().nodes(); origin++) {
            past[origin] = world.oracle().last(origin);
        }
    }

    void begin() {
        end.connect();
    }

    @Override
    public void connected() {
        List<Request> requests = new ArrayList<>();
        for (int key = 0; key < world.rates().keys(); key++) {
            requests.add(Request.get(key));
        }
        requests.add(Request.of(Request.Kind.SIZE));
        end.ask(requests);
    }

    @Override
    public void answered(Request request, RespReply reply) {
        if (reply instanceof RespReply.Failure failure) {
            trouble = request + " failed: " + failure.text();
        } else if (request.kind() == Request.Kind.GET) {
            long value = reply instanceof RespReply.Bulk bulk ? SimulatedClient.value(bulk.text()) : 0;
            world.oracle().read("a last reader at node " + node, past, request.key(), value);
            world.record().get(session, request.key(), value);
            answers.add("k" + request.key() + "=" + value);
        } else {
            answers.add(reply.toString());
        }
    }

    @Override
    public void gone(List<Request> unanswered) {
        trouble = "the connection ended";
    }

    boolean isDone() {
        return answers.size() > world.rates().keys() || trouble != null;
    }

    /** What it found, for comparison. */
    List<String> answers() {
        String found = trouble;
        if (found != null) {
            throw new ViolationException("node " + node + " did not answer the last reads: " + found);
        }
        return answers;
    }
}
