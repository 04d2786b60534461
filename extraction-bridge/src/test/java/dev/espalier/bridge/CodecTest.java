package dev.espalier.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.espalier.bridge.differential.InMemoryJava;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.RepeatedParts;
import dev.espalier.core.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codecs and adapters of a core with payloads of every kind, and what is refused. */
class CodecTest {
    private static final NodeId NODE = new NodeId(7);

    @Test
    void everyKindOfPayloadSurvivesTheWire() throws Exception {
        Core<?, ?, ?, ?, ?> core = load(source());
        for (long now = 0; now < 40; now++) {
            roundTrip(core, now);
        }
    }

    private static <C, R, G, A, P> void roundTrip(Core<C, R, G, A, P> core, long now) {
        P payload = payload(core, now);
        PayloadWriter out = new PayloadWriter();
        core.writePutRequest(payload, out);
        PayloadReader in = new PayloadReader(out.toByteArray());
        assertThat(core.readPutRequest(in)).isEqualTo(payload);
        in.expectEnd();
    }

    @Test
    void anyBytesGiveAPayloadOrATypedError() throws Exception {
        Core<?, ?, ?, ?, ?> core = load(source());
        Random random = new Random(5);
        int refused = 0;
        byte[] good = bytes(core, 20);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                core.readPutRequest(new PayloadReader(bad, 0, random.nextInt(bad.length + 1)));
            } catch (MalformedPayloadException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void whatWasReadOrWrittenBeforeChangesNothing() throws Exception {
        Core<?, ?, ?, ?, ?> core = load(source());
        Random random = new Random(6);
        PayloadWriter out = new PayloadWriter();
        RepeatedParts before = new RepeatedParts();
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = bytes(core, random.nextInt(6));
            assertThat(bytes(core, bytes, out)).isEqualTo(bytes);
            for (int change = random.nextInt(3); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(read(core, new PayloadReader(bytes, before))).isEqualTo(read(core, new PayloadReader(bytes)));
        }
    }

    /** Those of the payload that {@code bytes} are, written by {@code out} behind others. */
    private static <C, R, G, A, P> byte[] bytes(Core<C, R, G, A, P> core, byte[] bytes, PayloadWriter out) {
        P payload = core.readPutRequest(new PayloadReader(bytes));
        for (int time = 0; time < 2; time++) {
            out.reset();
            core.writePutRequest(payload, out);
        }
        return out.toByteArray();
    }

    /** The payload, or what is wrong with it. */
    private static Object read(Core<?, ?, ?, ?, ?> core, PayloadReader in) {
        try {
            return core.readPutRequest(in);
        } catch (MalformedPayloadException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aListsLengthIsNotBelieved() throws Exception {
        PayloadWriter out = new PayloadWriter();
        out.writeNatural(Long.MAX_VALUE);
        PayloadReader in = new PayloadReader(out.toByteArray());
        assertThatThrownBy(() -> load(source()).readPutRequest(in))
                .isInstanceOf(MalformedPayloadException.class)
                .hasMessageContaining("a list of " + Long.MAX_VALUE + " elements");
    }

    @Test
    void aNumberThatItsTypeExcludesIsNotBelieved() throws Exception {
        String files = String.join("", translate(source()).files().values());
        assertThat(files).contains("in.readWhole(Whole.ONE)", "in.readWhole(Whole.ZERO)", "in.readWhole()");
    }

    @Test
    void nestingHasALimitOnBothSides() throws Exception {
        String deep = source().replace("Node (tree (n / 2), n, tree (n / 3))", "Node (tree (n - 1), n, Leaf)");
        Core<?, ?, ?, ?, ?> core = load(deep);
        roundTrip(core, 400);
        assertThatThrownBy(() -> bytes(core, 600))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void theAdapterAppliesMethodsOfAnyArity() throws Exception {
        states(load(source()));
    }

    private static <C, R, G, A, P> void states(Core<C, R, G, A, P> core) {
        Bytes key = Bytes.utf8("k");
        Value value = Value.of(Bytes.utf8("v"));
        R replica = core.replicaInit(NODE, Value.ABSENT);
        P payload = payload(core, 9);
        assertThat(core.name()).isEqualTo("tiny-core");
        assertThat(core.putGuard(key, value, payload, NODE, NODE, replica)).isTrue();
        assertThat(core.putSeen(key, value, payload, NODE, NODE, replica)).isFalse();
        R after = core.put(key, value, payload, NODE, NODE, replica);
        C client = core.clientInit(NODE);
        G request = core.getRequest(key, NODE, client).request();
        assertThat(core.get(key, request, NODE, NODE, after).value()).isEqualTo(value);
        assertThat(core.get(key, request, NODE, NODE, replica).value()).isEqualTo(Value.ABSENT);
        assertThat(core.get(Bytes.utf8("other"), request, NODE, NODE, after).value())
                .isEqualTo(Value.ABSENT);
        assertThat(client).isEqualTo(0L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            units : unit list; | units : unit list; f : int -> int; | contains a function
            val client_leb : client -> client -> bool | val client_hash : client -> bool | is an operation that the framework does not supply
            type replica\\n | type replica\\n  type clock\\n | is a type that the framework does not supply
            let put_seen | let put_unseen | has no put_seen
            let get_guard _ () _ _ _ = true | let get_guard _ () _ _ _ = 1 | not that of the module type CORE
            let client_init = fun _ -> 0 | let client_init = fun _ -> true | not that of the module type CORE
            """)
    void whatDoesNotFitTheFrameworkIsRefused(String right, String wrong, String message) throws IOException {
        String changed = source().replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));
        assertThat(changed).isNotEqualTo(source());
        String text = changed.replace(
                "units = map", wrong.contains("f : int") ? "f = (fun x -> x); units = map" : "units = map");
        TranslationException failure = catchThrowableOfType(TranslationException.class, () -> translate(text));
        assertThat(failure).isNotNull();
        assertThat(failure).hasMessageContaining(message).hasMessageContaining("tiny.ml:");
    }

    @Test
    void overflowThrows() throws Exception {
        Core<?, ?, ?, ?, ?> core =
                load(source().replace("s + 1)", "s + 4611686018427387903 + 4611686018427387903 + 2)"));
        assertThatThrownBy(() -> payload(core, 1)).isInstanceOf(ArithmeticException.class);
    }

    private static <C, R, G, A, P> P payload(Core<C, R, G, A, P> core, long now) {
        Value value = Value.of(Bytes.utf8("value"));
        return core.putRequest(Bytes.utf8("key"), value, now, NODE, core.clientInit(NODE))
                .request();
    }

    private static <C, R, G, A, P> byte[] bytes(Core<C, R, G, A, P> core, long now) {
        PayloadWriter out = new PayloadWriter();
        core.writePutRequest(payload(core, now), out);
        return out.toByteArray();
    }

    private static BridgeResult translate(String text) {
        return Bridge.translate(BridgeRequest.core("tiny-core", new SourceText("tiny.ml", text), null));
    }

    private static Core<?, ?, ?, ?, ?> load(String text) throws ReflectiveOperationException {
        BridgeResult result = translate(text);
        String adapter = Objects.requireNonNull(result.adapterClass());
        assertThat(adapter).isEqualTo("dev.espalier.cores.tinycore.TinyCore");
        return (Core<?, ?, ?, ?, ?>) InMemoryJava.compile(result.files())
                .loadClass(adapter)
                .getConstructor()
                .newInstance();
    }

    private static String source() throws IOException {
        try (var in = Objects.requireNonNull(CodecTest.class.getClassLoader().getResourceAsStream("core/tiny.ml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
