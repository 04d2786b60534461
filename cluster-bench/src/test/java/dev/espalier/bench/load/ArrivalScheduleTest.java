package dev.espalier.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {
    private static final long ORIGIN = Long.MAX_VALUE - 5_000_000;

    @Test
    void connectionsTogetherAreEvenlySpread() {
        // 8,000 a second over 16 connections: one each 125 us, whichever connection's turn it is. The clock wraps
        // meanwhile.
        long[] all = arrivals(new Pace.Open(8_000, 8_000, Pace.Arrivals.CONSTANT), 0, 10, 16, 100);
        for (int i = 0; i < all.length; i++) {
            assertThat(all[i]).isBetween(i * 125_000L - 2, i * 125_000L + 2);
        }
    }

    @Test
    void rateStaysThenRisesInAStraightLineThenStays() {
        // A second at 100, ten seconds from 100 to 300, then 300.
        long[] all = arrivals(new Pace.Open(100, 300, Pace.Arrivals.CONSTANT), 1, 10, 4, 800);
        assertThat(before(all, 1)).isEqualTo(100, within(1.0));
        assertThat(before(all, 6) - before(all, 1)).isEqualTo(750, within(2.0));
        assertThat(before(all, 11) - before(all, 6)).isEqualTo(1_250, within(2.0));
        assertThat(before(all, 13) - before(all, 11)).isEqualTo(600, within(2.0));
    }

    @Test
    void rateMayFall() {
        long[] all = arrivals(new Pace.Open(300, 100, Pace.Arrivals.CONSTANT), 0, 10, 4, 600);
        assertThat(before(all, 5)).isEqualTo(1_250, within(2.0));
        assertThat(before(all, 10)).isEqualTo(2_000, within(2.0));
    }

    @Test
    void poissonArrivalsAreIndependent() {
        long[] all = arrivals(new Pace.Open(1_000, 1_000, Pace.Arrivals.POISSON), 0, 10, 8, 10_000);
        long[] gaps =
                IntStream.range(1, 60_000).mapToLong(i -> all[i] - all[i - 1]).toArray();
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double variance = Arrays.stream(gaps)
                .mapToDouble(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isEqualTo(1e6, within(2e4));
        // Of an exponential distribution the deviation is the mean, and 1/e of the gaps are longer than it.
        assertThat(Math.sqrt(variance)).isEqualTo(mean, within(3e4));
        assertThat(Arrays.stream(gaps).filter(gap -> gap > mean).count() / 60_000.0)
                .isEqualTo(0.368, within(0.01));
    }

    private static double before(long[] all, double seconds) {
        return Arrays.stream(all).filter(nanos -> nanos < seconds * 1e9).count();
    }

    /** When operations are due, of all connections in order, in nanoseconds since the origin. */
    private static long[] arrivals(Pace.Open pace, double warmUp, double ramp, int connections, int each) {
        SplittableRandom random = new SplittableRandom(4);
        return IntStream.range(0, connections)
                .mapToObj(
                        number -> new ArrivalSchedule(pace, ORIGIN, warmUp, ramp, number, connections, random.split()))
                .flatMapToLong(schedule -> IntStream.range(0, each).mapToLong(i -> schedule.next() - ORIGIN))
                .sorted()
                .toArray();
    }
}
