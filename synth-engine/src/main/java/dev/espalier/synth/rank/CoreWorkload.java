package dev.espalier.synth.rank;

import dev.espalier.core.Answered;
import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeId;
import dev.espalier.core.Requested;
import dev.espalier.core.Value;
import dev.espalier.core.lang.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gets and puts of keys chosen at random, by three clients in random turn at one replica: request, guard, the operation,
 * and for a get the response. The same operations for every core.
 */
final class CoreWorkload<C, R, G, A, P> implements Workload {
    private static final int CLIENTS = 3;
    private static final Value VALUE = Value.of(Bytes.utf8("value"));

    private final Core<C, R, G, A, P> core;
    private final List<Bytes> keys = new ArrayList<>();
    private final List<NodeId> clients = new ArrayList<>();
    private final List<C> sessions = new ArrayList<>();
    private final NodeId self = new NodeId(1);
    private R replica;
    private long clock = 1_000;
    private int seed = 42;

    /** Every one of {@code count} keys is put once. */
    CoreWorkload(Core<C, R, G, A, P> core, int count) {
        this.core = core;
        replica = core.replicaInit(self, Value.ABSENT);
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new NodeId(i + 1));
            sessions.add(core.clientInit(clients.get(i)));
        }
        keys.addAll(keys(count));
        for (int i = 0; i < count; i++) {
            put(i % CLIENTS, keys.get(i));
        }
    }

    /** The keys of a load over {@code count} of them. */
    static List<Bytes> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> Bytes.utf8("key:" + i)).toList();
    }

    @Override
    public void mixed(int count) {
        for (int i = 0; i < count; i++) {
            int client = next(CLIENTS);
            Bytes key = keys.get(next(keys.size()));
            if (next(2) == 0) {
                get(client, key);
            } else {
                put(client, key);
            }
        }
    }

    /** A client and the replica as they are now. */
    Pair<C, R> state() {
        return new Pair<>(sessions.getFirst(), replica);
    }

    /** The payload of the put that the first client would make next. */
    P nextPut() {
        return core.putRequest(keys.getFirst(), VALUE, clock, clients.getFirst(), sessions.getFirst())
                .request();
    }

    private void put(int number, Bytes key) {
        NodeId client = clients.get(number);
        Requested<P, C> requested = core.putRequest(key, VALUE, clock++, client, sessions.get(number));
        sessions.set(number, requested.client());
        if (!core.putGuard(key, VALUE, requested.request(), client, self, replica)) {
            throw new RankingException(core.name() + " does not apply a client's next put at the replica that has all"
                    + " before it, so its speed cannot be told");
        }
        replica = core.put(key, VALUE, requested.request(), client, self, replica);
    }

    private void get(int number, Bytes key) {
        NodeId client = clients.get(number);
        Requested<G, C> requested = core.getRequest(key, client, sessions.get(number));
        if (!core.getGuard(key, requested.request(), client, self, replica)) {
            throw new RankingException(core.name() + " does not answer a get at the replica that has every put, so its"
                    + " speed cannot be told");
        }
        Answered<A, R> answered = core.get(key, requested.request(), client, self, replica);
        replica = answered.replica();
        sessions.set(number, core.getResponse(key, answered.value(), answered.answer(), client, requested.client()));
    }

    /** Marsaglia's xorshift: cheap beside any operation. */
    private int next(int bound) {
        seed ^= seed << 13;
        seed ^= seed >>> 17;
        seed ^= seed << 5;
        return Integer.remainderUnsigned(seed, bound);
    }
}
