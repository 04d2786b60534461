package dev.espalier.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.LongFunction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds what it is for. A run ends with the first seed that shows the bug, which is among the first few. */
class PlantedBugsTest {
    private static final int SEEDS = 500;

    @TempDir
    Path work;

    @ParameterizedTest
    @EnumSource
    void isFound(PlantedBug bug) throws Exception {
        LongFunction<String> run = MutantLoader.plant(bug, "causal-plus", work);
        String found = null;
        long seed = 0;
        while (found == null && seed < SEEDS) {
            found = run.apply(++seed);
        }
        if (Boolean.getBoolean("espalier.planted.report")) {
            String text = String.valueOf(found).lines().findFirst().orElse("");
            System.out.println("| " + bug.title + " | " + seed + " | " + text + " |");
        }
        assertThat(found).as("what the simulation says of: %s", bug.title).isNotNull();
    }
}
