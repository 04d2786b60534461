package dev.espalier.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.StoreCore;
import dev.espalier.store.fixture.UnguardedCore;
import dev.espalier.store.fixture.VectorCore;
import dev.espalier.store.fixture.VectorNodeCore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = 200;
    private static final int STEPS = 600;

    @Test
    void replicasStayCausalAndConvergeUnderLossRepetitionReorderingAndCrashes() {
        runAll(new VectorCore(), true);
    }

    @Test
    void nodeCoresStayCausalUnderLossRepetitionReorderingAndCrashes() {
        runAll(new VectorNodeCore(), false);
    }

    private static void runAll(StoreCore core, boolean converges) {
        int crashes = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                crashes += new Simulation(core, converges, seed).run(STEPS).contains("crashes=0") ? 0 : 1;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(crashes).as("runs in which a node crashed").isGreaterThan(SEEDS / 2);
    }

    @Test
    void aSeedRepeatsItsRun() {
        assertThat(new Simulation(new VectorCore(), true, 42).run(STEPS))
                .isEqualTo(new Simulation(new VectorCore(), true, 42).run(STEPS));
    }

    @Test
    void aCoreWithoutGuardIsCaught() {
        List<String> failures = new ArrayList<>();
        for (long seed = 0; seed < 100; seed++) {
            try {
                new Simulation(new UnguardedCore(), true, seed).run(STEPS);
            } catch (AssertionError e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        assertThat(failures).as("seeds that fail, of 100").hasSizeGreaterThan(75);
        assertThat(failures).anyMatch(failure -> failure.contains("overwrote"));
    }
}
