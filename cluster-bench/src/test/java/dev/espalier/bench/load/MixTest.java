package dev.espalier.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mixes of operations, sizes of values and YCSB's workloads, on a real server. */
class MixTest {
    @TempDir
    static Path directory;

    private static @Nullable LocalCluster server;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        server = RedisServer.start(directory, 1);
    }

    @AfterAll
    static void stopServer() throws IOException, InterruptedException {
        if (server != null) {
            server.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void everyKindHasItsShare() {
        OperationMix mix = new OperationMix(40, 25, 5, 10, 20);
        SplittableRandom random = new SplittableRandom(3);
        Map<OperationKind, Integer> drawn = new EnumMap<>(OperationKind.class);
        for (int i = 0; i < 100_000; i++) {
            drawn.merge(mix.draw(random), 1, Integer::sum);
        }
        assertThat(drawn.get(OperationKind.GET)).isCloseTo(40_000, within(1_000));
        assertThat(drawn.get(OperationKind.PUT)).isCloseTo(25_000, within(1_000));
        assertThat(drawn.get(OperationKind.DELETE)).isCloseTo(5_000, within(1_000));
        assertThat(drawn.get(OperationKind.INSERT)).isCloseTo(10_000, within(1_000));
        assertThat(drawn.get(OperationKind.READ_MODIFY_WRITE)).isCloseTo(20_000, within(1_000));
    }

    static List<ValueSizes> sizes() {
        return List.of(new ValueSizes.Fixed(7), new ValueSizes.Between(10, 30), new ValueSizes.Zipfian(10, 30));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void sizesKeepToTheirRange(ValueSizes sizes) {
        ValueSizes.Sampler sampler = sizes.sampler();
        SplittableRandom random = new SplittableRandom(1);
        int[] counts = new int[sizes.max() + 1];
        for (int i = 0; i < 50_000; i++) {
            counts[sampler.next(random)]++;
        }
        for (int size = 0; size < counts.length; size++) {
            assertThat(counts[size] > 0).isEqualTo(size >= sizes.min());
        }
        if (sizes instanceof ValueSizes.Zipfian) {
            assertThat(counts[sizes.min()]).isGreaterThan(5 * counts[sizes.max()]);
        }
    }

    @Test
    void latestPrefersWhatWasInsertedLast() {
        KeyPopulation population = new KeyPopulation(100);
        KeyChoice.KeySampler sampler = new KeyChoice.Latest(0.99).sampler(100, population::count);
        for (int i = 0; i < 900; i++) {
            assertThat(population.insert()).isEqualTo(100 + i);
        }
        SplittableRandom random = new SplittableRandom(1);
        int newest = 0;
        int oldest = 0;
        for (int i = 0; i < 50_000; i++) {
            int key = sampler.next(random);
            assertThat(key).isBetween(0, 999);
            newest += key == 999 ? 1 : 0;
            oldest += key < 100 ? 1 : 0;
        }
        // As the first of a thousand in a Zipfian distribution, and the last hundred.
        assertThat(newest).isBetween(6_000, 7_500);
        assertThat(oldest).isBetween(400, 1_200);
    }

    @Test
    void deletedKeysAreGone() throws IOException, InterruptedException {
        LoadReport report = LoadRun.run(
                config().mix(new OperationMix(0, 0, 100, 0, 0))
                        .preload(true)
                        .keys(20)
                        .keyPrefix("deleted:")
                        .extent(new Extent.Operations(2_000))
                        .build(),
                ProgressListener.SILENT,
                null);
        assertThat(report.errors()).isEmpty();
        assertThat(report.kind(OperationKind.DELETE).operations()).isEqualTo(2_000);
        assertThat(present(report.keySpace())).isZero();
    }

    @Test
    void everyKeyIsThereAfterPreloading() throws IOException, InterruptedException {
        LoadReport report = LoadRun.run(
                config().mix(new OperationMix(100, 0, 0, 0, 0))
                        .preload(true)
                        .keys(1_000)
                        .keyPrefix("preloaded:")
                        .extent(new Extent.Operations(10))
                        .build(),
                ProgressListener.SILENT,
                null);
        assertThat(present(report.keySpace())).isEqualTo(1_000);
    }

    @Test
    void insertsMakeNewKeys() throws IOException, InterruptedException {
        LoadReport report = LoadRun.run(
                config().mix(new OperationMix(50, 0, 0, 50, 0))
                        .keyChoice(new KeyChoice.Latest(0.99))
                        .keys(10)
                        .keyPrefix("inserted:")
                        .extent(new Extent.Operations(2_000))
                        .build(),
                ProgressListener.SILENT,
                null);
        long inserted = report.kind(OperationKind.INSERT).operations();
        assertThat(inserted).isBetween(800L, 1_200L);
        assertThat(report.keySpace().count()).isEqualTo(10 + inserted);
        assertThat(present(report.keySpace())).isEqualTo((int) inserted);
    }

    @ParameterizedTest
    @EnumSource
    void everyWorkloadRunsAndWhatItSawIsCausal(YcsbWorkload workload) throws IOException, InterruptedException {
        HistoryRecorder recorder = new HistoryRecorder();
        LoadReport report = LoadRun.run(
                config().mix(workload.mix())
                        .keyChoice(workload.keyChoice())
                        .preload(true)
                        .keys(100)
                        .valueSizes(new ValueSizes.Between(24, 200))
                        .pipeline(4)
                        .extent(new Extent.Operations(4_000))
                        .build(),
                ProgressListener.SILENT,
                recorder);
        assertThat(report.errors()).isEmpty();
        assertThat(report.operations()).isEqualTo(4_000);
        History history = recorder.history();
        // The keys put before, and a second request for each read-modify-write.
        long twice = report.kind(OperationKind.READ_MODIFY_WRITE).operations();
        // A scan is recorded as a get of each of its keys, some 40 of 100 keys where its start is Zipfian.
        long scans = report.kind(OperationKind.SCAN).operations();
        if (scans == 0) {
            assertThat(history.operations()).isEqualTo((int) (100 + 4_000 + twice));
        } else {
            assertThat(scans).isBetween(3_700L, 3_900L);
            assertThat(history.operations()).isGreaterThan((int) (20 * scans));
        }
        assertThat(workload == YcsbWorkload.E).isEqualTo(scans > 0);
        assertThat(workload == YcsbWorkload.F).isEqualTo(twice > 0);
        Verdict verdict = CausalPlusChecker.check(history);
        assertThat(verdict.details()).isEmpty();
        assertThat(recorder.foreignReads()).isZero();
    }

    @Test
    void workloadsAreKnownByTheirNames() {
        assertThatThrownBy(() -> YcsbWorkload.parse("ycsb-g")).hasMessageContaining("ycsb-a, -b, -c, -d, -e and -f");
        assertThat(YcsbWorkload.parse("ycsb-f")).isEqualTo(YcsbWorkload.F);
    }

    @Test
    void deletesCannotBeRecorded() {
        LoadConfig config = config().mix(new OperationMix(50, 40, 10, 0, 0)).build();
        assertThatThrownBy(config::requireRecordable).hasMessageContaining("which delete");
    }

    private static int present(KeySpace keys) throws IOException {
        int present = 0;
        try (RespClient client = RespClient.connect(targets().getFirst(), Duration.ofMinutes(1))) {
            for (int key = 0; key < keys.count(); key++) {
                RespReply reply = client.call(
                        List.of("GET".getBytes(java.nio.charset.StandardCharsets.US_ASCII), keys.name(key)));
                present += reply instanceof RespReply.Bulk ? 1 : 0;
            }
        }
        return present;
    }

    private static List<Target> targets() {
        return Objects.requireNonNull(server).targets();
    }

    private static LoadConfig.Builder config() {
        return LoadConfig.builder(targets())
                .connections(4)
                .warmUp(Duration.ZERO)
                .replyTimeout(Duration.ofMinutes(1));
    }
}
