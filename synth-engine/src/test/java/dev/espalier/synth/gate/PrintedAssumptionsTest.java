package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.espalier.synth.prover.CommandOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintedAssumptionsTest {
    @Test
    void readsEveryBlockAndContinuedTypes() throws Exception {
        String output = """
                Axioms:
                P.key : Type
                P.leb_total
                  : forall a b,
                    leb a b = true
                P.eq_dec : forall a b : P.key,
                           {a = b}
                Closed under the global context
                Axioms:
                A.b' : False
                """;
        assertThat(PrintedAssumptions.parse(said(output, false)))
                .isEqualTo(List.of(
                        Map.of(
                                "P.key", "Type",
                                "P.leb_total", "forall a b, leb a b = true",
                                "P.eq_dec", "forall a b : P.key, {a = b}"),
                        Map.of(),
                        Map.of("A.b'", "False")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "All is well",
                "P.key : Type",
                "Axioms:\nP.key",
                "Axioms:\nP.key\nP.value : Type",
                "Axioms:\nfoo is assumed to be guarded.",
                "Axioms:\n  P.key : Type",
                "Axioms:\nP.key : Type\nP.key : Type",
                "Axioms:",
                "Axioms:\nClosed under the global context",
                "Section Variables:\nx : nat",
                "Closed under the global context\n  more"
            })
    void refusesWhatItDoesNotKnow(String output) {
        assertThat(catchThrowableOfType(GateFailure.class, () -> PrintedAssumptions.parse(said(output, false)))
                        .reason())
                .isEqualTo(GateFailure.Reason.PROVER_BROKEN);
    }

    @Test
    void refusesOutputThatWasCutOff() {
        assertThat(catchThrowableOfType(
                        GateFailure.class,
                        () -> PrintedAssumptions.parse(said("Closed under the global context\n", true))))
                .hasMessageContaining("cut off");
    }

    static CommandOutcome said(String output, boolean truncated) {
        return new CommandOutcome(0, false, output, "", truncated, Duration.ofMillis(1));
    }
}
