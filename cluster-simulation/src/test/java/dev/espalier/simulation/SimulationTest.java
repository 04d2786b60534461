package dev.espalier.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.cores.Cores;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters of production nodes keep their promises whatever happens to them; the full number of seeds is a campaign. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("espalier.simulation.seeds", 100);
    private static final int CAMPAIGN_SEEDS = Integer.getInteger("espalier.simulation.campaign.seeds", 5_000);

    @ParameterizedTest
    @ValueSource(strings = {"causal-plus", "vector-clock"})
    void nothingIsViolated(String core) throws Exception {
        run(core, SEEDS);
    }

    @Tag("campaign")
    @ParameterizedTest
    @ValueSource(strings = {"causal-plus", "vector-clock"})
    void nothingIsViolatedInACampaign(String core) throws Exception {
        run(core, CAMPAIGN_SEEDS);
    }

    private static void run(String core, int seeds) throws Exception {
        long operations = 0;
        long epochs = 0;
        long snapshots = 0;
        String other = core.equals("causal-plus") ? "vector-clock" : "causal-plus";
        try (Simulation simulation = new Simulation(Cores.load(core, true), Cores.load(other, true))) {
            for (long seed = 1; seed <= seeds; seed++) {
                SimulationResult result = simulation.run(seed, Simulation.STEPS, false);
                assertThat(result.violation())
                        .as("core %s, seed %d, step %d", core, seed, result.violatedAtStep())
                        .isNull();
                operations += result.operations();
                epochs += result.epochs();
                snapshots += result.snapshots();
            }
        }
        // A simulation in which nothing is asked finds nothing.
        assertThat(operations).isGreaterThan(50L * seeds);
        assertThat(epochs).as("epochs of cores").isPositive();
        if (core.equals("causal-plus")) {
            // The other core's state cannot be copied.
            assertThat(snapshots).as("snapshots").isPositive();
        }
    }

    @Test
    void theSameSeedIsTheSameRun() throws Exception {
        try (Simulation simulation =
                new Simulation(Cores.load("causal-plus", true), Cores.load("vector-clock", true))) {
            for (long seed = 1; seed <= 16; seed++) {
                SimulationResult first = simulation.run(seed, Simulation.STEPS, false);
                SimulationResult second = simulation.run(seed, Simulation.STEPS, true);
                assertThat(second.hash()).as("hash with seed %d", seed).isEqualTo(first.hash());
                assertThat(second.steps()).isEqualTo(first.steps());
                assertThat(second.trace()).isNotEmpty();
            }
        }
    }

    @Test
    void differentSeedsAreDifferentRuns() throws Exception {
        try (Simulation simulation =
                new Simulation(Cores.load("causal-plus", true), Cores.load("vector-clock", true))) {
            long different = LongStream.rangeClosed(1, 20)
                    .map(seed -> simulation.run(seed, 200, false).hash())
                    .distinct()
                    .count();
            assertThat(different).isEqualTo(20);
        }
    }
}
