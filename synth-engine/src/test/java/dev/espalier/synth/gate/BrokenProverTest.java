package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that are called like the prover and are none. In their scripts, $COQC is the real one. */
final class BrokenProverTest {
    private static final GateLimits QUICK =
            new GateLimits(Duration.ofMinutes(2), Duration.ofMinutes(2), 100_000, 16_384, false);

    @TempDir
    Path folder;

    /** What is kept is kept by the path of the prover, so the broken ones need a folder of their own. */
    @TempDir
    static Path shared;

    private SpecsCopy specs = new SpecsCopy(Path.of(""));

    @BeforeEach
    void copy() throws Exception {
        specs = SpecsCopy.in(folder.resolve("specs"));
    }

    @Test
    void thatAcceptsEverything() throws Exception {
        GateFailure failure = failure("exit 0", QUICK);
        assertThat(failure.reason()).isEqualTo(Reason.PROVER_BROKEN);
        assertThat(failure).hasMessageContaining("did not refuse the lemma 1 + 1 = 3");
    }

    @Test
    void thatRefusesEverything() throws Exception {
        GateFailure failure = failure("echo 'Error: not today.' >&2; exit 1", QUICK);
        assertThat(failure.reason()).isEqualTo(Reason.PROVER_BROKEN);
        assertThat(failure).hasMessageContaining("for being false").hasMessageContaining("not today");
    }

    @Test
    void thatIsKilled() throws Exception {
        GateFailure failure = failure("kill -9 $$", QUICK);
        assertThat(failure.reason()).isEqualTo(Reason.PROVER_BROKEN);
        assertThat(failure).hasMessageContaining("ended by signal 9");
    }

    @Test
    void thatHangs() throws Exception {
        GateLimits limits = new GateLimits(Duration.ofMillis(500), Duration.ofMinutes(1), 100_000, 16_384, false);
        GateFailure failure = failure("while true; do sleep 1; done", limits);
        assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failure).hasMessageContaining("exceeded its limit of 500 ms");
    }

    @Test
    void thatIsNotThere() throws Exception {
        Prover real = SpecsCopy.prover();
        Prover missing = new Prover(folder.resolve("coqc"), real.checker(), real.version());
        GateFailure failure = specs.failureOf(new ProofGate(specs.folder(), missing, QUICK, GateListener.SILENT));
        assertThat(failure.reason()).isEqualTo(Reason.PROVER_BROKEN);
        assertThat(failure).hasMessageContaining("could not be started");
    }

    /** A prover that works but for one file; {@code Parameters.v} is the first of all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Parameters.v | exit 0                                        | PROVER_BROKEN      | left no new compiled file
            Parameters.v | kill -11 $$                                   | PROVER_BROKEN      | ended by signal 11
            Parameters.v | exit 3                                        | COMPILATION_FAILED | ended with exit code 3
            "Printed.v|*Matches.v" | exit 1                              | STATEMENT_MISMATCH | ended with exit code 1
            Printed.v   | echo 'All is well.'                            | PROVER_BROKEN      | has no known meaning
            Printed.v   | echo 'Closed under the global context'         | PROVER_BROKEN      | of 1 theorems when asked
            Printed.v   | exit 0                                         | PROVER_BROKEN      | of 0 theorems when asked
            Printed.v   | seq 100000                                     | PROVER_BROKEN      | the output was cut off
            Extract.v   | exit 0                                         | EXTRACTION_FAILED  | gave no VectorClock.ml
            Extract.v   | touch VectorClock.ml VectorClock.mli           | EXTRACTION_FAILED  | gave no VectorClock.ml
            Extract.v   | echo 'let' > VectorClock.ml; echo > VectorClock.mli | EXTRACTION_FAILED | OCaml does not compile
            """, quoteCharacter = '"')
    void thatFailsForOneFile(String file, String script, Reason reason, String message) throws Exception {
        Prover real = SpecsCopy.prover();
        String lines = "case \"$*\" in *" + file + ") " + script + "; exit;; esac\nexec $COQC \"$@\"";
        Prover fake = new Prover(script(shared, lines, real), real.checker(), real.version());
        ProofGate gate = new ProofGate(specs.folder(), fake, QUICK, GateListener.SILENT);
        boolean aboutCompilation = file.equals("Parameters.v");
        if (!aboutCompilation) {
            keepWhatTheRealOneCompiled(real, fake);
        }
        GateFailure failure =
                specs.failureOf(aboutCompilation ? gate : gate.keepingCompiledFilesIn(shared.resolve("kept")));
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        assertThat(failure).hasMessageContaining(message);
    }

    /** These break only after all is compiled. */
    private void keepWhatTheRealOneCompiled(Prover real, Prover fake) throws Exception {
        Sources sources = Sources.read(specs.folder(), SpecsCopy.manifest());
        Dependencies dependencies = Dependencies.of(sources);
        CompiledCache kept = new CompiledCache(KeptProofs.folder(), real);
        CompiledCache own = new CompiledCache(shared.resolve("kept"), fake);
        try (Workspace workspace = Workspace.create(real, QUICK)) {
            new Compilation(workspace, sources, dependencies, Optional.of(kept)).run();
            Path compiled = workspace.folder(Compilation.FOLDER);
            for (String path : dependencies.inOrder()) {
                own.keep(
                        sources.file(path),
                        sources.nameOf(path),
                        List.copyOf(dependencies.direct(path)),
                        compiled.resolve(path + "o"),
                        Duration.ZERO);
            }
        }
    }

    @Test
    void aCheckerThatSaysNothingIsNoChecker() throws Exception {
        Prover real = SpecsCopy.prover();
        Prover mute = new Prover(real.compiler(), script(folder, "exit 0", real), real.version());
        GateLimits limits = GateLimits.standard();
        GateFailure failure = specs.failureOf(new ProofGate(specs.folder(), mute, limits, GateListener.SILENT));
        assertThat(failure.reason()).isEqualTo(Reason.CHECKER_FAILED);
        assertThat(failure).hasMessageContaining("no complete summary");
    }

    @Test
    void tellsNoVersionSoItIsNotFound() throws Exception {
        Path mute = script(folder, "exit 0", SpecsCopy.prover());
        assertThat(Prover.ask(mute, mute)).isInstanceOf(Prover.Absent.class);
    }

    private GateFailure failure(String script, GateLimits limits) throws Exception {
        Prover real = SpecsCopy.prover();
        Prover fake = new Prover(script(folder, script, real), real.checker(), real.version());
        return specs.failureOf(new ProofGate(specs.folder(), fake, limits, GateListener.SILENT));
    }

    private static Path script(Path folder, String script, Prover real) throws IOException {
        Path file = folder.resolve("fake-coqc");
        Files.writeString(file, "#!/bin/sh\nCOQC=" + real.compiler() + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }
}
