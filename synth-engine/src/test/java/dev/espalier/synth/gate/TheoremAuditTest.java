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
    private static final String STATEMENT = """
            Module Type COLOURS.
              Parameter colour : Type.
              Parameter red : colour.
            End COLOURS.

            Module Type STATEMENT (First Second : COLOURS).
              Parameter same : First.red = First.red.
              Parameter more :
                1 + 1 = 2.
            End STATEMENT.
            """;
    private static final String PROOF = """
            From Espalier.Colours Require Import Claim.
            Module Proof (First Second : COLOURS) <: Claim.STATEMENT First Second.
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
        write("_CoqProject", "-Q colours Espalier.Colours\n");
        write("colours/Claim.v", STATEMENT);
        write("FROZEN.sha256", Sha256.hex(STATEMENT.getBytes(StandardCharsets.UTF_8)) + "  colours/Claim.v\n");
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
        assertThat(theorems.stream().map(Theorem::statement)).containsExactly("colours/Claim.v:7", "colours/Claim.v:8");
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
                PROOF.replace("From Espalier.Colours", "From Coq Require Import Classical.\nFrom Espalier.Colours")
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
