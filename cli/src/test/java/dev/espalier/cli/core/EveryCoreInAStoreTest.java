package dev.espalier.cli.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.check.ViolationKind;
import dev.espalier.bench.harness.ClusterConfig;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.harness.NodeStatus;
import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.KeySpace;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.LoadRun;
import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.cluster.NodeCommandLine;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.CoreIdentity;
import dev.espalier.store.cores.Cores;
import dev.espalier.store.cores.LoadedCore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/**
 * Verified cores, a campaign each of them, in three node processes: under load its clients see what its specification promises at least, and a
 * node that is killed comes back to the same state and goes on.
 */
final class EveryCoreInAStoreTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int NODES = 3;
    private static final int VICTIM = 2;

    @TempDir
    private Path directory;

    static List<CoreIdentity> cores() throws NodeStartException {
        return Cores.available(EveryCoreInAStoreTest.class.getClassLoader()).stream()
                .map(LoadedCore::identity)
                .toList();
    }

    @Test
    void coresOfBothKindsAreOffered() throws NodeStartException {
        assertThat(cores())
                .extracting(CoreIdentity::name)
                .contains("vector-clock", "cc1", "cc2", "chapar-vector-clock", "chapar-dependency-lists")
                .contains("ryw", "mr", "mw", "ryw-mw")
                .contains("causal-plus");
    }

    /** The default, the one with the weakest promise, and one of the other kind. */
    @ParameterizedTest
    @ValueSource(strings = {"causal-plus", "ryw", "chapar-dependency-lists"})
    void keepsItsPromiseUnderLoadAndItsStateThroughACrash(String name) throws Exception {
        keepsItsPromise(cores().stream()
                .filter(core -> core.name().equals(name))
                .findAny()
                .orElseThrow());
    }

    @Tag("campaign")
    @ParameterizedTest
    @MethodSource("cores")
    void eachKeepsItsPromiseUnderLoadAndItsStateThroughACrash(CoreIdentity core) throws Exception {
        keepsItsPromise(core);
    }

    private void keepsItsPromise(CoreIdentity core) throws Exception {
        assertThat(core.distrust()).isEmpty();
        LocalCluster cluster = LocalCluster.start(
                ClusterConfig.local(directory, NODES), new NodeCommandLine(Map.of("core", core.name())));
        try {
            HistoryRecorder recorder = new HistoryRecorder();
            LoadReport report = LoadRun.run(load(cluster.targets()), ProgressListener.SILENT, recorder);
            assertThat(report.errors()).isEmpty();
            History history = recorder.history();
            assertThat(history.operations()).isEqualTo(6_000);
            check(core.specification(), history);

            await("all puts are in everywhere", () -> isQuiet(cluster));
            Target victim = cluster.targets().get(VICTIM - 1);
            List<String> before = values(victim, report.keySpace());
            assertThat(before).anyMatch(Objects::nonNull);
            cluster.kill(VICTIM);
            cluster.restart(VICTIM, PATIENCE);
            assertThat(values(victim, report.keySpace())).isEqualTo(before);
            assertThat(cluster.status().get(VICTIM - 1).info())
                    .containsEntry("core_name", core.name())
                    .containsEntry("core_verified", "yes")
                    .containsEntry("core_theorems", String.join(",", core.theorems()));
            putsOfEachReachAll(cluster);
        } finally {
            cluster.stop(Duration.ofSeconds(5));
        }
    }

    private static LoadConfig load(List<Target> targets) {
        return LoadConfig.builder(targets)
                .connections(6)
                .pipeline(4)
                .putPercent(50)
                .keys(20)
                .valueBytes(32)
                .extent(new Extent.Operations(6_000))
                .warmUp(Duration.ZERO)
                .build();
    }

    private static void check(String specification, History history) {
        Verdict verdict = CausalPlusChecker.check(history);
        Set<ViolationKind> allowed = switch (specification) {
            case "strong/causal+" -> EnumSet.noneOf(ViolationKind.class);
            // Causal, but nobody promises that concurrent puts end in one order.
            case "strong/causal", "suite/chapar" -> EnumSet.of(ViolationKind.DIVERGENCE);
            // One guarantee of a session does not forbid what the others would.
            case "suite/ryw", "suite/mr", "suite/mw", "suite/ryw+mw" ->
                EnumSet.of(ViolationKind.DIVERGENCE, ViolationKind.STALE_READ, ViolationKind.STALE_INITIAL_READ);
            default -> throw new AssertionError("say what " + specification + " promises");
        };
        assertThat(verdict.counts().keySet()).as("%s", verdict.details()).isSubsetOf(allowed);
        if (specification.contains("ryw")) {
            new SessionOrders(history).readsOfOwnPutsAreOfTheLast();
        }
        if (specification.contains("mr") || specification.contains("mw")) {
            new SessionOrders(history).readsOfOneWritersPutsDoNotGoBack();
        }
    }

    private static boolean isQuiet(LocalCluster cluster) {
        return cluster.status().stream()
                .map(NodeStatus::info)
                .allMatch(info -> info.getOrDefault("puts_pending", "").equals("0")
                        && info.entrySet().stream()
                                        .filter(fact -> fact.getKey().matches("peer_\\d+")
                                                && fact.getValue().contains(",lag=0,"))
                                        .count()
                                == NODES - 1);
    }

    private static List<String> values(Target node, KeySpace keys) {
        try (Jedis jedis = jedis(node)) {
            List<String> values = new ArrayList<>();
            for (int key = 0; key < keys.count(); key++) {
                values.add(jedis.get(new String(keys.name(key), StandardCharsets.US_ASCII)));
            }
            return values;
        }
    }

    /** A node whose state came back wrong would hold up, or be held up by, what comes next. */
    private static void putsOfEachReachAll(LocalCluster cluster) throws IOException, InterruptedException {
        for (Target writer : cluster.targets()) {
            String key = "after the crash " + writer.port();
            try (Jedis jedis = jedis(writer)) {
                jedis.set(key, "in");
            }
            for (Target reader : cluster.targets()) {
                try (Jedis jedis = jedis(reader)) {
                    await(key + " at " + reader, () -> "in".equals(jedis.get(key)));
                }
            }
        }
    }

    private static Jedis jedis(Target node) {
        return new Jedis(node.host(), node.port(), 20_000);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("not within " + PATIENCE + ": " + what)
                    .isLessThan(until);
            Thread.sleep(20);
        }
    }
}
