package dev.espalier.simulation;

import dev.espalier.bench.resp.RespReply;
import dev.espalier.simulation.CausalOracle.Put;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that puts, gets, and moves its session from node to node; what it is told is held against the oracle. */
final class SimulatedClient implements ClientEnd.Asker {
    /** Hosts below are nodes. */
    static final int FIRST_HOST = 100;

    /** What a put value begins with; its number follows. */
    static final String VALUE_PREFIX = "v";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final int MOVE_PERCENT = 6;
    private static final int LEAVE_PERCENT = 2;

    private final World world;
    private final int host;
    private @Nullable ClientEnd end;
    private long session;
    private long[] past;
    private @Nullable String token;
    private long burst;

    SimulatedClient(World world, int host) {
        this.world = world;
        this.host = host;
        this.session = world.nextSession();
        this.past = world.oracle().nothing();
    }

    /** The number in a value. */
    static long value(String text) {
        return text.startsWith(VALUE_PREFIX) ? Long.parseLong(text.substring(VALUE_PREFIX.length())) : -1;
    }

    void begin() {
        end = null;
        world.timeline().after(think(), () -> {
            if (!world.isCalm()) {
                int node = 1 + world.random().nextInt(world.rates().nodes());
                ClientEnd made = new ClientEnd(world, host, node, this);
                end = made;
                made.connect();
            }
        });
    }

    private long think() {
        return 1 + world.random().nextLong(world.rates().thinkNanosMax());
    }

    @Override
    public void connected() {
        String resumed = token;
        if (resumed != null) {
            ask(List.of(Request.resume(resumed)));
        } else {
            anew();
            next();
        }
    }

    private void anew() {
        session = world.nextSession();
        past = world.oracle().nothing();
        token = null;
    }

    private void ask(List<Request> requests) {
        ClientEnd to = end;
        if (to == null) {
            return;
        }
        for (Request request : requests) {
            if (request.kind() == Request.Kind.PUT) {
                world.puts(request.value(), past);
            }
        }
        to.ask(requests);
        long number = ++burst;
        world.timeline().after(PATIENCE_NANOS, () -> {
            if (burst == number && end == to && !to.isIdle() && !world.isCalm()) {
                to.close();
            }
        });
    }

    /** Goes on with the next commands, if it is not to fall silent. */
    private void next() {
        ClientEnd to = end;
        if (to == null || world.isCalm()) {
            return;
        }
        int chance = world.random().nextInt(100);
        if (chance < MOVE_PERCENT) {
            ask(List.of(Request.of(Request.Kind.TOKEN)));
        } else if (chance < MOVE_PERCENT + LEAVE_PERCENT) {
            to.close();
        } else {
            List<Request> requests = new ArrayList<>();
            for (int left = 1 + world.random().nextInt(world.rates().pipelineMax()); left > 0; left--) {
                int key = world.random().nextInt(world.rates().keys());
                requests.add(world.random().nextBoolean() ? Request.put(key, world.nextValue()) : Request.get(key));
            }
            ask(requests);
        }
    }

    @Override
    public void answered(Request request, RespReply reply) {
        world.trace().note(host, "is told " + request + " -> " + reply, 0, 0);
        if (reply instanceof RespReply.Failure failure) {
            failed(request, failure);
            return;
        }
        switch (request.kind()) {
            case PUT -> {
                Put put = world.oracle().find(request.value());
                if (put == null) {
                    throw new ViolationException("client " + host + " was told of a put that is gone: " + request);
                }
                world.oracle().saw(past, put);
                world.record().put(session, request.key(), request.value());
            }
            case GET -> {
                long value = reply instanceof RespReply.Bulk bulk ? value(bulk.text()) : 0;
                world.oracle().read("client " + (host - FIRST_HOST), past, request.key(), value);
                world.record().get(session, request.key(), value);
            }
            case TOKEN -> {
                token = ((RespReply.Bulk) reply).text();
                ClientEnd from = end;
                if (from != null) {
                    from.close();
                }
                return;
            }
            case RESUME -> token = null;
            case SIZE, SWAP -> {}
        }
        goOn();
    }

    private void goOn() {
        ClientEnd to = end;
        if (to != null && to.isIdle()) {
            world.timeline().after(think(), () -> {
                if (end == to && to.isIdle()) {
                    next();
                }
            });
        }
    }

    /** A get or a resumption may time out; a put that fails leaves its outcome open, as does a node that has failed. */
    private void failed(Request request, RespReply.Failure failure) {
        if (world.hasSettled()) {
            throw new ViolationException("client " + (host - FIRST_HOST) + " got an error for " + request
                    + " although all is well: " + failure.text());
        }
        ClientEnd to = end;
        if (to != null && (request.kind() == Request.Kind.PUT || failure.text().contains("stopped serving"))) {
            if (request.kind() == Request.Kind.PUT) {
                world.record().perhapsPut(session, request.key(), request.value());
            }
            to.close();
        } else if (request.kind() == Request.Kind.RESUME) {
            anew();
            goOn();
        } else {
            goOn();
        }
    }

    @Override
    public void gone(List<Request> unanswered) {
        for (Request request : unanswered) {
            if (request.kind() == Request.Kind.PUT) {
                world.record().perhapsPut(session, request.key(), request.value());
            }
        }
        boolean resumes = unanswered.stream().anyMatch(request -> request.kind() == Request.Kind.RESUME);
        if (!unanswered.isEmpty() && !resumes) {
            token = null;
        }
        begin();
    }

    /** Whether it waits for nothing. */
    boolean isIdle() {
        ClientEnd to = end;
        return to == null || to.isIdle();
    }
}
