package dev.espalier.synth.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.synth.explore.ExplorationLimits;
import dev.espalier.synth.explore.Explorer;
import dev.espalier.synth.explore.ProgramBounds;
import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.gate.KeptProofs;
import dev.espalier.synth.gate.SpecificationBuild;
import dev.espalier.synth.mutants.Judgement.Means;
import dev.espalier.synth.mutants.MutantCampaign.Judged;
import dev.espalier.synth.mutants.MutantCampaign.Report;
import dev.espalier.synth.prover.Prover;
import dev.espalier.synth.spec.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong cores are found out, and correct ones are not. */
class CoreMutantTest {
    private static final Path SPECS = Path.of("..", "specs").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Report campaign(List<CoreMutant> mutants, Set<Means> means) throws Exception {
        Prover.Search prover = Prover.find();
        Explorer.Search compiler = Explorer.find();
        assumeTrue(prover instanceof Prover.Found, () -> "no prover: " + prover);
        assumeTrue(compiler instanceof Explorer.Found, () -> "no OCaml: " + compiler);
        SpecificationBuild build = new SpecificationBuild(
                SPECS,
                ((Prover.Found) prover).prover(),
                GateLimits.standard().withoutIndependentChecker(),
                KeptProofs.folder());
        try (Explorer explorer = ((Explorer.Found) compiler).open()) {
            CoreJudge judge = new CoreJudge(
                    SPECS,
                    Catalogue.read(SPECS),
                    build,
                    explorer,
                    ExplorationLimits.usual().within(Duration.ofMinutes(10)),
                    List.of(ProgramBounds.usual()));
            return new MutantCampaign(SPECS, judge, each -> {}).run(mutants, means, true);
        }
    }

    /** One that breaks its promise, one that does nothing, and one of the other kind of core. */
    @Test
    void mutantsAreKilledAndTheCoresThatTheyWereMadeFromAreNotRejected() throws Exception {
        Set<String> chosen = Set.of("ryw-guard-dropped", "mw-guard-false", "chapar-vector-clock-sender-not-compared");
        List<CoreMutant> mutants = CoreMutant.all(SPECS).stream()
                .filter(mutant -> chosen.contains(mutant.name()))
                .toList();
        assertThat(mutants).hasSameSizeAs(chosen);
        assertAllKilled(campaign(mutants, EnumSet.allOf(Means.class)), chosen.size());
    }

    @Test
    @Tag("campaign")
    void everyMutantIsKilledAndNoCorrectCoreIsRejected() throws Exception {
        List<CoreMutant> mutants = CoreMutant.all(SPECS);
        assertThat(mutants).hasSizeGreaterThanOrEqualTo(24);
        assertAllKilled(campaign(mutants, EnumSet.allOf(Means.class)), 9);
    }

    private static void assertAllKilled(Report report, int cores) {
        assertThat(report.mutants().stream()
                        .filter(judged -> !judged.killed())
                        .map(judged -> judged.mutant().name()))
                .isEmpty();
        assertThat(report.correct()).hasSizeGreaterThanOrEqualTo(cores).noneMatch(MutantCampaign.Correct::rejected);
        assertThat(report.passed()).isTrue();
    }

    @Test
    void explorationAloneShowsAHistoryThatTheSpecificationHasNot() throws Exception {
        List<CoreMutant> mutants = CoreMutant.all(SPECS).stream()
                .filter(mutant -> mutant.name().equals("cc1-payload-dropped"))
                .toList();
        Judged judged =
                campaign(mutants, EnumSet.of(Means.EXPLORATION)).mutants().getFirst();
        assertThat(judged.judgement().by(Means.EXPLORATION).orElseThrow().witness())
                .isNotEmpty();
    }

    @Test
    void editThatChangesNothingIsNotKilled() throws Exception {
        CoreMutant harmless = new CoreMutant(
                "harmless",
                "nothing",
                "none",
                "reference/CausalVectorClock.v",
                "strong/causal",
                List.of(new MutantFile.Edit(
                        "reference/CausalVectorClock.v", "Record client_record :=", "Record   client_record :=")));
        Report report = campaign(List.of(harmless), EnumSet.allOf(Means.class));
        assertThat(report.mutants().getFirst().killed()).isFalse();
        assertThat(report.passed()).isFalse();
    }

    @Test
    void fileWithoutAnEditIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("empty.mutant"), "why: nothing\n");
        assertThatThrownBy(() -> MutantFile.read(file)).hasMessageContaining("changes nothing");
        MutantFile.Edit edit = new MutantFile.Edit("F.v", "a", "b");
        assertThatThrownBy(() -> edit.apply("a a")).hasMessageContaining("exactly once");
    }
}
