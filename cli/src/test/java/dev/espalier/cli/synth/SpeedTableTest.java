package dev.espalier.cli.synth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.rank.Contender;
import dev.espalier.synth.rank.Measurement;
import dev.espalier.synth.rank.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpeedTableTest {
    @Test
    void everyCoreHasALineThatSaysWhetherItGrows() {
        Spread nanos = new Spread(123.4, 100, 200);
        String table = SpeedTable.of(
                List.of(
                        new Measurement(36, "design-36", nanos, new Spread(2.5, 2, 3), 1.04),
                        new Measurement(Contender.REFERENCE, "vector-clock", nanos, new Spread(1, 1, 1), 0.9),
                        new Measurement(39, "design-39", nanos, new Spread(0.5, 0.4, 0.6), 8)),
                36);
        assertThat(table.lines().toList())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("design-36")
                        .contains("123", "2.50", "2.00 to 3.00", "x 1.04")
                        .endsWith("taken, does not grow"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("vector-clock").endsWith("the reference, does not grow"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("design-39").endsWith("GROWS with the number of operations"));
    }

    @Test
    void whereNothingWasMeasuredThereIsNoTable() {
        assertThat(SpeedTable.of(List.of(), 1)).isEmpty();
    }
}
