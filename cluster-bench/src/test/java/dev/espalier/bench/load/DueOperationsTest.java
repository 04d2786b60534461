package dev.espalier.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Whose fault it is that an operation was sent late: a thousand are due each second, one may be in flight. */
class DueOperationsTest {
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000 * MILLISECOND;

    private final RunControl control = new RunControl(new Extent.Operations(1_000_000), 1);
    private final LoopStatistics statistics = new LoopStatistics(1);

    @Test
    void aSlowServerIsNoLatenessOfTheGenerator() {
        control.startMeasuring();
        long origin = control.measureFromNanos();
        DueOperations due = due(origin);
        assertThat(due.claim(origin, 1)).isEqualTo(1);
        for (int i = 1; i <= 20; i++) {
            due.roomFreed(origin + i * SECOND);
            assertThat(due.claim(origin + i * SECOND, 1)).isEqualTo(1);
            assertThat(due.due(0)).isEqualTo(origin + i * MILLISECOND);
        }
        Histogram lag = lag();
        assertThat(lag.getTotalCount()).isEqualTo(21);
        assertThat(lag.getMaxValue()).isZero();
    }

    @Test
    void latenessOfTheGeneratorIsInheritedByWhatHadToWaitForIt() {
        control.startMeasuring();
        long origin = control.measureFromNanos();
        DueOperations due = due(origin);
        // Nothing was sent for a second; then the server answers each operation in a tenth of a millisecond.
        long now = origin + SECOND;
        for (int i = 0; i < 20; i++) {
            assertThat(due.claim(now, 1)).isEqualTo(1);
            now += MILLISECOND / 10;
            due.roomFreed(now);
        }
        Histogram lag = lag();
        assertThat(lag.getTotalCount()).isEqualTo(20);
        assertThat(lag.getMinValue()).isGreaterThan(970 * MILLISECOND);
    }

    @Test
    void aBacklogOfTheWarmUpIsNotCarriedOn() {
        long origin = System.nanoTime() - SECOND;
        DueOperations due = due(origin);
        assertThat(due.claim(origin, 1)).isEqualTo(1);
        control.startMeasuring();
        long now = control.measureFromNanos() + 5 * MILLISECOND;
        assertThat(due.claim(now, 100)).isBetween(5, 6);
        assertThat(due.due(0)).isBetween(control.measureFromNanos(), control.measureFromNanos() + MILLISECOND);
    }

    private DueOperations due(long origin) {
        Pace.Open pace = new Pace.Open(1_000, 1_000, Pace.Arrivals.CONSTANT);
        ArrivalSchedule schedule = new ArrivalSchedule(pace, origin, 0, 0, 0, 1, new SplittableRandom(1));
        return new DueOperations(schedule, control, statistics, 100, origin);
    }

    private Histogram lag() {
        return statistics.lag.getIntervalHistogram();
    }
}
