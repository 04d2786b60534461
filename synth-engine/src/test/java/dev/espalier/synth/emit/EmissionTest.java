package dev.espalier.synth.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.synth.gate.CoreManifest;
import dev.espalier.synth.spec.Catalogue;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an emission writes where; the gate has no part in it here, and judges the same files in the tests of the command. */
final class EmissionTest {
    @TempDir
    private Path folder;

    private Path specs;
    private Path cores;
    private Results results;

    @BeforeEach
    void prepare() throws IOException {
        specs = Results.specs(folder.resolve("specs"));
        cores = Files.createDirectories(folder.resolve("verified-cores"));
        Files.copy(Path.of("..", "verified-cores", "pom.xml"), cores.resolve("pom.xml"));
        results = new Results(folder.resolve("found"), specs);
    }

    private Specification named(String name) throws Exception {
        return Catalogue.read(specs).named(name).orElseThrow();
    }

    private Emission emission(String name) throws Exception {
        results.write("strong/ryw+", List.of());
        return Emission.of(specs, CoreName.chosen(name), named("strong/ryw+"), SearchFolder.read(results.folder()));
    }

    private Path install(Emission emission) throws IOException {
        Path root = Files.createTempDirectory(folder, "staged");
        Installation staged = Installation.stage(specs, emission, root);
        // In the place of what the gate and the bridge write.
        Files.writeString(staged.core().resolve("certificate.json"), "{}");
        staged.install(specs, cores);
        return cores.resolve(emission.name().core());
    }

    private Map<String, String> everything() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path top : List.of(specs, cores)) {
            try (Stream<Path> walk = Files.walk(top)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    texts.put(folder.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return texts;
    }

    @Test
    void theProofIsOneOfTheStatementUnderTheCoresName() throws Exception {
        Emission emission = emission("my-ryw");
        assertThat(emission.sources().keySet())
                .containsExactly("grown/MyRyw.v", "grown/MyRywStatement.v", "grown/MyRywProof.v", "extraction/MyRyw.v");
        assertThat(emission.sources().get("grown/MyRyw.v"))
                .contains("Module MyRyw (P : PARAMETERS) (M : MAP P) <: CORE P.", "End MyRyw.")
                .doesNotContain("Module Grown", "End Grown.");
        assertThat(emission.sources().get("grown/MyRywProof.v"))
                .contains(
                        "<: MyRywStatement.STATEMENT P M.",
                        "Module Core := MyRyw.MyRyw P M.",
                        "Module Abstract := Espalier.Strong.Strong.Strong P Espalier.Strong.Guarantees.Ryw_plus.",
                        "close_obligation.")
                .doesNotContain("Candidate");
        assertThat(emission.sources().get("grown/MyRywStatement.v"))
                .contains("Parameter refinement :")
                .doesNotContain("Parameter seen", "Parameter progress", "Progress");
        assertThat(emission.lacking()).containsExactly("seen", "progress");
    }

    @Test
    void whatAProofHasIsClaimed() throws Exception {
        results.write("strong/ryw+", List.of("seen", "progress"));
        Emission emission = Emission.of(
                specs, CoreName.chosen("my-ryw"), named("strong/ryw+"), SearchFolder.read(results.folder()));
        assertThat(emission.theorems()).containsExactly("refinement", "seen", "progress");
        assertThat(emission.lacking()).isEmpty();
        assertThat(emission.sources().get("grown/MyRywStatement.v"))
                .contains("Refinement Progress.", "Parameter seen :\n    seen_is_final", "Parameter progress :");
    }

    @Test
    void theManifestIsOneThatTheGateReadsAndItsSpecificationIsFrozen() throws Exception {
        Path core = install(emission("my-ryw"));
        CoreManifest manifest = CoreManifest.read(core.resolve("core.json"));
        CoreManifest byHand = CoreManifest.read(Path.of("..", "verified-cores", "causal-plus", "core.json"));
        assertThat(manifest.specificationName()).isEqualTo("strong/ryw+");
        assertThat(manifest.specification()).contains("strong/Strong.v", "kit/Map.v", "grown/MyRywStatement.v");
        assertThat(byHand.specification())
                .as("the same as of the core that was put in by hand, but for what it is called and progress")
                .containsAll(manifest.specification().stream()
                        .filter(file -> !file.contains("MyRyw"))
                        .toList());
        assertThat(manifest.proof())
                .contains("grown/MyRyw.v", "grown/MyRywProof.v", "kit/Vector.v")
                .doesNotContainAnyElementsOf(manifest.specification());
        List<String> frozen = Files.readAllLines(specs.resolve("FROZEN.sha256"));
        assertThat(frozen).hasSize(frozenBefore() + 1);
        assertThat(frozen.stream().map(line -> line.substring(66))).isSorted().containsAll(manifest.specification());
        assertThat(Files.readString(cores.resolve("pom.xml")))
                .containsSubsequence(
                        "<source>mw/generated</source>",
                        "<source>my-ryw/generated</source>",
                        "<source>ryw/generated</source>");
    }

    private static int frozenBefore() throws IOException {
        return Files.readAllLines(Path.of("..", "specs", "FROZEN.sha256")).size();
    }

    @Test
    void doneAgainItChangesNothing() throws Exception {
        install(emission("my-ryw"));
        Map<String, String> once = everything();
        Emission again = emission("my-ryw");
        Origin.check(specs, cores.resolve("my-ryw"), again, false);
        install(again);
        assertThat(everything()).isEqualTo(once);
    }

    @Test
    void whatIsStagedAndNotInstalledLeavesNothing() throws Exception {
        Map<String, String> before = everything();
        Installation.stage(specs, emission("my-ryw"), Files.createTempDirectory(folder, "staged"));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aCoreOfAnotherOriginIsNotReplaced() throws Exception {
        Path other = Files.createDirectories(cores.resolve("my-ryw"));
        Files.writeString(other.resolve("core.json"), "{\"core\": \"my-ryw\"}");
        Emission emission = emission("my-ryw");
        assertThatThrownBy(() -> Origin.check(specs, other, emission, false))
                .isInstanceOf(EmissionException.class)
                .hasMessageContaining("not put there by a search")
                .hasMessageContaining("--force");
        Origin.check(specs, other, emission, true);
        install(emission);
        assertThat(Files.readString(other.resolve("core.json"))).contains("grownFrom");
    }

    @Test
    void aProgramOfTheSameNameIsNotReplaced() throws Exception {
        Emission emission = emission("causal-plus");
        assertThatThrownBy(() -> Origin.check(specs, cores.resolve("causal-plus"), emission, false))
                .isInstanceOf(EmissionException.class)
                .hasMessageContaining("CausalPlus.v")
                .hasMessageContaining("--name");
    }

    @Test
    void whatAKilledEmissionLeftIsReplacedByTheNext() throws Exception {
        Emission emission = emission("my-ryw");
        for (Map.Entry<String, String> source : emission.sources().entrySet()) {
            Files.writeString(specs.resolve(source.getKey()), source.getValue() + "\n(* an older search's *)\n");
        }
        Origin.check(specs, cores.resolve("my-ryw"), emission, false);
    }

    @Test
    void aNameThatTheProverCouldNotTellApartIsRefused() {
        assertThatThrownBy(() -> emission("vector-clock"))
                .isInstanceOf(EmissionException.class)
                .hasMessageContaining("specs/reference/VectorClock")
                .hasMessageContaining("--name");
    }

    @Test
    void aSpecificationThatChangedSinceTheSearchIsNamed() throws Exception {
        results.write("strong/ryw+", List.of());
        Files.writeString(specs.resolve("strong/Strong.v"), "(* changed *)\n");
        Specification specification = named("strong/ryw+");
        assertThatThrownBy(() -> Emission.of(
                        specs, CoreName.chosen("my-ryw"), specification, SearchFolder.read(results.folder())))
                .isInstanceOf(EmissionException.class)
                .hasMessageContaining("strong/Strong.v")
                .hasMessageContaining("search again");
    }

    @Test
    void aSpecificationFromOutsideHasANameOfItsOwn() throws Exception {
        Path outside = Files.writeString(folder.resolve("Mine.v"), """
                (** Mine.
                    @specification suite/ryw *)
                From Espalier.Framework Require Import Parameters Core.
                Module Specification (P : PARAMETERS) <: CORE P.
                End Specification.
                """);
        Specification specification = Catalogue.read(specs).inFile(outside);
        results.write(specification, List.of());
        assertThatThrownBy(() -> Emission.of(
                        specs, CoreName.chosen("mine-core"), specification, SearchFolder.read(results.folder())))
                .isInstanceOf(EmissionException.class)
                .hasMessageContaining("Mine.v")
                .hasMessageContaining("has the same name, suite/ryw");
    }

    @Test
    void aSpecificationFromOutsideIsCopiedFrozenAndNeverReplaced() throws Exception {
        Path outside = Files.writeString(folder.resolve("LastPut.v"), """
                From Espalier.Framework Require Import Parameters Core.
                Module Specification (P : PARAMETERS) <: CORE P.
                End Specification.
                """);
        Specification specification = Catalogue.read(specs).inFile(outside);
        results.write(specification, List.of());
        SearchFolder found = SearchFolder.read(results.folder());
        CoreName name = CoreName.of(specification);
        assertThat(name.core()).isEqualTo("last-put-core");
        Emission emission = Emission.of(specs, name, specification, found);
        assertThat(emission.copied()).contains("own/LastPut.v");
        assertThat(emission.specification()).isEqualTo("own/last-put");
        assertThat(emission.sources().get("grown/LastPutCoreProof.v"))
                .contains("From Espalier.Own Require LastPut.", "Espalier.Own.LastPut.Specification P")
                .doesNotContain("Outside");
        install(emission);
        assertThat(specs.resolve("own/LastPut.v")).hasSameTextualContentAs(outside);
        assertThat(specs.resolve("_CoqProject")).content().contains("-Q own Espalier.Own\n");
        assertThat(specs.resolve("FROZEN.sha256")).content().contains("  own/LastPut.v\n");

        Specification copied = Catalogue.read(specs).inFile(specs.resolve("own/LastPut.v"));
        assertThat(Emission.of(specs, name, copied, found).sources().get("grown/LastPutCoreProof.v"))
                .as("the same search, emitted from the copy")
                .isEqualTo(emission.sources().get("grown/LastPutCoreProof.v"));

        Files.writeString(specs.resolve("own/LastPut.v"), "(* of someone else *)\n");
        assertThatThrownBy(() -> Origin.check(specs, cores.resolve(name.core()), emission, true))
                .isInstanceOf(EmissionException.class)
                .hasMessageContaining("own/LastPut.v")
                .hasMessageContaining("Rename your file");
    }
}
