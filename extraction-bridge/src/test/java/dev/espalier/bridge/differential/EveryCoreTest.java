package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.certificate.CertificateWriter;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.core.NodeCore;
import dev.espalier.core.StoreCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For every core in the repository, one trace gives the same states in native OCaml and in the Java made from it. */
class EveryCoreTest {
    private static final Path CORES = Path.of("..", "verified-cores");
    private static final int SEEDS = 10;
    private static final int LENGTH = 400;

    @TempDir
    Path folder;

    static List<String> cores() throws IOException {
        try (Stream<Path> folders = Files.list(CORES)) {
            List<String> cores = folders.filter(core -> Files.isRegularFile(core.resolve("certificate.json")))
                    .map(core -> core.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(cores).contains("vector-clock");
            return cores;
        }
    }

    /** The core's translation, which must be the one in the repository. */
    private static BridgeResult translation(String core) throws IOException {
        String name = extractedName(core);
        Path extracted = CORES.resolve(core).resolve("extracted");
        BridgeResult result = Bridge.translate(BridgeRequest.core(
                core,
                new SourceText(name + ".ml", Files.readString(extracted.resolve(name + ".ml"))),
                new SourceText(name + ".mli", Files.readString(extracted.resolve(name + ".mli")))));
        for (Map.Entry<String, String> file : result.files().entrySet()) {
            assertThat(CORES.resolve(core).resolve("generated").resolve(file.getKey()))
                    .hasContent(file.getValue());
        }
        return result;
    }

    private static String extractedName(String core) throws IOException {
        return CertificateWriter.parse(Files.readString(CORES.resolve(core).resolve("certificate.json")))
                .extracted()
                .keySet()
                .stream()
                .filter(name -> name.endsWith(".ml"))
                .map(name -> name.substring(0, name.length() - ".ml".length()))
                .findFirst()
                .orElseThrow();
    }

    private static StoreCore load(BridgeResult result) throws ReflectiveOperationException {
        return (StoreCore) InMemoryJava.compile(result.files())
                .loadClass(Objects.requireNonNull(result.adapterClass()))
                .getConstructor()
                .newInstance();
    }

    private NativeOcaml ocaml(String core, StoreCore java) throws IOException, InterruptedException {
        String name = extractedName(core);
        for (String ending : List.of(".mli", ".ml")) {
            Files.copy(CORES.resolve(core).resolve("extracted").resolve(name + ending), folder.resolve(name + ending));
        }
        for (String common : List.of("dump.ml", "parameters.ml", "functionmap.ml")) {
            Files.writeString(folder.resolve(common), ProgramsTest.resource("core/" + common));
        }
        String driver = ProgramsTest.resource(java instanceof NodeCore ? "core/any-node.ml" : "core/any-core.ml");
        Files.writeString(folder.resolve("driver.ml"), driver.replace("@CORE@ (Parameters)", applied(name)));
        return NativeOcaml.compile(
                folder,
                List.of(name + ".mli", name + ".ml", "parameters.ml", "functionmap.ml", "dump.ml", "driver.ml"));
    }

    /** A core that leaves its map open takes one besides. */
    private String applied(String name) throws IOException {
        boolean overMap = Files.readString(folder.resolve(name + ".mli")).contains("functor (M");
        return name + "." + name + " (Parameters)" + (overMap ? " (Functionmap)" : "");
    }

    @ParameterizedTest
    @MethodSource("cores")
    void theSameTraceGivesTheSameStates(String name) throws Exception {
        NativeOcaml.assumePresent();
        StoreCore core = load(translation(name));
        NativeOcaml ocaml = ocaml(name, core);
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<String> trace = Traces.random(seed, LENGTH);
            List<String> expected = ocaml.run(String.join("\n", trace) + "\n");
            assertThat(expected).anyMatch(line -> line.startsWith("deliver true"));
            assertThat(StateTrace.run(core, trace)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    /** The comparison above means nothing unless it fails for a translation that is a little wrong. */
    @Test
    void aWrongTranslationOfANodeCoreIsNoticed() throws Exception {
        NativeOcaml.assumePresent();
        String name = "chapar-vector-clock";
        BridgeResult right = translation(name);
        SortedMap<String, String> files = new TreeMap<>();
        right.files().forEach((path, text) -> files.put(path, text.replace(" == Math.inc", " >= Math.inc")));
        assertThat(files).isNotEqualTo(right.files());
        StoreCore wrong = load(right.with(files));
        List<String> trace = Traces.random(1, LENGTH);
        assertThat(StateTrace.run(wrong, trace)).isNotEqualTo(ocaml(name, wrong).run(String.join("\n", trace) + "\n"));
    }
}
