package dev.espalier.bridge.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.exports.ExportedType;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.Shape;
import dev.espalier.bridge.source.SourceText;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data of declared types: finite, the same for a seed, with texts that can be read back, and made smaller step by step. */
class GenerationTest {
    private static final String TYPES = """
            type nat = O | S of nat
            type tree = Leaf | Node of tree * int * tree
            type 'a rose = Rose of 'a * 'a rose list
            type endless = More of endless
            type 'a stream = 'a cell Lazy.t
            and 'a cell = Cell of 'a * 'a stream
            type both = Both of forest * tree and forest = None_ | Some_ of both * forest
            let a (x : nat) = x
            let b (x : tree) = x
            let c (x : int rose) = x
            let d (x : endless) = x
            let e (x : int stream) = x
            let f (x : both) = x
            let g (x : (int -> bool) list) = x
            let h (x : Obj.t) = x
            """;

    private final Exports exports = Bridge.translate(
                    BridgeRequest.library("types", new SourceText("types.ml", TYPES), null))
            .exports();
    private final Generator generator = new Generator(exports, TYPES);

    private Shape argument(String name) {
        return exports.values().stream()
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow()
                .shape()
                .parameters()
                .getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "e", "f", "g"})
    void theSameSeedGivesTheSameFiniteData(String value) {
        Shape shape = argument(value);
        assertThat(generator.impossible(shape)).isEmpty();
        assertThat(texts(shape)).isEqualTo(texts(shape));
        assertThat(texts(shape).stream().distinct().count()).isGreaterThan(10);
    }

    private List<String> texts(Shape shape) {
        generator.forget();
        return IntStream.range(0, 60)
                .mapToObj(i -> generator.generate(shape, i / 3, new Random(i)).text())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"d, which has no finite values", "h, of type Obj.t"})
    void whatHasNoDataIsSaidSo(String value, String reason) {
        assertThat(generator.impossible(argument(value))).get().asString().contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "f"})
    void textsAreReadBack(String value) {
        for (int i = 0; i < 100; i++) {
            Datum datum = generator.generate(argument(value), i / 5, new Random(i));
            assertThat(DatumReader.read(datum.text())).contains(datum);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1 F]", "<~>", "?", "(0 <!>)", "{1 !}", "[99999999999999999999]"})
    void whatCannotBeMadeAgainIsNotRead(String text) {
        assertThat(DatumReader.read(text)).isEmpty();
    }

    @Test
    void everyConstructorAndTheFilesOwnIntegersAreBoundaries() {
        Generator other = new Generator(exports, "let f x = if x < 4711 then 1 else 2");
        assertThat(other.boundaries(Shape.INT, new Random(1)))
                .contains(new Datum.Whole(4710), new Datum.Whole(4711), new Datum.Whole((1L << 62) - 1));
        assertThat(generator.boundaries(argument("b"), new Random(1)).stream()
                        .map(datum -> ((Datum.Block) datum).constructor()))
                .contains(0, 1);
    }

    @Test
    void anInputShrinksToTheLeastThatStillShowsIt() throws Exception {
        int place = IntStream.range(0, exports.values().size())
                .filter(i -> exports.values().get(i).name().equals("b"))
                .findFirst()
                .orElseThrow();
        List<Signature> signatures = IntStream.range(0, exports.values().size())
                .mapToObj(i -> Signature.of(i, exports.values().get(i)))
                .toList();
        Datum large = generator.generate(argument("b"), 40, new Random(5));
        Datum.Call call = new Datum.Call(place, List.of(), List.of(large));
        assertThat(call.text()).contains("(1 ").hasSizeGreaterThan(60);
        Datum.Call smallest = new Shrinker(exports, signatures, generator)
                .shrink(call, candidate -> candidate.text().contains("(1 "));
        assertThat(smallest.arguments()).containsExactly(node(0));
        assertThat(new OcamlText(exports, signatures).of(smallest)).isEqualTo("b (Node (Leaf, 0, Leaf))");
    }

    private static Datum node(long value) {
        Datum leaf = new Datum.Block(0, List.of());
        return new Datum.Block(1, List.of(leaf, new Datum.Whole(value), leaf));
    }

    @ParameterizedTest
    @CsvSource({"'', 2166136261", "a, 3826002220", "foobar, 3214735720"})
    void theHashIsThatOfItsAuthors(String text, long hash) {
        // The test vectors of draft-eastlake-fnv; that OCaml hashes alike is seen wherever functions are arguments.
        assertThat(JavaValues.hash(text)).isEqualTo(hash);
    }

    @Test
    void onlyTypesThatCountAreCounted() {
        assertThat(IntStream.range(0, exports.types().size())
                        .filter(i -> exports.types().get(i).counts(i))
                        .mapToObj(i -> exports.types().get(i))
                        .map(ExportedType::name))
                .containsExactly("nat");
    }
}
