package dev.espalier.bench.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.espalier.bench.program.CoreIdentification;
import dev.espalier.bench.program.CoreResult;
import dev.espalier.bench.program.NodeFigures;
import dev.espalier.bench.program.PointResult;
import dev.espalier.bench.program.ProgramConfig;
import dev.espalier.bench.program.ProgramPoint;
import dev.espalier.bench.program.RoundResult;
import dev.espalier.bench.program.RoundResult.Outcome;
import dev.espalier.bench.program.RoundResult.Phase;
import dev.espalier.bench.report.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class PaperPageTest {
    private static final Panel MR = Panel.named(List.of("mr")).getFirst();
    private static final CoreIdentification REFERENCE = new CoreIdentification("mr", "suite/mr", "0f", true);
    private static final CoreIdentification OURS = new CoreIdentification("plum", "strong/causal+", "1f", true);
    private static final ProgramPoint FEW = new ProgramPoint(1_000, 50, 50);
    private static final ProgramPoint MANY = new ProgramPoint(20_000, 50, 50);
    private static final ProgramConfig CONFIG = new ProgramConfig(
            4,
            List.of("mr", "plum"),
            List.of(FEW, MANY),
            1,
            ProgramConfig.WARM_UP_LIMIT,
            2,
            Duration.ofSeconds(7),
            42,
            512,
            "none",
            Path.of("x"));

    private static final Circumstances CIRCUMSTANCES =
            new Circumstances(CONFIG, "256m", "espalier bench paper <x>", Environment.current());

    private static CoreResult core(CoreIdentification core, double... seconds) {
        return new CoreResult(
                core,
                DoubleStream.of(seconds)
                        .mapToObj(each -> round(Outcome.COMPLETE, each))
                        .toList());
    }

    private static RoundResult round(Outcome outcome, double seconds) {
        List<NodeFigures> nodes = List.of(new NodeFigures(seconds, 0.1, 50, 100, 0, 50, 0, 400, "a"));
        return new RoundResult(Phase.MEASURED, outcome, seconds, 100_000, 100, nodes, "");
    }

    private static final PanelResult FALLING = result(
            PanelSweep.N,
            point(FEW, core(REFERENCE, 1, 1), core(OURS, 0.5, 0.5)),
            point(MANY, core(REFERENCE, 4, 4), core(OURS, 0.5, 0.5)));

    private static PanelResult result(PanelSweep sweep, PointResult... points) {
        return new PanelResult(MR, Map.of(sweep, List.of(points)));
    }

    private static PointResult point(ProgramPoint program, CoreResult reference, CoreResult ours) {
        return new PointResult(program, List.of(reference, ours));
    }

    private static String page(PanelResult result) {
        return PaperPage.of(List.of(result), 1, CIRCUMSTANCES);
    }

    @Test
    void showsWhatEachCoreKeepsBesideWhatWasPublished() {
        assertThat(page(FALLING))
                .contains("<td>reference</td><td>25 %</td><td>74 %</td>")
                .contains("<td>plum</td><td>100 %</td><td>86 %</td>")
                .contains("<td>20k</td><td>25,000 (25,000 to 25,000)</td>")
                .contains("<td>8.00 (8.00 to 8.00)</td>")
                .contains("published: MR reference")
                .contains("espalier bench paper &lt;x&gt;")
                .contains("arXiv 2605.23109");
    }

    @Test
    void manyKeysHaveASweepOfTheirOwnWithoutPublishedPoints() {
        ProgramPoint few = new ProgramPoint(1_000, 10_000, 50);
        ProgramPoint many = new ProgramPoint(20_000, 10_000, 50);
        PanelResult result = result(
                PanelSweep.N_OVER_MANY_KEYS,
                point(few, core(REFERENCE, 1), core(OURS, 1)),
                point(many, core(REFERENCE, 10), core(OURS, 1)));
        assertThat(page(result))
                .contains("<th>at 20k operations over 10k keys</th>")
                .contains("<td>reference</td><td>10 %</td>")
                .contains("operations a node over 10k keys, half of them puts")
                .doesNotContain("published: MR reference");
        ObjectNode json = PaperJson.of(List.of(result), CIRCUMSTANCES);
        assertThat(json.at("/panels/0/sweeps/n-over-many-keys/1/cores/0/opsPerSecond")
                        .asDouble())
                .isEqualTo(10_000);
    }

    @Test
    void aPageOfSomePanelsSaysHowManyAreMissing() {
        assertThat(page(FALLING)).doesNotContain("were not run yet");
        assertThat(PaperPage.of(List.of(FALLING), 7, CIRCUMSTANCES))
                .contains("1 of 7 panels: the others were not run yet.");
    }

    @Test
    void aCoreThatDidNotEndIsShownAsSuch() {
        CoreResult slow = new CoreResult(REFERENCE, List.of(round(Outcome.OUT_OF_TIME, 7)));
        PanelResult result =
                result(PanelSweep.N, point(FEW, core(REFERENCE, 1), core(OURS, 1)), point(MANY, slow, core(OURS, 1)));
        assertThat(page(result))
                .contains("<td>20k</td><td>out of time after 7 s</td>")
                .contains("<td>reference</td><td>100 % at 1k, out of time after 7 s at 20k</td>")
                .contains("mr, the reference; at 20k out of time after 7 s")
                .containsOnlyOnce("class=\"line fall\"");
        assertThat(result.hasFaults()).isFalse();
    }

    @Test
    void aCoreThatFilledItsHeapIsShownAsSuch() {
        CoreResult full = new CoreResult(
                REFERENCE,
                List.of(new RoundResult(Phase.WARMING, Outcome.OUT_OF_MEMORY, 0, 100_000, 0, List.of(), "node 1")));
        PanelResult result = result(
                PanelSweep.N,
                point(FEW, core(REFERENCE, 1), core(OURS, 1)),
                point(MANY, full, core(OURS, 1)),
                point(new ProgramPoint(50_000, 50, 50), new CoreResult(REFERENCE, List.of()), core(OURS, 1)));
        assertThat(page(result))
                .contains("<td>20k</td><td>out of memory</td>")
                .contains("<td>50k</td><td>left out</td>")
                .contains("<td>reference</td><td>100 % at 1k, out of memory at 20k</td>")
                .contains("<td>plum</td><td>100 %</td>")
                .contains("a heap of 256m");
        assertThat(result.hasFaults()).isFalse();
    }

    @Test
    void aLargeProgramRunsFirstAndIsNotReported() {
        assertThat(PaperBench.warmed(PanelSweep.N, CONFIG).points()).containsExactly(MANY, FEW, MANY);
        ProgramPoint tooMany = new ProgramPoint(1_000_000, 50, 50);
        assertThat(PanelSweep.N.warming(List.of(FEW, MANY, tooMany))).isEqualTo(MANY);
        assertThat(PanelSweep.N.warming(List.of(tooMany))).isEqualTo(tooMany);
        assertThat(PaperBench.warmed(PanelSweep.N_OVER_MANY_KEYS, CONFIG).points())
                .containsExactly(FEW, FEW, MANY);
    }

    @Test
    void jsonHasEveryRoundAndThePublishedPoints() {
        ObjectNode json = PaperJson.of(List.of(FALLING), CIRCUMSTANCES);
        assertThat(json.at("/panels/0/sweeps/n/1/cores/0/opsPerSecond").asDouble())
                .isEqualTo(25_000);
        assertThat(json.at("/panels/0/sweeps/n/1/cores/0/rounds")).hasSize(2);
        assertThat(json.at("/panels/0/published/0/thousandOpsPerSecond/1/1").asDouble())
                .isEqualTo(80);
    }

    @Test
    void aCoreIsShownWhereItsSpecificationPromisesThePanelsGuarantee() {
        Panel cc = Panel.named(List.of("cc1")).getFirst();
        assertThat(MR.isCoveredBy("strong/causal+")).isTrue();
        assertThat(MR.isCoveredBy("strong/mr+mw+wfr+")).isTrue();
        assertThat(MR.isCoveredBy("suite/ryw+mw")).isFalse();
        assertThat(cc.isCoveredBy("suite/cc")).isTrue();
        assertThat(cc.isCoveredBy("strong/ryw+mr+mw+")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Panel.named(List.of("mrr")))
                .withMessageStartingWith("there is no panel \"mrr\"; there are [ryw, mw, mr,");
    }

    @Test
    void everyPublishedCurveBelongsToAPanelAndAscends() {
        Published published = Published.load();
        assertThat(published.series()).isNotEmpty().allSatisfy(series -> {
            assertThat(Panel.named(List.of(series.panel()))).hasSize(1);
            assertThat(series.points()).isSortedAccordingTo((a, b) -> Double.compare(a.getFirst(), b.getFirst()));
        });
    }
}
