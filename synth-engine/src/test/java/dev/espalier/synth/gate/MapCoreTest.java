package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bridge.certificate.ProofEvidence;
import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.Prover;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cores that are abstract in the map that their state is made of. */
final class MapCoreTest {
    private static final String STATEMENT = "grown/CausalPlusStatement.v";
    private static final String PROOF = "grown/CausalPlusProof.v";
    private static final String HEADER = "Module Type STATEMENT (P : PARAMETERS) (M : MAP P).";

    @TempDir
    Path folder;

    @Test
    void restsOnTheLawsOfTheMapAndOverARealOneOnNothing() throws Exception {
        GateResult result = gate(copy(), GateLimits.standard()).check(manifest(), folder.resolve("out"));

        ProofEvidence evidence = result.evidence();
        assertThat(evidence.audit())
                .containsEntry("coqchk", "passed")
                .containsEntry("assumptions", "none besides the parameters of every core and the laws of a map");
        assertThat(evidence.specification()).containsKey("kit/Map.v");
        assertThat(evidence.assumptions())
                .contains("refinement: P.client : Type")
                .anyMatch(line -> line.startsWith("refinement: M.find_add : "))
                .contains("refinement over natural numbers: Closed under the global context")
                .contains("seen over natural numbers: Closed under the global context")
                .contains("progress over natural numbers: Closed under the global context");
        Path committed = SpecsCopy.REPOSITORY.resolve("verified-cores/causal-plus/extracted");
        assertThat(result.implementation()).hasSameTextualContentAs(committed.resolve("CausalPlus.ml"));
    }

    @Test
    void refusesAParameterOfAnotherType() throws Exception {
        SpecsCopy specs = copy();
        specs.replace(STATEMENT, HEADER, """
                Module Type ORACLE (P : PARAMETERS).
                  Parameter answer : P.key -> P.value.
                End ORACLE.
                Module Type STATEMENT (P : PARAMETERS) (M : ORACLE P).""");
        assertRefused(specs, "M has the type ORACLE P, and MAP P of kit/Map.v is due");
    }

    @Test
    void refusesAThirdParameter() throws Exception {
        SpecsCopy specs = copy();
        specs.replace(STATEMENT, HEADER, HEADER.replace(").", ") (N : MAP P)."));
        assertRefused(specs, "the statement has 3 parameters");
    }

    /** It is called MAP too, and says of every map that it is empty. */
    @Test
    void refusesAMapOfTheSameNameThatAssumesMore() throws Exception {
        SpecsCopy specs = copy();
        String another = """
                Module Type MAP (P : PARAMETERS).
                  Include Map.MAP P.
                  Parameter always_empty : forall value k (m : map value), find k m = None.
                End MAP.
                """;
        specs.replace(STATEMENT, HEADER, another + HEADER);
        specs.replace(
                PROOF,
                "Module Proof (P : PARAMETERS) (M : MAP P)",
                "Module Proof (P : PARAMETERS) (M : " + "CausalPlusStatement.MAP P)");
        assertRefused(specs, "does not prove Espalier.Grown.CausalPlusStatement.STATEMENT");
    }

    /** The laws themselves are frozen. */
    @Test
    void refusesALawThatWasAdded() throws Exception {
        SpecsCopy specs = copy();
        specs.replace(
                "kit/Map.v",
                "End MAP.",
                "  Parameter always_empty : forall value k (m : map value), find k m = None.\nEnd MAP.");
        assertThatThrownBy(() -> gate(specs, quick()).check(manifest(), folder.resolve("out")))
                .isInstanceOfSatisfying(GateFailure.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(Reason.SPECIFICATION_CHANGED);
                    assertThat(failure).hasMessageContaining("kit/Map.v");
                });
    }

    private void assertRefused(SpecsCopy specs, String message) throws Exception {
        specs.freeze();
        assertThatThrownBy(() -> gate(specs, quick()).check(manifest(), folder.resolve("out")))
                .isInstanceOfSatisfying(GateFailure.class, failure -> {
                    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(Reason.STATEMENT_MISMATCH);
                    assertThat(failure).hasMessageContaining(message);
                });
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private SpecsCopy copy() throws Exception {
        return SpecsCopy.of(List.of("causal-plus"), folder.resolve("specs"));
    }

    private static CoreManifest manifest() throws Exception {
        return CoreManifest.read(SpecsCopy.REPOSITORY.resolve("verified-cores/causal-plus/core.json"));
    }

    private static GateLimits quick() {
        return GateLimits.standard().withoutIndependentChecker();
    }

    private ProofGate gate(SpecsCopy specs, GateLimits limits) throws Exception {
        Prover prover = LibraryTrustingChecker.of(SpecsCopy.prover(), folder.resolve("checker"));
        return new ProofGate(specs.folder(), prover, limits, GateListener.SILENT)
                .keepingCompiledFilesIn(KeptProofs.folder());
    }
}
