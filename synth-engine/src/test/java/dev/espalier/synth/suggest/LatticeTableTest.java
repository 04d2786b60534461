package dev.espalier.synth.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.synth.explore.ExplorationLimits;
import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.explore.Explorer;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusResult.Verdict;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.gate.KeptProofs;
import dev.espalier.synth.gate.SpecificationBuild;
import dev.espalier.synth.prover.Prover;
import dev.espalier.synth.spec.Catalogue;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table that is kept, against the specifications that it is about. */
class LatticeTableTest {
    private static final Path SPECS = Path.of("..", "specs").toAbsolutePath().normalize();

    @Test
    void tableIsOfTheSpecificationsAsTheyAre() throws Exception {
        assertThat(LatticeTable.kept().changed(SPECS))
                .as("make it anew: espalier spec lattice --write")
                .isEmpty();
    }

    @Test
    void tableHasEverySpecificationAndEveryTest() throws Exception {
        LatticeTable table = LatticeTable.kept();
        assertThat(table.points().stream().map(LatticeTable.Row::name))
                .containsExactlyElementsOf(Catalogue.read(SPECS).all().stream()
                        .map(Specification::name)
                        .toList());
        for (LatticeTable.Row row : table.points()) {
            for (LitmusTest test : LitmusCatalogue.all()) {
                assertThat(row.verdict(test.name()))
                        .as(row.name() + " " + test.name())
                        .isNotEqualTo(Verdict.UNKNOWN);
                List<LatticeTable.Answer> answers = row.answers().getOrDefault(test.name(), List.of());
                for (int i = 0; i < answers.size(); i++) {
                    boolean allowed = answers.get(i).verdict() == Verdict.ALLOWED;
                    assertThat(answers.get(i).witness().isPresent()).isEqualTo(allowed);
                    String program = test.cases().get(i).text();
                    table.witness(answers.get(i))
                            .ifPresent(witness -> assertThat(witness.litmus()).isEqualTo(program));
                }
            }
        }
    }

    @Test
    void tableAgreesWithTheLitmusLinesOfTheFiles() throws Exception {
        LatticeTable table = LatticeTable.kept();
        for (Specification specification : Catalogue.read(SPECS).all()) {
            LatticeTable.Row row = table.row(specification.name()).orElseThrow();
            specification
                    .expected()
                    .forEach((test, allowed) -> assertThat(row.verdict(test))
                            .as(specification.name() + " " + test)
                            .isEqualTo(allowed ? Verdict.ALLOWED : Verdict.FORBIDDEN));
        }
    }

    /** A sample: one of each family, and the strongest; {@code espalier spec lattice --explore} does all. */
    @Test
    void explorationFindsWhatTheTableSays() throws Exception {
        assumeTrue(Prover.find() instanceof Prover.Found, "there is no prover");
        assumeTrue(Explorer.find() instanceof Explorer.Found, "there is no OCaml compiler");
        LatticeTable table = LatticeTable.kept();
        SpecificationBuild build = new SpecificationBuild(
                SPECS,
                ((Prover.Found) Prover.find()).prover(),
                GateLimits.standard().withoutIndependentChecker(),
                KeptProofs.folder());
        Catalogue catalogue = Catalogue.read(SPECS);
        try (Explorer explorer = ((Explorer.Found) Explorer.find()).open()) {
            for (String name : List.of("suite/ryw", "strong/mr+mw", "strong/causal+")) {
                Specification specification = catalogue.named(name).orElseThrow();
                ExploredMachine machine = specification.machine(build.extract(specification.source()));
                LatticeTable.Builder builder = new LatticeTable.Builder();
                builder.add(name, explorer.litmus(machine, LitmusCatalogue.all(), ExplorationLimits.usual()), Map.of());
                LatticeTable found = builder.table();
                assertThat(found.points().getFirst().verdicts())
                        .as(name)
                        .isEqualTo(table.row(name).orElseThrow().verdicts());
                assertThat(table.witnesses()).as(name).containsAll(found.witnesses());
            }
        }
    }

    @Test
    void sourceThatChangedIsNamed(@TempDir Path folder) throws Exception {
        LatticeTable table = LatticeTable.kept();
        for (String source : table.sources().keySet()) {
            Path copy = folder.resolve(source);
            Files.createDirectories(java.util.Objects.requireNonNull(copy.getParent()));
            Files.copy(SPECS.resolve(source), copy);
        }
        assertThat(table.changed(folder)).isEmpty();
        Files.writeString(folder.resolve("strong/Strong.v"), "(* another *)");
        Files.delete(folder.resolve("kit/FiniteSet.v"));
        assertThat(table.changed(folder)).containsExactly("kit/FiniteSet.v", "strong/Strong.v");
    }

    @Test
    void textIsReadBackAsItWas() throws Exception {
        LatticeTable table = LatticeTable.kept();
        assertThat(LatticeTable.parse(table.text(), "text")).isEqualTo(table);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LatticeTable.parse("{\"points\": 3}", "mine.json"))
                .withMessageStartingWith("mine.json is no table of the lattice");
    }
}
