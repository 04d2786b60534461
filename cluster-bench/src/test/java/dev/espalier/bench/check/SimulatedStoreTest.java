package dev.espalier.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a causal+ store does passes; what a broken one does is caught. */
class SimulatedStoreTest {
    private static final int RUNS = 200;

    @Test
    void runsOfACausalStorePass() {
        for (int seed = 0; seed < RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SimulatedStore.Shape shape = new SimulatedStore.Shape(
                    random.nextInt(1, 6), random.nextInt(1, 12), random.nextInt(1, 20), 2_000, random.nextInt(10, 90));
            Verdict verdict =
                    CausalPlusChecker.check(new SimulatedStore(random, shape, SimulatedStore.Mutant.NONE).run());
            assertThat(verdict.details()).as("seed %d, %s", seed, shape).isEmpty();
            assertThat(verdict.passed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void runsOfABrokenStoreAreCaught(SimulatedStore.Mutant mutant) {
        // A fault need not show in every run: some runs of a broken store are causal+ all the same.
        int caught = 0;
        Map<ViolationKind, Long> kinds = new EnumMap<>(ViolationKind.class);
        for (int seed = 0; seed < RUNS; seed++) {
            SimulatedStore.Shape shape = new SimulatedStore.Shape(5, 10, 6, 6_000, 66 + seed % 6);
            Verdict verdict =
                    CausalPlusChecker.check(new SimulatedStore(new SplittableRandom(seed), shape, mutant).run());
            caught += verdict.passed() ? 0 : 1;
            verdict.counts().forEach((kind, count) -> kinds.merge(kind, count, Long::sum));
            assertThat(verdict.passed()).isEqualTo(verdict.details().isEmpty());
        }
        assertThat(caught).as("of %d runs, by kind %s", RUNS, kinds).isGreaterThan(RUNS * 3 / 4);
        // None of these faults invents values or time travel.
        assertThat(kinds)
                .doesNotContainKeys(
                        ViolationKind.THIN_AIR_READ,
                        ViolationKind.WRONG_KEY_READ,
                        ViolationKind.FUTURE_READ,
                        ViolationKind.CAUSALITY_CYCLE,
                        ViolationKind.NOT_DIFFERENTIATED);
    }
}
