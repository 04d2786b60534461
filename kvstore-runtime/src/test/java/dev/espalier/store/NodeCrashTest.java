package dev.espalier.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.NodeProcess;
import dev.espalier.store.fixture.TestNodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A node in a process of its own, killed with SIGKILL in the middle of writes, again and again. */
class NodeCrashTest {
    private static final int ROUNDS = 4;
    private static final int ACKNOWLEDGED_A_ROUND = 400;

    @TempDir
    Path directory;

    private static Process spawn(Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int clientPort(Process process) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready ")) {
                return Integer.parseInt(line.split(" ", -1)[1]);
            }
        }
        throw new IOException("the node process ended without being ready");
    }

    @Test
    void everyAcknowledgedPutSurvivesAndThePeersConverge() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Map<String, String> victim = TestNodes.settings(0, ports, directory);
        Map<String, String> acknowledged = new HashMap<>();
        Random random = new Random(11);
        try (Node peer = TestNodes.start(TestNodes.settings(1, ports, directory));
                Jedis onPeer = new Jedis("127.0.0.1", peer.clientPort(), 20_000)) {
            for (int round = 0; round < ROUNDS; round++) {
                Process process = spawn(victim);
                try {
                    int port = clientPort(process);
                    assertHolds(port, acknowledged);
                    onPeer.set("from the peer", "round " + round);
                    writeUntilKilled(process, port, round, acknowledged, random);
                } finally {
                    process.destroyForcibly();
                    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                }
            }
            try (Node last = TestNodes.start(victim);
                    Jedis jedis = new Jedis("127.0.0.1", last.clientPort(), 20_000)) {
                assertHolds(last.clientPort(), acknowledged);
                TestNodes.await(
                        "both to hold the same number of keys",
                        () -> jedis.dbSize() == onPeer.dbSize()
                                && jedis.info("replication").contains("lag=0"));
                assertHolds(peer.clientPort(), acknowledged);
                TestNodes.await(
                        "the last put of the peer", () -> ("round " + (ROUNDS - 1)).equals(jedis.get("from the peer")));
            }
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * ACKNOWLEDGED_A_ROUND);
    }

    /** Kills the process from another thread once enough is acknowledged, while this one goes on writing. */
    private static void writeUntilKilled(
            Process process, int port, int round, Map<String, String> acknowledged, Random random) throws IOException {
        try (Jedis jedis = new Jedis("127.0.0.1", port, 20_000)) {
            int killAt = ACKNOWLEDGED_A_ROUND + random.nextInt(200);
            for (int i = 0; ; i++) {
                if (i == killAt) {
                    Thread.ofPlatform().start(process::destroyForcibly);
                }
                String key = "r" + round + "k" + i;
                String value = "v" + random.nextLong() + "x".repeat(random.nextInt(300));
                jedis.set(key, value);
                acknowledged.put(key, value);
            }
        } catch (JedisException killed) {
            assertThat(process.onExit()).succeedsWithin(30, TimeUnit.SECONDS);
        }
    }

    private static void assertHolds(int port, Map<String, String> expected) {
        try (Jedis jedis = new Jedis("127.0.0.1", port, 20_000)) {
            expected.forEach((key, value) -> assertThat(jedis.get(key)).as(key).isEqualTo(value));
        }
    }
}
