package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckerSummaryTest {
    private static final String CLEAN = """

            CONTEXT SUMMARY
            ===============

            * Theory: Set is predicative
             \s
            * Axioms: <none>
             \s
            * Constants/Inductives relying on type-in-type: <none>
             \s
            * Constants/Inductives relying on unsafe (co)fixpoints: <none>
             \s
            * Inductives whose positivity is assumed: <none>
            """;

    @Test
    void hasNothingAgainstACleanProof() throws Exception {
        assertThat(parse(CLEAN).objections()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Axioms",
                "type-in-type",
                "unsafe (co)fixpoints",
                "positivity is assumed",
            })
    void reportsWhatIsListedUnderEachHeading(String heading) throws Exception {
        String dirty = CLEAN.replace(heading + ": <none>", heading + ":\n    A.b.c\n    D.e");
        assertThat(parse(dirty).objections())
                .singleElement()
                .asString()
                .contains(heading)
                .contains("A.b.c, D.e");
        assertThat(parse(CLEAN.replace(heading + ": <none>", heading + ": A.b")).objections())
                .hasSize(1);
    }

    @Test
    void reportsAnImpredicativeSetAndHeadingsOfLaterVersions() throws Exception {
        assertThat(parse(CLEAN.replace("is predicative", "is impredicative")).objections())
                .isNotEmpty();
        assertThat(parse(CLEAN + "* Rewrite rules:\n    A.rule\n").objections())
                .containsExactly("Rewrite rules: A.rule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CONTEXT SUMMARY\n* Axioms: <none>\n", "Modules were successfully checked"})
    void refusesAnIncompleteSummary(String output) {
        assertThatThrownBy(() -> parse(output)).hasMessageContaining("no complete summary");
    }

    private static CheckerSummary parse(String output) throws GateFailure {
        return CheckerSummary.parse(PrintedAssumptionsTest.said(output, false));
    }
}
