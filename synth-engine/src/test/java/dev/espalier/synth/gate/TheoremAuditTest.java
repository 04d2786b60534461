package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.espalier.core.Sha256;
import dev.espalier.synth.gate.GateFailure.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TheoremAuditTest {
    private static final String PARAMETERS = """
            Module Type PARAMETERS.
              Parameter colour : Type.
              Parameter red : colour.
            End PARAMETERS.
            """;
    private static final String STATEMENT = """
            From Espalier.Framework Require Import Parameters.

            Module Type STATEMENT (First Second : PARAMETERS).
              Parameter same : First.red = First.red.
              Parameter more :
                1 + 1 = 2.
            End STATEMENT.
            """;
    private static final String PROOF = """
            From Espalier.Framework Require Import Parameters.
            From Espalier.Colours Require Claim.
            Module Proof (First Second : PARAMETERS) <: Claim.STATEMENT First Second.
              Theorem same : First.red = First.red.
              Proof. reflexivity. Qed.
              Theorem more : 1 + 1 = 2.
              Proof. reflexivity. Qed.
            End Proof.
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeSpecs() throws IOException {
        write("_CoqProject", "-Q framework Espalier.Framework\n-Q colours Espalier.Colours\n");
        write("framework/Parameters.v", PARAMETERS);
        write("colours/Claim.v", STATEMENT);
        write("FROZEN.sha256", hash("framework/Parameters.v", PARAMETERS) + hash("colours/Claim.v", STATEMENT));
    }

    private static String hash(String file, String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)) + "  " + file + "\n";
    }

    @Test
    void parameterOfAnotherTypeCouldAssumeAnythingAndIsRefused() throws Exception {
        write("colours/ClaimProof.v", """
                From Espalier.Framework Require Import Parameters.
                From Espalier.Colours Require Claim.
                Module Type HELP. Parameter help : False. End HELP.
                Module Proof (First Second : PARAMETERS) (H : HELP) <: Claim.STATEMENT First Second.
                  Theorem same : First.red = First.red.
                  Proof. destruct H.help. Qed.
                  Theorem more : 1 + 1 = 2.
                  Proof. destruct H.help. Qed.
                End Proof.
                """);
        assertThat(refused().getMessage()).contains("HELP").contains("could assume anything");
    }

    @Test
    void anotherModuleTypeOfTheSameNameIsNotTaken() throws Exception {
        write("colours/Helps.v", PARAMETERS.replace("red : colour.", "red : colour.\n  Parameter help : False."));
        write(
                "colours/ClaimProof.v",
                PROOF.replace("From Espalier.Colours Require Claim.", """
                                From Espalier.Colours Require Import Helps.
                                From Espalier.Colours Require Claim.""")
                        .replace("Proof. reflexivity. Qed.", "Proof. destruct First.help. Qed."));
        assertThat(refused().reason()).isEqualTo(Reason.STATEMENT_MISMATCH);
    }

    @Test
    void claimWithoutAProofIsRefused() {
        assertThat(refused().getMessage()).contains("Claim.STATEMENT is claimed");
    }

    @Test
    void statementThatIsNotTheFrozenOneIsRefused() throws Exception {
        write("colours/ClaimProof.v", PROOF);
        write("colours/Claim.v", STATEMENT.replace("1 + 1 = 2", "1 + 1 = 1 + 1"));
        assertThat(refused().reason()).isEqualTo(Reason.SPECIFICATION_CHANGED);
    }

    @Test
    void everyTheoremIsListedWithItsStatementAndWhatItRestsOn() throws Exception {
        write("colours/ClaimProof.v", PROOF);
        List<Theorem> theorems = audit().run();
        assertThat(theorems.stream().map(Theorem::name)).containsExactly("same", "more");
        assertThat(theorems.stream().map(Theorem::statement)).containsExactly("colours/Claim.v:4", "colours/Claim.v:5");
        assertThat(theorems.getFirst().assumptions()).containsExactly("First.colour", "First.red");
        assertThat(theorems.getLast().assumptions()).isEmpty();
        assertThat(theorems.getFirst().everything())
                .isGreaterThan(theorems.getFirst().file());
    }

    @Test
    void timesAreThoseOfTheCompilationThatWasKept() throws Exception {
        write("colours/ClaimProof.v", PROOF);
        Theorem compiled = audit().run().getFirst();
        Theorem kept = audit().run().getFirst();
        assertThat(kept.file()).isEqualTo(compiled.file());
    }

    @Test
    void holeIsRefused() throws Exception {
        write("colours/ClaimProof.v", PROOF.replaceFirst("Qed", "Admitted"));
        assertThat(refused().reason()).isEqualTo(Reason.HOLE);
    }

    @Test
    void anotherTypeThanTheStatementsIsRefused() throws Exception {
        write("colours/ClaimProof.v", PROOF.replace("1 + 1 = 2", "1 + 2 = 3"));
        assertThat(refused().reason()).isEqualTo(Reason.COMPILATION_FAILED);
    }

    @Test
    void axiomOfTheLibraryIsRefused() throws Exception {
        write(
                "colours/ClaimProof.v",
                PROOF.replace("From Espalier.Framework", "From Coq Require Import Classical.\nFrom Espalier.Framework")
                        .replace("Theorem same : First.red = First.red.\n  Proof. reflexivity. Qed.", """
                Theorem same : First.red = First.red.
                  Proof. destruct (classic (First.red = First.red)); [assumption | contradiction H; reflexivity]. Qed.
                """));
        assertThat(refused().reason()).isEqualTo(Reason.ASSUMPTION_NOT_ALLOWED);
    }

    private GateFailure refused() {
        return catchThrowableOfType(GateFailure.class, () -> audit().run());
    }

    private TheoremAudit audit() throws InterruptedException {
        return new TheoremAudit(
                folder,
                SpecsCopy.prover(),
                GateLimits.standard().withoutIndependentChecker(),
                GateListener.SILENT,
                folder.resolve("cache"));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }
}
