package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.espalier.synth.gate.GateFailure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecificationBuildTest {
    private static final Path SPECS = SpecsCopy.REPOSITORY.resolve("specs");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private SpecificationBuild build;

    @BeforeEach
    void findProver() throws InterruptedException {
        build = build(PATIENCE);
    }

    private SpecificationBuild build(Duration limit) throws InterruptedException {
        GateLimits limits = new GateLimits(limit, limit, 100_000, 2_048, false);
        return new SpecificationBuild(SPECS, SpecsCopy.prover(), limits, folder.resolve("cache"));
    }

    @Test
    void specificationIsExtractedAndKept() throws Exception {
        FunctorSource source = FunctorSource.of("suite/ReadYourWrites.v", "Specification");
        Path extracted = build.extract(source);
        assertThat(extracted).content().contains("module Specification").contains("get_guard");
        long written = Files.getLastModifiedTime(extracted).toMillis();
        assertThat(build.extract(source)).isEqualTo(extracted);
        assertThat(Files.getLastModifiedTime(extracted).toMillis()).isEqualTo(written);
        assertThat(build.hashes(source)).containsKeys("suite/ReadYourWrites.v", "framework/Core.v", "kit/FiniteSet.v");
    }

    @Test
    void pointOfTheStrongFamilyIsTheFunctorAppliedToItsGuarantees() throws Exception {
        FunctorSource source =
                new FunctorSource("strong/Strong.v", Optional.empty(), "Strong", Optional.of("Mr_mw_plus"));
        assertThat(build.extract(source)).content().contains("Strong(P)(Mr_mw_plus)");
    }

    @Test
    void fileOutsideMayLoadTheKit() throws Exception {
        String text = Files.readString(SPECS.resolve("suite/ReadYourWrites.v"));
        assertThat(build.extract(outside("Mine.v", text))).content().contains("module Specification");
    }

    @Test
    void nameIsThatOfTheSourceThoughSomethingLoadedIsCalledTheSame() throws Exception {
        String text = Files.readString(SPECS.resolve("suite/Relaxed.v"))
                .replace(
                        "Definition client_state := unit.",
                        "Module Other := ReadYourWrites.Specification P. Definition client_state := Other.client_state.")
                .replace(
                        "client_init (_ : client) : client_state := tt",
                        "client_init (c : client) : client_state := Other.client_init c")
                .replace(
                        "From Espalier.Framework",
                        "From Espalier.Suite Require ReadYourWrites.\nFrom Espalier.Framework");
        assertThat(build.extract(outside("Mine.v", text)))
                .content()
                .containsPattern("(?s)module Specification_loaded.*module Specification =.*Specification_loaded\\(P\\)")
                .doesNotContain("Coq_Specification");
    }

    @Test
    void axiomIsRefusedWithItsLine() throws Exception {
        assertThat(refused("Definition a := 1.\nAxiom magic : False.\n").place())
                .isEqualTo("outside/Mine.v:2");
    }

    @Test
    void libraryThatRestsOnAxiomsIsRefusedWithItsLine() throws Exception {
        for (String library : new String[] {"Classical", "FunctionalExtensionality", "ClassicalDescription"}) {
            GateFailure failure = refused("From Coq Require Import List.\nFrom Coq Require Import " + library + ".\n");
            assertThat(failure.reason()).isEqualTo(Reason.AXIOM);
            assertThat(failure.place()).isEqualTo("outside/Mine.v:2");
        }
    }

    @Test
    void commandThatReadsOrWritesFilesIsRefused() throws Exception {
        assertThat(refused("Redirect \"/tmp/out\" Print nat.\n").reason()).isEqualTo(Reason.FORBIDDEN_COMMAND);
        assertThat(refused("Load \"/etc/passwd\".\n").reason()).isEqualTo(Reason.FORBIDDEN_COMMAND);
    }

    @Test
    void missingFieldIsReportedInTheProversWords() throws Exception {
        String text =
                Files.readString(SPECS.resolve("suite/Relaxed.v")).replace("Definition put_seen", "Definition seen");
        GateFailure failure = refused(text);
        assertThat(failure.reason()).isEqualTo(Reason.COMPILATION_FAILED);
        assertThat(failure.said()).contains("put_seen");
        assertThat(failure.place()).matches("outside/Mine\\.v:\\d+");
    }

    @Test
    void unknownFileToLoadIsNamed() throws Exception {
        GateFailure failure = refused("From Espalier.Kit Require Import Nothing.\n");
        assertThat(failure.getMessage()).contains("Espalier.Kit.Nothing").contains("outside/Mine.v:1");
    }

    @Test
    void compilationThatNeedsTooMuchIsEnded() throws Exception {
        build = build(Duration.ofSeconds(10));
        GateFailure failure =
                refused("Fixpoint blow (n : nat) : nat := match n with 0 => 1 | S m => blow m + blow m end.\n"
                        + "Compute blow 40.\n");
        assertThat(failure.getMessage()).containsAnyOf("exceeded its limit", "memory", "Stack overflow", "signal");
    }

    private GateFailure refused(String text) throws IOException {
        FunctorSource source = outside("Mine.v", text);
        return catchThrowableOfType(GateFailure.class, () -> build.extract(source));
    }

    private FunctorSource outside(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return new FunctorSource("outside/" + name, Optional.of(file), "Specification", Optional.empty());
    }
}
