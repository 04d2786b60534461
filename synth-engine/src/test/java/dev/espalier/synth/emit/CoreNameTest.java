package dev.espalier.synth.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.synth.spec.Catalogue;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CoreNameTest {
    @ParameterizedTest
    @CsvSource({
        "strong/causal+, causal-plus, CausalPlus",
        "strong/ryw+mw+, ryw-mw-plus, RywMwPlus",
        "strong/none, none, None",
        "team/bounded-staleness, bounded-staleness, BoundedStaleness",
        "over/there/LastPut.v, last-put, LastPut",
        "a/1st, core-1st, Core1st"
    })
    void namesComeFromSpecifications(String specification, String core, String module) {
        assertThat(CoreName.of(specification).core()).isEqualTo(core);
        assertThat(CoreName.of(specification).module()).isEqualTo(module);
    }

    @Test
    void aCoreIsNotCalledAsTheFileOfItsSpecification() throws Exception {
        Catalogue catalogue = Catalogue.read(Path.of("..", "specs"));
        assertThat(CoreName.of(catalogue.named("suite/cc").orElseThrow()).core())
                .isEqualTo("cc");
        assertThat(CoreName.of(catalogue.inFile(Path.of("..", "specs", "suite", "Relaxed.v")))
                        .module())
                .isNotEqualTo("Relaxed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Causal", "causal_plus", "causal+", "-a", "a-", "1a", "a/b", "../a"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> CoreName.chosen(name))
                .isInstanceOf(EmissionException.class)
                .hasMessageContaining("--name");
    }
}
