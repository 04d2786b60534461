package dev.espalier.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.certificate.BridgeAudit;
import dev.espalier.bridge.differential.InMemoryJava;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.core.Answered;
import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.EntryCodec;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.Requested;
import dev.espalier.core.StateCodec;
import dev.espalier.core.StoredMaps;
import dev.espalier.core.Value;
import dev.espalier.core.lang.Pair;
import dev.espalier.core.state.StateMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a core's states are written down: what of the grown core survives it, and which cores offer nothing. */
class StateCodecTest {
    private static final Path CORES = Path.of("..", "verified-cores");
    private static final int NODES = 3;
    private static final int KEYS = 12;

    /** A map that keeps each entry as the bytes that its codec made of it. */
    private record EncodedMap<V>(Map<Bytes, byte[]> rows, EntryCodec<V> codec) implements StateMap<Bytes, V> {
        @Override
        public @Nullable V get(Bytes key) {
            byte[] row = rows.get(key);
            if (row == null) {
                return null;
            }
            PayloadReader in = new PayloadReader(row);
            V entry = codec.read(in);
            in.expectEnd();
            return entry;
        }

        @Override
        public StateMap<Bytes, V> add(Bytes key, V value) {
            PayloadWriter out = new PayloadWriter();
            codec.write(value, out);
            rows.put(key, out.toByteArray());
            return new EncodedMap<>(rows, codec);
        }

        @Override
        public StateMap<Bytes, V> remove(Bytes key) {
            rows.remove(key);
            return new EncodedMap<>(rows, codec);
        }
    }

    /** The one map of a state, whose rows outlive the state. */
    private record OneMap(Map<Bytes, byte[]> rows) implements StoredMaps {
        @Override
        public <V> StateMap<Bytes, V> open(EntryCodec<V> entries) {
            return new EncodedMap<>(rows, entries);
        }

        @Override
        public void written(StateMap<Bytes, ?> map) {}
    }

    @Test
    void aStateThatIsWrittenDownAfterEachStepGoesOnAsIfItWereNot() throws Exception {
        for (long seed = 1; seed <= 10; seed++) {
            Run<?, ?, ?, ?, ?> run = Run.of(load("causal-plus", source("causal-plus", "CausalPlus")));
            run.steps(new Random(seed), 400);
        }
    }

    /** Nodes whose states are kept in memory, beside the same nodes whose states are bytes between any two steps. */
    private static final class Run<C, R, G, A, P> {
        private record Put<P>(Bytes key, Value value, P request, NodeId origin) {}

        private final Core<C, R, G, A, P> core;
        private final StateCodec<Pair<C, R>> codec;
        private final List<Pair<C, R>> states = new ArrayList<>();
        private final List<byte[]> written = new ArrayList<>();
        private final List<OneMap> maps = new ArrayList<>();
        private final List<Put<P>> puts = new ArrayList<>();

        private Run(Core<C, R, G, A, P> core) {
            this.core = core;
            this.codec = Objects.requireNonNull(core.stateCodec());
            for (int node = 0; node < NODES; node++) {
                NodeId id = new NodeId(node);
                Pair<C, R> first = new Pair<>(core.clientInit(id), core.replicaInit(id, Value.ABSENT));
                maps.add(new OneMap(new HashMap<>()));
                states.add(first);
                written.add(bytes(first, node));
            }
        }

        static <C, R, G, A, P> Run<C, R, G, A, P> of(Core<C, R, G, A, P> core) {
            return new Run<>(core);
        }

        private byte[] bytes(Pair<C, R> state, int node) {
            PayloadWriter out = new PayloadWriter();
            codec.write(state, out, maps.get(node));
            return out.toByteArray();
        }

        private Pair<C, R> read(int node) {
            PayloadReader in = new PayloadReader(written.get(node));
            Pair<C, R> state = codec.read(in, maps.get(node));
            in.expectEnd();
            assertThat(bytes(state, node)).isEqualTo(written.get(node));
            return state;
        }

        void steps(Random random, int count) {
            for (int i = 0; i < count; i++) {
                int node = random.nextInt(NODES);
                Bytes key = Bytes.utf8("key" + random.nextInt(KEYS));
                Pair<C, R> kept = states.get(node);
                Pair<C, R> read = read(node);
                if (random.nextInt(3) == 0) {
                    Value value = random.nextInt(5) == 0 ? Value.ABSENT : Value.of(Bytes.utf8("v" + i));
                    kept = put(kept, node, key, value, i, true);
                    read = put(read, node, key, value, i, false);
                } else if (random.nextBoolean() && !puts.isEmpty()) {
                    Put<P> put = puts.get(random.nextInt(puts.size()));
                    kept = deliver(kept, node, put);
                    read = deliver(read, node, put);
                }
                assertThat(read.first()).isEqualTo(kept.first());
                kept = get(kept, read, node, key);
                written.set(node, bytes(new Pair<>(kept.first(), read.second()), node));
                states.set(node, kept);
                // The same but for the entries, which each has its own way to keep.
                assertThat(bytes(kept, node)).isEqualTo(written.get(node));
            }
        }

        private Pair<C, R> put(Pair<C, R> state, int node, Bytes key, Value value, long now, boolean send) {
            NodeId self = new NodeId(node);
            Requested<P, C> requested = core.putRequest(key, value, now, self, state.first());
            Put<P> put = new Put<>(key, value, requested.request(), self);
            if (send) {
                puts.add(put);
            } else {
                assertThat(requested.request()).isEqualTo(puts.getLast().request);
            }
            return deliver(new Pair<>(requested.client(), state.second()), node, put);
        }

        private Pair<C, R> deliver(Pair<C, R> state, int node, Put<P> put) {
            NodeId self = new NodeId(node);
            boolean enabled = core.putGuard(put.key, put.value, put.request, put.origin, self, state.second());
            return enabled
                    ? new Pair<>(
                            state.first(), core.put(put.key, put.value, put.request, put.origin, self, state.second()))
                    : state;
        }

        /** Both answer alike; returns what the first goes on with. */
        private Pair<C, R> get(Pair<C, R> kept, Pair<C, R> read, int node, Bytes key) {
            NodeId self = new NodeId(node);
            Requested<G, C> asked = core.getRequest(key, self, kept.first());
            boolean now = core.getGuard(key, asked.request(), self, self, kept.second());
            assertThat(core.getGuard(key, asked.request(), self, self, read.second()))
                    .isEqualTo(now);
            if (!now) {
                return kept;
            }
            Answered<A, R> answered = core.get(key, asked.request(), self, self, kept.second());
            Answered<A, R> other = core.get(key, asked.request(), self, self, read.second());
            assertThat(other.value()).isEqualTo(answered.value());
            assertThat(other.answer()).isEqualTo(answered.answer());
            C client = core.getResponse(key, answered.value(), answered.answer(), self, asked.client());
            return new Pair<>(client, answered.replica());
        }
    }

    @Test
    void anyBytesGiveAStateOrATypedError() throws Exception {
        Core<?, ?, ?, ?, ?> core = load("causal-plus", source("causal-plus", "CausalPlus"));
        Random random = new Random(9);
        byte[] good = vectors(50);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                PayloadReader in = new PayloadReader(bad, 0, random.nextInt(bad.length + 1));
                Objects.requireNonNull(core.stateCodec()).read(in, new OneMap(new HashMap<>()));
                in.expectEnd();
            } catch (MalformedPayloadException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 19_999);
    }

    @Test
    void listsOfAMillionElementsNeedNoStack() throws Exception {
        deep(load("causal-plus", source("causal-plus", "CausalPlus")));
    }

    private static <C, R, G, A, P> void deep(Core<C, R, G, A, P> core) {
        StateCodec<Pair<C, R>> codec = Objects.requireNonNull(core.stateCodec());
        byte[] bytes = vectors(1_000_000);
        OneMap maps = new OneMap(new HashMap<>());
        PayloadWriter out = new PayloadWriter();
        codec.write(codec.read(new PayloadReader(bytes), maps), out, maps);
        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    /** A state of the grown core with vectors of so many slots. */
    private static byte[] vectors(int slots) {
        PayloadWriter out = new PayloadWriter();
        out.writeNatural(slots);
        vector(slots, out);
        out.writeNatural(7);
        vector(slots, out);
        out.writeValue(Value.ABSENT);
        return out.toByteArray();
    }

    private static void vector(int slots, PayloadWriter out) {
        out.writeNatural(slots);
        for (int slot = 0; slot < slots; slot++) {
            out.writeNodeId(new NodeId(slot % NodeId.MAX));
            out.writeNatural(slot);
        }
    }

    @Test
    void theClassesOnlyComputeAndTheShapeNamesEveryPart() throws Exception {
        BridgeResult result = translate("causal-plus", source("causal-plus", "CausalPlus"));
        assertThat(BridgeAudit.bytecodeRefusal(result)).isEmpty();
        assertThat(Objects.requireNonNull(load(result).stateCodec()).shape())
                .isEqualTo("(client_record{made: int, read_causes: list((NodeId * int)), past: int} * "
                        + "replica_record{applied: list((NodeId * int)), initial: Value, store: map(replica_entry{"
                        + "content: Value, written: option(stamp{time: int, writer: NodeId}), "
                        + "causes: list((NodeId * int))})})");
    }

    @Test
    void aStateOfFunctionsIsNotWrittenDown() throws Exception {
        for (String core : List.of("vector-clock", "chapar-vector-clock")) {
            String name = core.equals("vector-clock") ? "VectorClock" : "ChaparVectorClock";
            assertThat(translate(core, source(core, name)).files().keySet())
                    .noneMatch(file -> file.endsWith("States.java"));
        }
        assertThat(load("vector-clock", source("vector-clock", "VectorClock")).stateCodec())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (M.add k {   | (M.add k { | true
            (store r)) } | M.empty) } | false
            (store r)) } | (let e = M.empty in if P.key_eq_dec k k then e else store r)) } | false
            """)
    void aMapThatALaterStepMakesWouldNotBeKept(String right, String other, boolean offered) throws Exception {
        String source = source("causal-plus", "CausalPlus");
        assertThat(source).contains(right);
        BridgeResult result = translate("causal-plus", source.replace(right, other));
        assertThat(result.files().keySet().stream().anyMatch(file -> file.endsWith("States.java")))
                .isEqualTo(offered);
    }

    private static String source(String core, String name) throws IOException {
        return Files.readString(CORES.resolve(core).resolve("extracted").resolve(name + ".ml"));
    }

    private static BridgeResult translate(String core, String text) {
        return Bridge.translate(BridgeRequest.core(core, new SourceText("Core.ml", text), null));
    }

    private static Core<?, ?, ?, ?, ?> load(String core, String text) throws ReflectiveOperationException {
        return load(translate(core, text));
    }

    private static Core<?, ?, ?, ?, ?> load(BridgeResult result) throws ReflectiveOperationException {
        return (Core<?, ?, ?, ?, ?>) InMemoryJava.compile(result.files())
                .loadClass(Objects.requireNonNull(result.adapterClass()))
                .getConstructor()
                .newInstance();
    }
}
