package dev.espalier.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.harness.FreePorts;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Load on real servers. Two that know nothing of each other make a store that is not causal, on purpose. */
class LoadRunTest {
    @TempDir
    static Path directory;

    private static @Nullable LocalCluster servers;

    @BeforeAll
    static void startServers() throws IOException, InterruptedException {
        servers = RedisServer.start(directory, 2);
    }

    @AfterAll
    static void stopServers() throws IOException, InterruptedException {
        if (servers != null) {
            servers.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void runsExactlyAsManyOperationsAsAskedFor() throws IOException, InterruptedException {
        LoadReport report = LoadRun.run(
                config(targets())
                        .connections(6)
                        .pipeline(7)
                        .putPercent(30)
                        .extent(new Extent.Operations(20_003))
                        .threads(2)
                        .build(),
                ProgressListener.SILENT,
                null);
        assertThat(report.operations()).isEqualTo(20_003);
        assertThat(report.errors()).isEmpty();
        assertThat(report.puts().operations()).isBetween(5_000L, 7_000L);
        assertThat(report.targets()).hasSize(2).allMatch(target -> target.operations() > 1_000);
        assertThat(report.targets().stream().mapToLong(TargetReport::operations).sum())
                .isEqualTo(20_003);
        LatencyReport latency = report.gets().latencyMicros();
        assertThat(latency.p50()).isPositive().isLessThanOrEqualTo(latency.p90());
        assertThat(latency.p99()).isBetween(latency.p90(), latency.p999());
        assertThat(latency.max()).isGreaterThanOrEqualTo(latency.p999());
        assertThat(report.operationsPerSecond()).isPositive();
    }

    @Test
    void runsForATimeAndReportsProgress() throws IOException, InterruptedException {
        List<ProgressListener.Progress> seen = new ArrayList<>();
        LoadReport report = LoadRun.run(
                config(targets())
                        .warmUp(Duration.ofMillis(300))
                        .extent(new Extent.For(Duration.ofMillis(900)))
                        .build(),
                seen::add,
                null);
        assertThat(report.elapsed()).isBetween(Duration.ofMillis(850), Duration.ofMinutes(1));
        assertThat(seen).hasSizeGreaterThanOrEqualTo(2);
        assertThat(seen.getLast().operationsSoFar()).isGreaterThan(report.operations());
        assertThat(seen).isSortedAccordingTo((a, b) -> Long.compare(a.operationsSoFar(), b.operationsSoFar()));
        assertThat(seen).allMatch(progress -> progress.errors() == 0);
    }

    @Test
    void historyOfOneServerIsCausalAndItAgreesWithItself() throws IOException, InterruptedException {
        Target one = targets().getFirst();
        HistoryRecorder recorder = new HistoryRecorder();
        LoadReport report = LoadRun.run(
                config(List.of(one, one))
                        .connections(8)
                        .pipeline(16)
                        .keys(50)
                        .warmUp(Duration.ofMillis(50))
                        .extent(new Extent.Operations(50_000))
                        .threads(2)
                        .build(),
                ProgressListener.SILENT,
                recorder);
        History history = recorder.history();
        assertThat(history.operations()).isGreaterThan(50_000);
        assertThat(history.sessions()).isEqualTo(8);
        Verdict verdict = CausalPlusChecker.check(history);
        assertThat(verdict.details()).isEmpty();
        assertThat(recorder.foreignReads()).isZero();
        assertThat(ConvergenceCheck.await(List.of(one, one), report.keySpace(), Duration.ofMinutes(1)))
                .matches(ConvergenceReport::converged)
                .matches(convergence -> convergence.keys() == 50);
    }

    @Test
    void serversThatDoNotReplicateAreFoundOut() throws IOException, InterruptedException {
        HistoryRecorder recorder = new HistoryRecorder();
        LoadReport report = LoadRun.run(
                config(targets())
                        .keys(600)
                        .extent(new Extent.Operations(20_000))
                        .build(),
                ProgressListener.SILENT,
                recorder);
        ConvergenceReport convergence = ConvergenceCheck.await(targets(), report.keySpace(), Duration.ofMillis(100));
        assertThat(convergence.converged()).isFalse();
        assertThat(convergence.differing()).isGreaterThan(500);
        assertThat(convergence.examples())
                .hasSize(10)
                .allMatch(example -> example.answers().size() == 2);
        // Sessions stay with one server each, so apart from divergence each half is a consistent store.
        assertThat(CausalPlusChecker.check(recorder.history()).passed()).isTrue();
    }

    @Test
    void sameSeedMakesTheSameOperations() throws IOException, InterruptedException {
        assertThat(operationsOfOneConnection(5)).isEqualTo(operationsOfOneConnection(5));
        assertThat(operationsOfOneConnection(5)).isNotEqualTo(operationsOfOneConnection(6));
    }

    private static List<Integer> operationsOfOneConnection(long seed) throws IOException, InterruptedException {
        HistoryRecorder recorder = new HistoryRecorder();
        LoadRun.run(
                config(targets().subList(0, 1))
                        .connections(1)
                        .keys(100)
                        .seed(seed)
                        .extent(new Extent.Operations(500))
                        .build(),
                ProgressListener.SILENT,
                recorder);
        History history = recorder.history();
        List<Integer> operations = new ArrayList<>();
        for (int i = 0; i < history.operations(); i++) {
            operations.add((int) history.keyLabel(history.key(i)) * 2 + (history.isWrite(i) ? 1 : 0));
        }
        return operations;
    }

    @Test
    void targetThatIsNotThereIsNamed() throws IOException {
        Target nobody = new Target("127.0.0.1", FreePorts.find("127.0.0.1", 1).getFirst());
        List<Target> both = List.of(targets().getFirst(), nobody);
        assertThatThrownBy(() -> LoadRun.run(config(both).build(), ProgressListener.SILENT, null))
                .isInstanceOf(TargetUnreachableException.class)
                .hasMessageContaining(nobody.toString())
                .hasMessageContaining("check that a server runs there");
    }

    @Test
    void recordingNeedsRoomInTheValue() {
        assertThatThrownBy(() -> LoadRun.run(
                        config(targets()).valueBytes(23).build(), ProgressListener.SILENT, new HistoryRecorder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("24");
    }

    @Test
    void smallestRecordableValueRoundTrips() throws IOException, InterruptedException {
        HistoryRecorder recorder = new HistoryRecorder();
        LoadRun.run(
                config(targets())
                        .valueBytes(24)
                        .keys(10)
                        .extent(new Extent.Operations(2_000))
                        .build(),
                ProgressListener.SILENT,
                recorder);
        assertThat(recorder.foreignReads()).isZero();
        assertThat(CausalPlusChecker.check(recorder.history()).passed()).isTrue();
    }

    @Test
    void valuesWithoutRoomForAStampAreFineWithoutRecording() throws IOException, InterruptedException {
        LoadReport report = LoadRun.run(
                config(targets())
                        .valueBytes(1)
                        .extent(new Extent.Operations(1_000))
                        .build(),
                ProgressListener.SILENT,
                null);
        assertThat(report.operations()).isEqualTo(1_000);
        assertThat(report.errors()).isEmpty();
    }

    private static List<Target> targets() {
        return java.util.Objects.requireNonNull(servers).targets();
    }

    private static LoadConfig.Builder config(List<Target> targets) {
        return LoadConfig.builder(targets)
                .connections(4)
                .warmUp(Duration.ZERO)
                .keyPrefix("test:" + System.nanoTime() + ":")
                .replyTimeout(Duration.ofMinutes(1));
    }
}
