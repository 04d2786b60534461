package dev.espalier.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.history.History;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Large histories take time in proportion. */
class CheckerScaleTest {
    @Test
    void twoHundredThousandOperationsTakeLessThanTwoSeconds() {
        History history = new SimulatedStore(
                        new SplittableRandom(7),
                        new SimulatedStore.Shape(3, 48, 1_000, 200_000, 60),
                        SimulatedStore.Mutant.NONE)
                .run();
        Verdict verdict = CausalPlusChecker.check(history);
        assertThat(verdict.details()).isEmpty();
        assertThat(verdict.operations()).isEqualTo(200_000);
        assertThat(verdict.elapsed()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void oneHotKeyWithManySessionsIsNoWorse() {
        // Every get knows of puts by every session, concurrent ones among them: the most edges there can be.
        History history = new SimulatedStore(
                        new SplittableRandom(8),
                        new SimulatedStore.Shape(4, 64, 1, 200_000, 60),
                        SimulatedStore.Mutant.NONE)
                .run();
        Verdict verdict = CausalPlusChecker.check(history);
        assertThat(verdict.details()).isEmpty();
        assertThat(verdict.elapsed()).isLessThan(Duration.ofSeconds(4));
    }
}
