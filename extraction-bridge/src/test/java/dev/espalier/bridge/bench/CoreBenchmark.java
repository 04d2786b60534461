package dev.espalier.bridge.bench;

import dev.espalier.bridge.differential.ReferenceCore;
import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.NodeId;
import dev.espalier.core.Requested;
import dev.espalier.core.Value;
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
 * Get and put of the oldest key, below {@code depth} puts of another: request, guard, the operation, and for a get the
 * response.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CoreBenchmark {
    /** Length of the closure chain above the key. */
    @Param({"0", "1000", "10000", "1000000"})
    public int depth;

    private Session<?, ?, ?, ?, ?> session = new Session<>(core(), 0);

    /** Fills the store. */
    @Setup
    public void fill() {
        session = new Session<>(core(), depth);
    }

    /** A get of the oldest key. */
    @Benchmark
    public Object get() {
        return session.get();
    }

    /** A put of the oldest key; the state after it is dropped, so that the depth stays. */
    @Benchmark
    public Object put() {
        return session.put();
    }

    private static Core<?, ?, ?, ?, ?> core() {
        return ReferenceCore.committed();
    }

    private static final class Session<C, R, G, A, P> {
        private static final NodeId NODE = new NodeId(3);
        private static final Value VALUE = Value.of(Bytes.utf8("value"));

        private final Core<C, R, G, A, P> core;
        private final Bytes oldest = Bytes.utf8("oldest");
        private C client;
        private R replica;

        Session(Core<C, R, G, A, P> core, int depth) {
            this.core = core;
            this.client = core.clientInit(NODE);
            this.replica = core.replicaInit(NODE, Value.of(Bytes.EMPTY));
            keep(Bytes.utf8("oldest"));
            Bytes newest = Bytes.utf8("newest");
            for (int i = 0; i < depth; i++) {
                keep(newest);
            }
        }

        private void keep(Bytes key) {
            Requested<P, C> requested = core.putRequest(key, VALUE, 1000, NODE, client);
            client = requested.client();
            replica = apply(key, requested.request());
        }

        private R apply(Bytes key, P request) {
            if (!core.putGuard(key, VALUE, request, NODE, NODE, replica)) {
                throw new IllegalStateException("guard");
            }
            return core.put(key, VALUE, request, NODE, NODE, replica);
        }

        Object put() {
            return apply(
                    oldest, core.putRequest(oldest, VALUE, 1000, NODE, client).request());
        }

        Object get() {
            Requested<G, C> requested = core.getRequest(oldest, NODE, client);
            if (!core.getGuard(oldest, requested.request(), NODE, NODE, replica)) {
                throw new IllegalStateException("guard");
            }
            var answered = core.get(oldest, requested.request(), NODE, NODE, replica);
            return core.getResponse(oldest, answered.value(), answered.answer(), NODE, client);
        }
    }
}
