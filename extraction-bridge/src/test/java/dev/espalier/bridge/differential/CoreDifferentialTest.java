package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.BridgeResult;
import dev.espalier.core.Core;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One trace of operations gives identical results in natively compiled OCaml and in the Java made from it. */
class CoreDifferentialTest {
    private static final int SEEDS = 25;
    private static final int LENGTH = 600;

    @TempDir
    static Path folder;

    private static NativeOcaml ocaml;

    @BeforeAll
    static void compile() throws Exception {
        NativeOcaml.assumePresent();
        ocaml = ReferenceCore.compileNatively(folder, "trace.ml");
    }

    @Test
    void theSameTraceGivesTheSameResults() throws Exception {
        Core<?, ?, ?, ?, ?> core = ReferenceCore.load(ReferenceCore.translate(UnaryOperator.identity()));
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<String> trace = Traces.random(seed, LENGTH);
            List<String> expected = ocaml.run(String.join("\n", trace) + "\n");
            assertThat(TraceRunner.run(core, trace)).as("seed %d", seed).isEqualTo(expected);
            assertThat(expected)
                    .as("seed %d tries both outcomes", seed)
                    .contains("deliver true false", "deliver false false", "deliver false true");
        }
    }

    /** The comparison above means nothing unless it fails for a translation that is a little wrong. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            p.number() == Math.incrementExact(lookup(c, r.clock())) | p.number() >= Math.incrementExact(lookup(c, r.clock()))
            && below(p.putDepends(), r.clock()) | && below(r.clock(), p.putDepends())
            return p.number() <= lookup(c, r.clock()) | return p.number() < lookup(c, r.clock())
            return a <= b ? b : a | return a <= b ? a : b
            parameters.clientLeb(a.writer(), b.writer()) | parameters.clientLeb(b.writer(), a.writer())
            ? fresh : tail.call(before, asked) | ? before.apply(asked) : tail.call(before, asked)
            return cell.withTail( | return java.util.Objects.requireNonNull(
            return cell.withSecond(larger(t, tPrime)) | return cell
            """)
    void aWrongTranslationIsNoticed(String right, String wrong) throws Exception {
        BridgeResult result = ReferenceCore.translate(UnaryOperator.identity());
        SortedMap<String, String> files = new TreeMap<>();
        for (Map.Entry<String, String> file : result.files().entrySet()) {
            files.put(file.getKey(), file.getValue().replace(right, wrong));
        }
        assertThat(files).as("the translation contains the text to change").isNotEqualTo(result.files());
        Core<?, ?, ?, ?, ?> core = ReferenceCore.load(result.with(files));
        boolean noticed = false;
        for (long seed = 1; seed <= SEEDS && !noticed; seed++) {
            List<String> trace = Traces.random(seed, LENGTH);
            noticed = !TraceRunner.run(core, trace).equals(ocaml.run(String.join("\n", trace) + "\n"));
        }
        assertThat(noticed).isTrue();
    }
}
