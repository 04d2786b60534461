package dev.espalier.synth.trellis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveScriptTest {
    @Test
    void aHeadAndWhatIsBelowItAreACall() throws Exception {
        List<MoveScript.Step> steps = MoveScript.read("""
                # First the state.
                define client_state
                    Definition client_state :=

                      nat.

                define same --proof --before first
                    Definition same := 1.
                decompose refinement
                    Lemma a : True.
                by
                    exact a.
                search a
                revert 3
                """);
        assertThat(steps)
                .containsExactly(
                        new MoveScript.Step(
                                2,
                                "define",
                                Map.of("name", "client_state", "text", "Definition client_state :=\n\n  nat.")),
                        new MoveScript.Step(
                                7,
                                "define",
                                Map.of(
                                        "name",
                                        "same",
                                        "proof",
                                        true,
                                        "before",
                                        "first",
                                        "text",
                                        "Definition same := 1.")),
                        new MoveScript.Step(
                                9,
                                "decompose",
                                Map.of("name", "refinement", "lemmas", "Lemma a : True.", "tactics", "exact a.")),
                        new MoveScript.Step(13, "search", Map.of("name", "a")),
                        new MoveScript.Step(14, "revert", Map.of("to", "3")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n\nprove a",
                "\n\nclose now",
                "\n\nprove\n    auto.",
                "\n\n    auto.",
                "\n\nby\n    auto.",
                "\n\nsearch a\n    auto.",
                "\n\nprove a --proof\n    auto.",
                "\n\ndefine a --before"
            })
    void whatIsNoMoveIsNamedByItsLine(String text) {
        assertThatExceptionOfType(WrongCallException.class)
                .isThrownBy(() -> MoveScript.read(text))
                .withMessageContaining("line 3");
    }
}
