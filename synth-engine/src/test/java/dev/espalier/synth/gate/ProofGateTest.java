package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bridge.certificate.ProofEvidence;
import dev.espalier.synth.prover.Prover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProofGateTest {
    @TempDir
    Path folder;

    @Test
    void opensForTheReferenceCoreOnceEverythingIsChecked() throws Exception {
        opensFor(LibraryTrustingChecker.of(SpecsCopy.prover(), folder.resolve("checker")));
    }

    /** As {@code espalier core verify --all} has it, too. */
    @Test
    @Tag("campaign")
    void opensForTheReferenceCoreOnceTheLibraryIsCheckedToo() throws Exception {
        opensFor(SpecsCopy.prover());
    }

    private void opensFor(Prover prover) throws Exception {
        SpecsCopy specs = SpecsCopy.in(folder.resolve("specs"));
        Recorder recorder = new Recorder();
        ProofGate gate = new ProofGate(specs.folder(), prover, GateLimits.standard(), recorder);
        GateResult result = gate.check(SpecsCopy.manifest(), folder.resolve("out"));

        ProofEvidence evidence = result.evidence();
        assertThat(evidence.audit())
                .containsEntry("holes", "none")
                .containsEntry("frozen specification", "unchanged")
                .containsEntry("false lemma", "refused")
                .containsEntry("source scan", "passed")
                .containsEntry("coqchk", "passed")
                .containsEntry("statement", "matches Espalier.Reference.VectorClockStatement.STATEMENT");
        assertThat(evidence.specification().keySet())
                .containsExactlyInAnyOrderElementsOf(SpecsCopy.manifest().specification());
        assertThat(evidence.proof().keySet())
                .containsExactlyInAnyOrderElementsOf(SpecsCopy.manifest().proof());
        assertThat(evidence.theorem())
                .isEqualTo("Espalier.Reference.VectorClockProof.Proof.refinement,"
                        + " Espalier.Reference.VectorClockProof.Proof.seen,"
                        + " Espalier.Reference.VectorClockProof.Proof.progress");
        assertThat(evidence.assumptions())
                .contains("refinement: P.client : Type")
                .contains("refinement over natural numbers: Closed under the global context")
                .contains("seen over natural numbers: Closed under the global context");
        assertThat(evidence.prover()).matches("(Coq|Rocq) \\d.*");
        assertThat(evidence.toString()).doesNotContain(folder.toString()).doesNotContain("/tmp");
        Path committed = SpecsCopy.REPOSITORY.resolve("verified-cores/vector-clock/extracted");
        assertThat(result.implementation()).hasSameTextualContentAs(committed.resolve("VectorClock.ml"));
        assertThat(result.signature()).hasSameTextualContentAs(committed.resolve("VectorClock.mli"));
        assertThat(recorder.started).isEqualTo(recorder.passed).contains("run the independent checker");
        try (var left = Files.walk(specs.folder())) {
            assertThat(left.filter(file -> file.toString().matches(".*\\.(vo|glob|aux|ml|mli)")))
                    .as("the specs are only read")
                    .isEmpty();
        }
    }

    @Test
    void keptCompiledFilesGiveTheSameEvidenceAndAreRemadeAfterAChange() throws Exception {
        SpecsCopy specs = SpecsCopy.in(folder.resolve("specs"));
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Path earlier = KeptProofs.folder();
        try (var files = Files.list(earlier)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".vo")).toList()) {
                Files.copy(file, kept.resolve(file.getFileName()));
            }
        }
        ProofGate gate = quickGate(specs).keepingCompiledFilesIn(kept);
        ProofEvidence first =
                gate.check(SpecsCopy.manifest(), folder.resolve("out")).evidence();
        assertThat(first.audit()).containsEntry("coqchk", "not run");
        List<Path> files = filesIn(kept);
        assertThat(gate.check(SpecsCopy.manifest(), folder.resolve("out")).evidence())
                .isEqualTo(first);
        assertThat(filesIn(kept)).isEqualTo(files);
        specs.append("framework/LocalSimulation.v", "(* changed *)\n");
        assertThat(gate.check(SpecsCopy.manifest(), folder.resolve("out"))
                        .evidence()
                        .proof())
                .isNotEqualTo(first.proof());
        assertThat(filesIn(kept))
                .as("the changed file and the two that load it")
                .hasSize(files.size() + 3);
    }

    /**
     * A specification that was frozen anew is the verifier's to notice: the evidence differs from the certificate. The file is
     * the one that least is compiled after.
     */
    @Test
    void evidenceShowsASpecificationThatWasFrozenAnew() throws Exception {
        SpecsCopy specs = SpecsCopy.in(folder.resolve("specs"));
        ProofEvidence before = quickGate(specs)
                .check(SpecsCopy.manifest(), folder.resolve("out"))
                .evidence();
        specs.append("reference/VectorClockStatement.v", "(* reads otherwise *)\n");
        specs.freeze();
        ProofEvidence after = quickGate(specs)
                .check(SpecsCopy.manifest(), folder.resolve("out"))
                .evidence();
        assertThat(after.specification()).isNotEqualTo(before.specification());
        assertThat(after.specification().get("framework/World.v"))
                .isEqualTo(before.specification().get("framework/World.v"));
        assertThat(after.proof()).isEqualTo(before.proof());
    }

    /** Also what keeps the cores of one kind out of a store that would run them as the other. */
    @Test
    void refusesACoreThatIsNotOfTheKindThatItsManifestSays() throws Exception {
        SpecsCopy specs = SpecsCopy.in(folder.resolve("specs"));
        Files.createDirectories(specs.folder().resolve("chapar"));
        Files.copy(
                SpecsCopy.REPOSITORY.resolve("specs/chapar/NodeCore.v"),
                specs.folder().resolve("chapar/NodeCore.v"));
        assertThatThrownBy(() -> quickGate(specs).check(manifestOfKind("\"node\""), folder.resolve("out")))
                .isInstanceOf(GateFailure.class)
                .hasMessageContaining("of kind \"node\"")
                .hasMessageContaining("Espalier.Chapar.NodeCore.NODE_CORE");
        assertThatThrownBy(() -> manifestOfKind("\"nod\""))
                .isInstanceOf(GateFailure.class)
                .hasMessageContaining("where \"core\" or \"node\" is due");
    }

    /** The reference core's manifest with a kind, and with what cores of the second kind are made of. */
    private CoreManifest manifestOfKind(String kind) throws Exception {
        Path json = folder.resolve("core.json");
        Files.writeString(
                json,
                Files.readString(SpecsCopy.REPOSITORY.resolve("verified-cores/vector-clock/core.json"))
                        .replace("\"specificationName\"", "\"kind\": " + kind + ", \"specificationName\"")
                        .replace("\"framework/Core.v\"", "\"framework/Core.v\", \"chapar/NodeCore.v\""));
        return CoreManifest.read(json);
    }

    /** A campaign, as {@code ./espalier test} verifies all cores together. */
    @Tag("campaign")
    @Test
    void coresCheckedTogetherGetTheEvidenceThatEachWouldGet() throws Exception {
        SpecsCopy specs = SpecsCopy.of(List.of("vector-clock", "cc1", "cc2"), folder.resolve("specs"));
        specs.replace("reference/CausalDependencyListsProof.v", "End Proof.", "Lemma a : 1 = 2. Admitted. End Proof.");
        List<ProofGate.Request> requests = new ArrayList<>();
        for (String core : List.of("vector-clock", "cc2", "cc1")) {
            requests.add(new ProofGate.Request(
                    CoreManifest.read(SpecsCopy.REPOSITORY.resolve("verified-cores/" + core + "/core.json")),
                    folder.resolve(core)));
        }
        Prover prover = LibraryTrustingChecker.of(SpecsCopy.prover(), folder.resolve("checker"));
        ProofGate gate = new ProofGate(specs.folder(), prover, GateLimits.standard(), GateListener.SILENT)
                .keepingCompiledFilesIn(KeptProofs.folder());
        List<ProofGate.Verdict> verdicts = gate.checkTogether(requests);
        assertThat(verdicts.get(1))
                .isInstanceOfSatisfying(
                        ProofGate.Refused.class,
                        refused -> assertThat(refused.failure().reason()).isEqualTo(GateFailure.Reason.HOLE));
        assertThat(folder.resolve("cc2")).doesNotExist();
        for (int other : new int[] {0, 2}) {
            assertThat(verdicts.get(other)).isInstanceOfSatisfying(ProofGate.Proved.class, proved -> {
                assertThat(proved.result().evidence().audit()).containsEntry("coqchk", "passed");
                assertThat(proved.result().implementation()).isNotEmptyFile();
            });
        }
        ProofEvidence alone = quickGate(specs)
                .check(SpecsCopy.manifest(), folder.resolve("alone"))
                .evidence();
        ProofEvidence together =
                ((ProofGate.Proved) verdicts.getFirst()).result().evidence();
        assertThat(together).usingRecursiveComparison().ignoringFields("audit").isEqualTo(alone);
    }

    @Test
    void refusesAProjectFileThatPassesFlagsToTheProver() throws Exception {
        SpecsCopy specs = SpecsCopy.in(folder.resolve("specs"));
        specs.append("_CoqProject", "-arg -type-in-type\n");
        GateFailure failure = specs.failureOf(quickGate(specs));
        assertThat(failure.reason()).isEqualTo(GateFailure.Reason.MANIFEST_INVALID);
        assertThat(failure).hasMessageContaining("_CoqProject:").hasMessageContaining("-type-in-type");
    }

    @Test
    void refusesASpecificationFileThatIsNotFrozenOrNotThere() throws Exception {
        SpecsCopy specs = SpecsCopy.in(folder.resolve("specs"));
        Path list = specs.folder().resolve("FROZEN.sha256");
        String frozen = Files.readString(list);
        Files.writeString(list, frozen.replaceAll("(?m)^.*World\\.v\\n", ""));
        GateFailure unlisted = specs.failureOf(quickGate(specs));
        assertThat(unlisted.reason()).isEqualTo(GateFailure.Reason.SPECIFICATION_CHANGED);
        assertThat(unlisted).hasMessageContaining("framework/World.v");

        Files.writeString(list, frozen);
        Files.delete(specs.folder().resolve("framework/World.v"));
        GateFailure missing = specs.failureOf(quickGate(specs));
        assertThat(missing.reason()).isEqualTo(GateFailure.Reason.SPECIFICATION_CHANGED);
        assertThat(missing).hasMessageContaining("framework/World.v");
    }

    /** Inside such a file, a module could hide the framework's own by its very name. */
    @Test
    void refusesAFileThatCouldHideTheFramework() throws Exception {
        SpecsCopy specs = SpecsCopy.in(folder.resolve("specs"));
        Files.writeString(specs.folder().resolve("reference/Espalier.v"), "Definition a := 1.\n");
        Path json = folder.resolve("core.json");
        Files.writeString(
                json,
                Files.readString(SpecsCopy.REPOSITORY.resolve("verified-cores/vector-clock/core.json"))
                        .replace(
                                "\"reference/VectorClock.v\"",
                                "\"reference/VectorClock.v\", \"reference/Espalier.v\""));
        assertThatThrownBy(() -> quickGate(specs).check(CoreManifest.read(json), folder.resolve("out")))
                .isInstanceOf(GateFailure.class)
                .hasMessageContaining("reference/Espalier.v: a file of this name could hide");
    }

    private static ProofGate quickGate(SpecsCopy specs) throws Exception {
        return new ProofGate(
                        specs.folder(),
                        SpecsCopy.prover(),
                        GateLimits.standard().withoutIndependentChecker(),
                        GateListener.SILENT)
                .keepingCompiledFilesIn(KeptProofs.folder());
    }

    private static List<Path> filesIn(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".vo"))
                    .sorted()
                    .toList();
        }
    }

    private static final class Recorder implements GateListener {
        final List<String> started = new ArrayList<>();
        final List<String> passed = new ArrayList<>();

        @Override
        public void started(String step) {
            started.add(step);
        }

        @Override
        public void passed(String step, Duration took) {
            assertThat(took).isPositive();
            passed.add(step);
        }
    }
}
