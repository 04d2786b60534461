package dev.espalier.bench.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.bench.program.RoundResult.Outcome;
import dev.espalier.bench.program.RoundResult.Phase;
import dev.espalier.bench.report.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class ProgramResultsTest {
    private static final CoreIdentification CONVERGING = core("plum", "strong/causal+");
    private static final CoreIdentification OTHER = core("pear", "suite/mr");

    private static CoreIdentification core(String name, String specification) {
        return new CoreIdentification(name, specification, "0f", true);
    }

    /** A round of two nodes with 100 puts in all, of which each applied so many, and what their replicas hold. */
    private static RoundResult round(Phase phase, Outcome outcome, double seconds, long[] applied, String... digests) {
        List<NodeFigures> nodes = IntStream.range(0, applied.length)
                .mapToObj(i -> new NodeFigures(seconds, 0.1, 50, applied[i], 0, 50, 0, 400, digests[i]))
                .toList();
        return new RoundResult(phase, outcome, seconds, 200, 100, nodes, "");
    }

    private static RoundResult complete(Phase phase, double seconds) {
        return round(phase, Outcome.COMPLETE, seconds, new long[] {100, 100}, "a", "a");
    }

    private static CoreResult result(CoreIdentification core, double... measuredSeconds) {
        List<RoundResult> rounds = new ArrayList<>(List.of(complete(Phase.COLD, 10), complete(Phase.WARMING, 5)));
        for (double seconds : measuredSeconds) {
            rounds.add(complete(Phase.MEASURED, seconds));
        }
        return new CoreResult(core, rounds);
    }

    @Test
    void theMedianIsInTheMiddle() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(1, 2.5, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }

    @Test
    void onlyMeasuredRoundsCount() {
        assertThat(result(CONVERGING, 1, 2, 4).operationsPerSecond()).hasValue(new Spread(50, 100, 200));
        assertThat(result(CONVERGING).operationsPerSecond()).isEmpty();
        assertThat(result(CONVERGING, 1).cold().orElseThrow().operationsPerSecond())
                .isEqualTo(20);
    }

    @Test
    void processorTimeIsThatOfAllNodesForEachOperation() {
        // Two nodes of 0.1 s each, 200 operations together.
        assertThat(complete(Phase.MEASURED, 1).cpuMicrosPerOperation()).isCloseTo(1000, within(1e-9));
        assertThat(result(CONVERGING).cpuMicrosPerOperation()).isEmpty();
        assertThat(ProgramText.of(config(), List.of(point(result(CONVERGING, 1)))))
                .contains("cpu us/op")
                .contains("1000.00");
    }

    @Test
    void ratiosAreOfRoundsSideBySide() {
        CoreResult first = result(CONVERGING, 1, 2, 4);
        CoreResult second = result(OTHER, 2, 2, 2);
        assertThat(second.ratioTo(first)).hasValue(new Spread(0.5, 1, 2));
        assertThat(result(OTHER).ratioTo(first)).isEmpty();
    }

    @Test
    void aPutThatIsMissingIsAFault() {
        RoundResult lost = round(Phase.MEASURED, Outcome.COMPLETE, 1, new long[] {100, 99}, "a", "a");
        assertThat(lost.missing()).isEqualTo(1);
        assertThat(new CoreResult(OTHER, List.of(lost)).hasFaults()).isTrue();
        assertThat(result(OTHER, 1).hasFaults()).isFalse();
    }

    @Test
    void replicasThatDifferAreAFaultOfAConvergingCoreAlone() {
        RoundResult differing = round(Phase.MEASURED, Outcome.COMPLETE, 1, new long[] {100, 100}, "a", "b");
        assertThat(new CoreResult(CONVERGING, List.of(differing)).hasFaults()).isTrue();
        assertThat(new CoreResult(OTHER, List.of(differing)).hasFaults()).isFalse();
        assertThat(new CoreResult(OTHER, List.of(differing)).roundsWithDifferences())
                .isEqualTo(1);
    }

    @Test
    void aStuckRoundIsAFaultAndOneOutOfTimeIsNot() {
        RoundResult stuck = round(Phase.MEASURED, Outcome.STUCK, 60, new long[] {100, 80}, "", "");
        RoundResult slow = round(Phase.MEASURED, Outcome.OUT_OF_TIME, 60, new long[] {100, 80}, "", "");
        assertThat(new CoreResult(OTHER, List.of(stuck)).hasFaults()).isTrue();
        assertThat(new CoreResult(OTHER, List.of(slow)).hasFaults()).isFalse();
        String text = ProgramText.of(config(), List.of(point(new CoreResult(OTHER, List.of(slow)))));
        assertThat(text).contains("out of time").contains("180 of 200 puts").contains("--round-limit");
        assertThat(ProgramText.of(config(), List.of(point(new CoreResult(OTHER, List.of(stuck))))))
                .contains("STUCK")
                .contains("lost");
    }

    @Test
    void aNodeThatFailedIsAFaultAndSaysWhy() {
        CoreResult failed =
                new CoreResult(OTHER, List.of(RoundResult.failed(Phase.WARMING, 200, "node 2 of core pear fell over")));
        assertThat(failed.hasFaults()).isTrue();
        assertThat(failed.operationsPerSecond()).isEmpty();
        assertThat(ProgramText.of(config(), List.of(point(failed))))
                .contains("FAILED")
                .contains("fell over");
        assertThat(ProgramJson.of(config(), List.of(point(failed)), "", Environment.current(), 0)
                        .toString())
                .contains("fell over");
    }

    @Test
    void aNodeWhoseHeapWasFullIsNoFaultAndSaysSo() {
        CoreResult full = new CoreResult(
                OTHER, List.of(RoundResult.outOfMemory(Phase.WARMING, 200, "node 2 of core pear ran out of memory")));
        assertThat(full.hasFaults()).isFalse();
        assertThat(ProgramText.of(config(), List.of(point(full))))
                .contains("out of memory: core pear: node 2")
                .doesNotContain("FAILED");
        assertThat(ProgramJson.of(config(), List.of(point(full)), "", Environment.current(), 0)
                        .at("/points/0/cores/0/unfinished")
                        .asString())
                .isEqualTo("out of memory");
    }

    @Test
    void theTextNamesReplicasThatDiffer() {
        RoundResult differing = round(Phase.MEASURED, Outcome.COMPLETE, 1, new long[] {100, 100}, "a", "b");
        assertThat(ProgramText.of(config(), List.of(point(new CoreResult(CONVERGING, List.of(differing))))))
                .contains("DIFFER")
                .contains("plum");
    }

    @Test
    void jsonHoldsEveryRound() {
        ObjectNode json = ProgramJson.of(
                config(),
                List.of(point(result(CONVERGING, 1, 2, 4), result(OTHER, 2, 2, 2))),
                "espalier bench programs",
                Environment.current(),
                0.5);
        assertThat(json.path("opsPerSecond").asDouble()).isEqualTo(100);
        assertThat(json.path("command").asString()).isEqualTo("espalier bench programs");
        assertThat(json.path("configuration").path("writesToDisk").asBoolean()).isFalse();
        var cores = json.path("points").get(0).path("cores");
        assertThat(cores.get(0).path("cpuMicrosPerOperation").asDouble()).isCloseTo(1000, within(1e-9));
        assertThat(cores.get(0).path("rounds")).hasSize(5);
        assertThat(cores.get(0).path("coldOpsPerSecond").asDouble()).isEqualTo(20);
        assertThat(cores.get(0).path("mustConverge").asBoolean()).isTrue();
        assertThat(cores.get(1).path("ratioToFirst").path("max").asDouble()).isEqualTo(2);
        assertThat(cores.get(1).path("rounds").get(0).path("phase").asString()).isEqualTo("cold");
        assertThat(cores.get(1).path("rounds").get(0).path("nodes")).hasSize(2);
    }

    private static PointResult point(CoreResult... cores) {
        return new PointResult(new ProgramPoint(100, 50, 50), List.of(cores));
    }

    private static ProgramConfig config() {
        return new ProgramConfig(
                2,
                List.of("plum", "pear"),
                List.of(new ProgramPoint(100, 50, 50)),
                1,
                ProgramConfig.WARM_UP_LIMIT,
                3,
                Duration.ofSeconds(60),
                1,
                64,
                "none",
                Path.of("nowhere"));
    }

    @Test
    void aConfigurationOutOfRangeIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProgramPoint(0, 50, 50))
                .withMessageContaining("operations a node 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProgramConfig(
                        2,
                        List.of("plum", "plum"),
                        List.of(new ProgramPoint(1, 1, 1)),
                        1,
                        ProgramConfig.WARM_UP_LIMIT,
                        1,
                        Duration.ofSeconds(1),
                        1,
                        1,
                        "none",
                        Path.of("nowhere")))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProgramConfig(
                        2,
                        List.of("plum"),
                        List.of(new ProgramPoint(1, 1, 1)),
                        1,
                        ProgramConfig.WARM_UP_LIMIT,
                        1,
                        Duration.ofSeconds(1),
                        1,
                        1,
                        "sometimes",
                        Path.of("nowhere")))
                .withMessageContaining("sometimes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProgramConfig(
                        2,
                        List.of("plum"),
                        List.of(new ProgramPoint(1, 1, 1)),
                        1,
                        Duration.ofSeconds(-1),
                        1,
                        Duration.ofSeconds(1),
                        1,
                        1,
                        "none",
                        Path.of("nowhere")))
                .withMessageContaining("warm-up limit");
    }
}
