package dev.espalier.synth.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.spec.StrongPoint.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrongPointTest {
    private static final Path GUARANTEES = Path.of("..", "specs", "strong", "Guarantees.v");

    @Test
    void thirtyTwoPointsHaveNamesOfTheirOwnAndAreFoundByThem() {
        Set<String> names = new HashSet<>();
        for (StrongPoint point : StrongPoint.all()) {
            assertThat(names.add(point.name())).isTrue();
            assertThat(StrongPoint.named(point.name())).contains(point);
        }
        assertThat(names).hasSize(32);
    }

    @Test
    void moduleOfEachPointChoosesWhatItsNameSays() throws IOException {
        String text = Files.readString(GUARANTEES).replaceAll("\\s+", " ");
        for (StrongPoint point : StrongPoint.all()) {
            assertThat(text)
                    .contains("Module %s <: GUARANTEES. Definition chosen := Build_guarantees %b %b %b %b %b."
                            .formatted(
                                    point.module(),
                                    point.guarantees().contains(Guarantee.RYW),
                                    point.guarantees().contains(Guarantee.MR),
                                    point.guarantees().contains(Guarantee.MW),
                                    point.guarantees().contains(Guarantee.WFR),
                                    point.convergent()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "strong/ryw, strong/ryw",
        "strong/mw+mr, strong/mr+mw",
        "strong/mw+wfr+, strong/mw+wfr+",
        "strong/wfr+mw+mr+ryw+, strong/causal+",
        "strong/causal, strong/causal",
        "strong/none+, strong/none+"
    })
    void guaranteesMayStandInAnyOrder(String written, String name) {
        assertThat(StrongPoint.named(written).map(StrongPoint::name)).isEqualTo(Optional.of(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strong/",
                "strong/+",
                "strong/ryw+ryw",
                "strong/RYW",
                "strong/ryw++",
                "strong/causal+mw",
                "suite/ryw",
                ""
            })
    void whatIsNoPointIsNoPoint(String name) {
        assertThat(StrongPoint.named(name)).isEmpty();
    }
}
