package dev.espalier.synth.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class RaceTest {
    private static final RaceSettings SETTINGS = new RaceSettings(100, 2, 5, 1_000);

    /** Moves as the workloads say. */
    private long now;

    private final List<String> order = new ArrayList<>();
    private double load = 1;
    private int races;

    /** A store whose next operation takes {@code nanos} of the number of operations before it. */
    private Contender contender(int id, String name, IntToDoubleFunction nanos) {
        return new Contender(id, name, () -> new Workload() {
            private int done;

            @Override
            public void mixed(int count) {
                if (count == SETTINGS.operations()) {
                    order.add(name);
                    // The machine is four times as slow in every second round.
                    load = order.size() / races % 2 == 0 ? 1 : 4;
                }
                for (int i = 0; i < count; i++) {
                    now += Math.round(load * nanos.applyAsDouble(done++));
                }
                load = 1;
            }
        });
    }

    private List<Measurement> race(Contender reference, Contender... contenders) {
        races = contenders.length + 1;
        return new Race(SETTINGS, () -> now).run(reference, List.of(contenders));
    }

    @Test
    void theFastestComesFirstAndIsComparedWithinARound() {
        List<Measurement> measured = race(
                contender(Contender.REFERENCE, "reference", done -> 1_000),
                contender(3, "slow", done -> 2_000),
                contender(7, "fast", done -> 250));
        assertThat(measured).extracting(Measurement::name).containsExactly("fast", "reference", "slow");
        assertThat(measured).extracting(Measurement::id).containsExactly(7, Contender.REFERENCE, 3);
        assertThat(measured.get(1).speedup()).isEqualTo(new Spread(1, 1, 1));
        assertThat(measured.get(0).speedup().median()).isCloseTo(4, within(1e-9));
        assertThat(measured.get(0).nanos().least()).isEqualTo(250);
        assertThat(measured.get(0).nanos().most())
                .as("the machine was slow for a while, and the spread says so")
                .isEqualTo(1_000);
    }

    @Test
    void eachGoesFirstInTurnAndWarmUpsDoNotCount() {
        List<Measurement> measured = race(
                contender(Contender.REFERENCE, "a", done -> order.size() <= 4 ? 1_000_000 : 10),
                contender(1, "b", done -> 10));
        assertThat(order).startsWith("a", "b", "b", "a", "a", "b").hasSize(2 * (2 + 5));
        assertThat(measured).allSatisfy(one -> assertThat(one.nanos().most()).isLessThan(100));
    }

    @Test
    void costThatGrowsWithThePutsIsFound() {
        List<Measurement> measured = race(
                contender(Contender.REFERENCE, "flat", done -> 100),
                contender(1, "linear", done -> 10 + done),
                contender(2, "logarithmic", done -> 100 + Math.log(1 + done)));
        assertThat(measured)
                .filteredOn(Measurement::grows)
                .extracting(Measurement::name)
                .containsExactly("linear");
        assertThat(named(measured, "flat").growth()).isCloseTo(1, within(1e-9));
        assertThat(named(measured, "linear").growth())
                .as("ten times as many puts, ten times as long")
                .isBetween(7.0, 9.0);
    }

    @Test
    void whatFillsUpAtFirstDoesNotGrow() {
        List<Measurement> measured = race(
                contender(Contender.REFERENCE, "flat", done -> 100),
                contender(1, "filling", done -> Math.min(done, 1_900)));
        assertThat(named(measured, "filling").growth()).isCloseTo(1, within(1e-9));
    }

    private static Measurement named(List<Measurement> measured, String name) {
        return measured.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theMedianOfAnEvenNumberIsBetween() {
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0, 2.0))).isEqualTo(new Spread(3, 1, 9));
        assertThat(Spread.of(List.of(5.0))).isEqualTo(new Spread(5, 5, 5));
    }
}
