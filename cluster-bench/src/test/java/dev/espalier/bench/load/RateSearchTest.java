package dev.espalier.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.load.LatencyReport.Percentile;
import dev.espalier.bench.load.RateSearch.Purpose;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search on a store that is a formula: its latency rises without bound towards 10,000 operations a second. */
class RateSearchTest {
    private static final double CAPACITY = 10_000;
    /** There the formula gives 2 ms. */
    private static final double HIGHEST = 7_500;

    private static final LatencyReport NO_LAG = latency(1);

    @ParameterizedTest
    @ValueSource(doubles = {10, 1_000, 7_400, 80_000})
    void findsTheHighestRateFromAnyStart(double start) throws IOException, InterruptedException {
        RateSearch.Outcome outcome = search(rate -> report(rate, 500 / Math.max(0.01, 1 - rate / CAPACITY), 0, NO_LAG))
                .run(start);
        assertThat(outcome.rate()).isBetween(HIGHEST / 1.05, HIGHEST);
        assertThat(outcome.lowestMissed()).isBetween(HIGHEST, HIGHEST * 1.05);
        assertThat(outcome.steps())
                .filteredOn(step -> step.purpose() == Purpose.CONFIRM)
                .hasSize(RateSearch.CONFIRMATIONS)
                .allMatch(step -> step.met() && step.rate() == outcome.rate());
        assertThat(outcome.best()).isNotNull();
    }

    @Test
    void aBadRunNowAndThenDoesNotDecide() throws IOException, InterruptedException {
        int near = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RateSearch.Outcome outcome = search(rate -> report(
                            rate,
                            random.nextInt(20) == 0 ? 50_000 : 500 / Math.max(0.01, 1 - rate / CAPACITY),
                            0,
                            NO_LAG))
                    .run(1_000);
            assertThat(outcome.rate()).isLessThanOrEqualTo(HIGHEST);
            near += outcome.rate() > 0.85 * HIGHEST ? 1 : 0;
        }
        assertThat(near).isGreaterThan(180);
    }

    @Test
    void aRateIsNotMetIfOperationsWereLeftOver() throws IOException, InterruptedException {
        // Latency is always fine here, but beyond 3,000 a second one operation in ten is not sent.
        RateSearch.Outcome outcome =
                search(rate -> report(rate, 10, rate > 3_000 ? 0.1 : 0, NO_LAG)).run(1_000);
        assertThat(outcome.rate()).isBetween(2_850.0, 3_000.0);
        assertThat(outcome.steps()).anyMatch(step -> step.obstacle().contains("did not keep up"));
    }

    @Test
    void nothingIsFoundWhereNoRateWillDo() throws IOException, InterruptedException {
        RateSearch.Outcome outcome =
                search(rate -> report(rate, 5_000, 0, NO_LAG)).run(1_000);
        assertThat(outcome.rate()).isZero();
        assertThat(outcome.best()).isNull();
        assertThat(outcome.gaveUp()).isFalse();
    }

    @Test
    void givesUpSoonWhereTheGeneratorItselfIsTooLate() throws IOException, InterruptedException {
        RateSearch.Outcome outcome =
                search(rate -> report(rate, 5_000, 0, latency(4_000))).run(1_000_000);
        assertThat(outcome.gaveUp()).isTrue();
        assertThat(outcome.steps()).hasSizeLessThan(8);
    }

    @Test
    void objectivesAreRead() {
        assertThat(Objective.parse("p99<2ms")).isEqualTo(new Objective(Percentile.P99, 2_000));
        assertThat(Objective.parse("P99.9 < 0.5s")).isEqualTo(new Objective(Percentile.P999, 500_000));
        assertThat(Objective.parse("max<900us")).isEqualTo(new Objective(Percentile.MAX, 900));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p99", "p99<2", "p98<2ms", "p99>2ms", "p99<0ms", "2ms"})
    void whatIsNoObjectiveIsRefused(String text) {
        assertThatThrownBy(() -> Objective.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RateSearch search(RateSearch.Load load) {
        return new RateSearch(new Objective(Percentile.P99, 2_000), 0.05, load, step -> {});
    }

    private static LatencyReport latency(double micros) {
        return new LatencyReport(micros, micros, micros, micros, micros, micros, micros, List.of());
    }

    private static LoadReport report(double rate, double micros, double unsentShare, LatencyReport lag) {
        long sent = (long) (1_000_000 * (1 - unsentShare));
        return new LoadReport(
                LoadConfig.builder(List.of(new Target("a", 1))).build(),
                new KeySpace("", 1),
                Duration.ofSeconds(1),
                Map.of(),
                new KindReport(sent, 0, rate, latency(micros), latency(micros)),
                1_000_000 - sent,
                List.of(),
                List.of(),
                new GeneratorReport(0, 0, 0, lag),
                List.of());
    }
}
