package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CoreManifestTest {
    private static final Path COMMITTED = SpecsCopy.REPOSITORY.resolve("verified-cores/vector-clock/core.json");

    @TempDir
    Path folder;

    @Test
    void readsTheReferenceCore() throws Exception {
        CoreManifest manifest = CoreManifest.read(COMMITTED);
        assertThat(manifest.core()).isEqualTo("vector-clock");
        assertThat(manifest.theorems()).containsExactly("refinement", "seen", "progress");
        assertThat(manifest.files()).contains("framework/World.v", "extraction/VectorClock.v");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            framework/World.v                  | ../World.v            | specification
            framework/World.v                  | /etc/World.v          | specification
            framework/World.v                  | framework/Machine.v   | named twice
            framework/World.v                  | reference/VectorClockProof.v | named twice
            framework/SimulationProof.v        | framework/Proof.vo    | proof
            extraction/VectorClock.v           | VectorClock.v         | extraction
            Espalier.Reference.VectorClockProof.Proof | Coq.Init.Logic | proofModule
            "core"                             | "name"                | core
            strong/causal+                     | strong causal         | specificationName
            {                                  | [                     | not JSON
            """, quoteCharacter = '`')
    void refuses(String find, String replace, String message) throws Exception {
        Path file = folder.resolve("core.json");
        String text = Files.readString(COMMITTED);
        assertThat(text).contains(find);
        Files.writeString(file, text.replace(find, replace));
        GateFailure failure = catchThrowableOfType(GateFailure.class, () -> CoreManifest.read(file));
        assertThat(failure.reason()).isEqualTo(GateFailure.Reason.MANIFEST_INVALID);
        assertThat(failure).hasMessageContaining(message).hasMessageContaining("core.json");
    }
}
