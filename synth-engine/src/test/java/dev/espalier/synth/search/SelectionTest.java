package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.rank.Contender;
import dev.espalier.synth.rank.Measurement;
import dev.espalier.synth.rank.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SelectionTest {
    private static final List<Integer> DESIGNS = List.of(30, 31, 32, 33);

    private static Measurement measured(int id, double speedup, double growth) {
        return new Measurement(id, "core " + id, new Spread(1, 1, 1), new Spread(speedup, speedup, speedup), growth);
    }

    private static List<Integer> order(List<Measurement> measured, int chosen) {
        return Selection.order(DESIGNS, Integer::intValue, measured, chosen);
    }

    @Test
    void theFastestComesFirstAndWhatGrowsOrWasNotMeasuredLast() {
        List<Measurement> measured = List.of(
                measured(31, 9, 4.0),
                measured(33, 3, 1.1),
                measured(Contender.REFERENCE, 1, 1.0),
                measured(30, 0.5, 1.0));
        assertThat(order(measured, Settings.FASTEST)).containsExactly(33, 30, 31, 32);
    }

    @Test
    void theDesignThatAReplayEndsWithComesBeforeAll() {
        assertThat(order(List.of(measured(30, 3, 1), measured(32, 2, 1)), 32)).containsExactly(32, 30, 31, 33);
    }

    @Test
    void withoutMeasurementsTheyStandAsTheyWereFound() {
        assertThat(order(List.of(), Settings.FASTEST)).containsExactly(30, 31, 32, 33);
    }
}
