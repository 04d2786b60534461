package dev.espalier.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.history.History;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Large histories take time in proportion: processor time, for others may use the machine too. */
class CheckerScaleTest {
    @Test
    void twoHundredThousandOperationsTakeLessThanTwoSeconds() {
        History history = new SimulatedStore(
                        new SplittableRandom(7),
                        new SimulatedStore.Shape(3, 48, 1_000, 200_000, 60),
                        SimulatedStore.Mutant.NONE)
                .run();
        long before = processorNanos();
        Verdict verdict = CausalPlusChecker.check(history);
        assertThat(processorNanos() - before).isLessThan(Duration.ofSeconds(2).toNanos());
        assertThat(verdict.details()).isEmpty();
        assertThat(verdict.operations()).isEqualTo(200_000);
    }

    @Test
    void oneHotKeyWithManySessionsIsNoWorse() {
        // Every get knows of puts by every session, concurrent ones among them: the most edges there can be.
        History history = new SimulatedStore(
                        new SplittableRandom(8),
                        new SimulatedStore.Shape(4, 64, 1, 200_000, 60),
                        SimulatedStore.Mutant.NONE)
                .run();
        long before = processorNanos();
        Verdict verdict = CausalPlusChecker.check(history);
        assertThat(processorNanos() - before).isLessThan(Duration.ofSeconds(4).toNanos());
        assertThat(verdict.details()).isEmpty();
    }

    /** Of this thread, which does all the checking. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
