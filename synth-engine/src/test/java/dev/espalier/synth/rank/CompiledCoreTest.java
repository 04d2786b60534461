package dev.espalier.synth.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Core;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cores of the repository, as a search would have extracted them. */
final class CompiledCoreTest {
    private static final Path CORES = Path.of("..", "verified-cores");

    private static Path extracted(String core, String file) {
        return CORES.resolve(core).resolve("extracted").resolve(file);
    }

    @Test
    void coresOfAFolderRunBesideEachOther() throws Exception {
        Core<?, ?, ?, ?, ?> grown = CompiledCore.of("design-1", extracted("causal-plus", "CausalPlus.ml"));
        Core<?, ?, ?, ?, ?> reference = CompiledCore.of("reference", extracted("vector-clock", "VectorClock.ml"));
        List<Measurement> measured = new Race(new RaceSettings(500, 1, 3, 50), System::nanoTime)
                .run(Contender.of(Contender.REFERENCE, reference, 5), List.of(Contender.of(1, grown, 5)));
        assertThat(measured)
                .hasSize(2)
                .extracting(Measurement::name)
                .containsExactlyInAnyOrder("design-1", "reference");
        assertThat(measured).allSatisfy(one -> {
            assertThat(one.nanos().least()).isPositive();
            assertThat(one.growth()).isPositive();
        });
    }

    @Test
    void whatTheBridgeRefusesIsSaid(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("Broken.ml");
        Files.writeString(file, "let x = (\n");
        Files.writeString(folder.resolve("Broken.mli"), "val x : int\n");
        assertThatThrownBy(() -> CompiledCore.of("broken", file))
                .isInstanceOf(RankingException.class)
                .hasMessageContaining("the bridge does not translate it")
                .hasMessageContaining("Broken.ml");
    }
}
