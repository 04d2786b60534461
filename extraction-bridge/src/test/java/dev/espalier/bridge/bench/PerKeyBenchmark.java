package dev.espalier.bridge.bench;

import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeId;
import dev.espalier.core.Requested;
import dev.espalier.core.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Gets and puts of keys chosen at random, by three clients in random turn at one replica: request, guard, the operation,
 * and for a get the response. The state is kept, so that updates in place are updates of what the next operation sees.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PerKeyBenchmark {
    private static final int CLIENTS = 3;

    /** Which core. */
    @Param({"in-place", "persistent", "hand-written"})
    public String core = "";

    /** How many keys, all of which are put once before. */
    @Param({"1000", "100000"})
    public int keys;

    private Run<?, ?, ?, ?, ?> run = new Run<>(new HandWritten(), 0);

    /** Fills the store. */
    @Setup
    public void fill() throws Exception {
        Core<?, ?, ?, ?, ?> chosen = switch (core) {
            case "hand-written" -> new HandWritten();
            case "in-place" -> PerKeyCore.inPlace();
            default -> PerKeyCore.persistent();
        };
        run = new Run<>(chosen, keys);
    }

    /** A get. */
    @Benchmark
    public Object get() {
        return run.get();
    }

    /** A put. */
    @Benchmark
    public Object put() {
        return run.put();
    }

    private static final class Run<C, R, G, A, P> {
        private static final Value VALUE = Value.of(Bytes.utf8("value"));

        private final Core<C, R, G, A, P> core;
        private final Bytes[] names;
        private final NodeId[] clients = new NodeId[CLIENTS];
        private final List<C> sessions = new ArrayList<>();
        private final NodeId self = new NodeId(1);
        private R replica;
        private int seed = 42;

        Run(Core<C, R, G, A, P> core, int keys) {
            this.core = core;
            names = new Bytes[keys];
            replica = core.replicaInit(self, Value.ABSENT);
            for (int i = 0; i < CLIENTS; i++) {
                clients[i] = new NodeId(i + 1);
                sessions.add(core.clientInit(clients[i]));
            }
            for (int i = 0; i < keys; i++) {
                names[i] = Bytes.utf8("key:" + i);
                put(i % CLIENTS, names[i]);
            }
        }

        Object put() {
            put(next(CLIENTS), names[next(names.length)]);
            return replica;
        }

        private void put(int number, Bytes key) {
            NodeId client = clients[number];
            Requested<P, C> requested = core.putRequest(key, VALUE, 1000, client, sessions.get(number));
            sessions.set(number, requested.client());
            if (!core.putGuard(key, VALUE, requested.request(), client, self, replica)) {
                throw new IllegalStateException("guard");
            }
            replica = core.put(key, VALUE, requested.request(), client, self, replica);
        }

        Object get() {
            int number = next(CLIENTS);
            Bytes key = names[next(names.length)];
            NodeId client = clients[number];
            Requested<G, C> requested = core.getRequest(key, client, sessions.get(number));
            if (!core.getGuard(key, requested.request(), client, self, replica)) {
                throw new IllegalStateException("guard");
            }
            var answered = core.get(key, requested.request(), client, self, replica);
            replica = answered.replica();
            sessions.set(
                    number, core.getResponse(key, answered.value(), answered.answer(), client, requested.client()));
            return answered;
        }

        /** Marsaglia's xorshift, as the OCaml side draws. */
        private int next(int bound) {
            seed ^= seed << 13;
            seed ^= seed >>> 17;
            seed ^= seed << 5;
            return Integer.remainderUnsigned(seed, bound);
        }
    }
}
