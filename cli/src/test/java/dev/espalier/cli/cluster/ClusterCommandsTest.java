package dev.espalier.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.harness.NodeState;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.CommandRun;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The commands on real node processes that run the verified core: one cluster for all tests, each with keys of its own. */
final class ClusterCommandsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path directory;

    private static List<Target> targets = List.of();

    @BeforeAll
    static void up() throws IOException {
        CommandRun run = espalier("cluster", "up", "--base-port", "0");
        assertThat(run.code()).as(run.err()).isZero();
        targets = LocalCluster.open(directory.resolve("c")).targets();
        assertThat(targets).hasSize(3);
    }

    @AfterAll
    static void down() {
        assertThat(espalier("cluster", "down").code()).isZero();
        assertThat(espalier("cluster", "status").err()).contains("there is no cluster");
    }

    /** Every command here concerns the cluster of this test. */
    private static CommandRun espalier(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        if (!arguments[0].equals("check")) {
            line.addAll(List.of("--dir", directory.resolve("c").toString()));
        }
        return CommandRun.of(line.toArray(String[]::new));
    }

    @Test
    void nodesThatWereSwappedGoOnWithTheirCoreAndThatIsSaid() throws IOException {
        Path swapped = directory.resolve("swapped");
        assertThat(upWith("causal-plus-frugal", swapped)).doesNotContain("core");
        String target = LocalCluster.open(swapped).targets().getFirst().toString();
        assertThat(CommandRun.of("core", "swap", "causal-plus", "--target", target)
                        .code())
                .isZero();
        assertThat(CommandRun.of("cluster", "down", "--dir", swapped.toString()).code())
                .isZero();
        assertThat(upWith("causal-plus-frugal", swapped))
                .contains("the data is of core causal-plus ")
                .contains("espalier core swap causal-plus-frugal --target 127.0.0.1:");
        assertThat(CommandRun.of("cluster", "down", "--dir", swapped.toString()).code())
                .isZero();
    }

    private static String upWith(String core, Path cluster) {
        CommandRun run = CommandRun.of(
                "cluster", "up", "--nodes", "1", "--base-port", "0", "--core", core, "--dir", cluster.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void whatOneNodeIsToldTheOthersTell() throws InterruptedException {
        byte[] key = "k\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] value = {0, 13, 10, -1, 36};
        for (int writer = 0; writer < targets.size(); writer++) {
            value[0] = (byte) writer;
            try (Jedis jedis = jedis(writer)) {
                assertThat(jedis.set(key, value)).isEqualTo("OK");
            }
            for (int reader = 0; reader < targets.size(); reader++) {
                try (Jedis jedis = jedis(reader)) {
                    await(() -> Arrays.equals(jedis.get(key), value));
                }
            }
        }
    }

    @Test
    void lettuceSpeaksRespThreeWithEachNode() {
        for (int node = 0; node < targets.size(); node++) {
            Target target = targets.get(node);
            RedisClient client = RedisClient.create(RedisURI.create(target.host(), target.port()));
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                connection.sync().set("lettuce-" + node, "leaf");
                assertThat(connection.sync().get("lettuce-" + node)).isEqualTo("leaf");
                assertThat(connection.sync().get("absent")).isNull();
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void redisCliAndRedisBenchmarkWorkAgainstEachNode() throws IOException, InterruptedException {
        assumeTrue(installed("redis-cli") && installed("redis-benchmark"), "redis-cli or redis-benchmark is missing");
        for (Target target : targets) {
            String port = Integer.toString(target.port());
            assertThat(output("redis-cli", "-p", port, "set", "tree", "pear")).isEqualTo("OK\n");
            assertThat(output("redis-cli", "-p", port, "get", "tree")).isEqualTo("pear\n");
            String bench =
                    output("redis-benchmark", "-p", port, "-t", "set,get", "-P", "16", "-n", "4000", "-r", "50", "-q");
            assertThat(bench)
                    .contains("SET:")
                    .contains("GET:")
                    .contains("requests per second")
                    .doesNotContainIgnoringCase("error");
        }
    }

    @Test
    void benchRecordsAHistoryThatIsCausal() {
        Path history = directory.resolve("history.txt");
        CommandRun bench = espalier(
                "bench", "--ops", "6000", "--warm-up", "0s", "--keys", "50", "--check", "--record", history.toString());
        assertThat(bench.code()).as(bench.out() + bench.err()).isZero();
        assertThat(bench.out()).contains("gets").contains("p99.9").contains("causal+: yes");
        CommandRun check = espalier("check", "--json", history.toString());
        assertThat(check.code()).isZero();
        assertThat(check.out()).contains("\"causal_plus\" : true").contains("\"operations\" : 6000");
    }

    @Test
    void aForgedHistoryIsRefused() throws IOException {
        Path history = directory.resolve("forged.txt");
        Files.writeString(history, "w(1,1,0,0)\nw(1,2,0,1)\nr(1,2,1,2)\nr(1,1,1,3)\n");
        CommandRun check = espalier("check", history.toString());
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("causal+: NO");
    }

    @Test
    void aKilledNodeComesBackWithWhatItAcknowledgedAndWhatItMissed() throws IOException, InterruptedException {
        try (Jedis jedis = jedis(0)) {
            jedis.set("before", "1");
        }
        LocalCluster cluster = LocalCluster.open(directory.resolve("c"));
        NodeState victim = cluster.nodes().getFirst();
        cluster.kill(victim.id());
        CommandRun status = espalier("cluster", "status");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.out()).contains("down").contains("serving");
        try (Jedis jedis = jedis(1)) {
            jedis.set("meanwhile", "2");
        }
        cluster.restart(victim.id(), PATIENCE);
        try (Jedis jedis = jedis(0)) {
            assertThat(jedis.get("before")).isEqualTo("1");
            await(() -> Objects.equals(jedis.get("meanwhile"), "2"));
        }
        try (Jedis jedis = jedis(2)) {
            await(() -> Objects.equals(jedis.get("before"), "1"));
        }
        assertThat(espalier("cluster", "status").code()).isZero();
    }

    private static Jedis jedis(int node) {
        return new Jedis(targets.get(node).host(), targets.get(node).port(), (int) PATIENCE.toMillis());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so after " + PATIENCE).isLessThan(until);
            Thread.sleep(10);
        }
    }

    private static boolean installed(String program) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
