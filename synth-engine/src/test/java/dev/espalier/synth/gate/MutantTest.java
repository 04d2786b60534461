package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong proofs, each of which the gate must refuse for the right reason. */
final class MutantTest {
    @TempDir
    Path folder;

    static List<Mutant> mutants() throws IOException {
        return Mutant.all();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isRefused(Mutant mutant) throws Exception {
        SpecsCopy specs = SpecsCopy.in(folder);
        mutant.apply(specs);
        ProofGate gate = new ProofGate(
                        specs.folder(),
                        SpecsCopy.prover(),
                        GateLimits.standard().withoutIndependentChecker(),
                        GateListener.SILENT)
                .keepingCompiledFilesIn(KeptProofs.folder());
        GateFailure failure = specs.failureOf(gate);
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(mutant.expected());
        assertThat(failure).hasMessageContaining(mutant.message());
    }
}
