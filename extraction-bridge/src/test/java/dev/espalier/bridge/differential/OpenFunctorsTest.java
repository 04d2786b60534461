package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functors that the file does not apply: OCaml and Java apply them to the same modules, written in each language. */
class OpenFunctorsTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatJavaAppliesGivesWhatOcamlApplies(boolean signature, @TempDir Path folder) throws Exception {
        NativeOcaml.assumePresent();
        String text = ProgramsTest.resource("extracted/openfunctors.ml");
        Files.writeString(folder.resolve("openfunctors.ml"), text);
        Files.writeString(folder.resolve("main.ml"), ProgramsTest.resource("extracted/openfunctors_main.ml"));
        List<String> expected = NativeOcaml.compile(folder, List.of("openfunctors.ml", "main.ml"))
                .run("");

        SourceText declared = new SourceText("openfunctors.mli", ProgramsTest.resource("extracted/openfunctors.mli"));
        BridgeRequest request = BridgeRequest.library(
                "programs.openfunctors", new SourceText("openfunctors.ml", text), signature ? declared : null);
        Map<String, String> files = new HashMap<>(Bridge.translate(request).files());
        files.put("programs/openfunctors/Main.java", ProgramsTest.resource("extracted/OpenFunctorsMain.java.txt"));
        Object lines = InMemoryJava.compile(files)
                .loadClass("programs.openfunctors.Main")
                .getMethod("run")
                .invoke(null);
        assertThat(lines).isEqualTo(expected);
        assertThat(expected).hasSize(61);
    }
}
