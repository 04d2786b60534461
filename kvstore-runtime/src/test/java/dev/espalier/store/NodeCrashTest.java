package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.SpawnedNode;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A node in a process of its own, killed with SIGKILL in the middle of writes, again and again. */
class NodeCrashTest {
    private static final int ROUNDS = 4;
    private static final int ACKNOWLEDGED_A_ROUND = 400;

    @TempDir
    Path directory;

    /** The one comes back by its inputs, the other by its state. */
    @ParameterizedTest
    @ValueSource(strings = {"test-vector", "causal-plus"})
    void everyAcknowledgedPutSurvivesAndThePeersConverge(String core) throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Map<String, String> victim = TestNodes.settings(0, ports, directory);
        Map<String, String> survivor = TestNodes.settings(1, ports, directory);
        victim.put("core", core);
        // Little enough that keys are read from the disk between the crashes.
        victim.put("cache-bytes", "50000");
        survivor.put("core", core);
        Map<String, String> acknowledged = new HashMap<>();
        Random random = new Random(11);
        try (Node peer = TestNodes.start(survivor);
                Jedis onPeer = TestNodes.jedis(peer.clientPort())) {
            for (int round = 0; round < ROUNDS; round++) {
                try (SpawnedNode process = SpawnedNode.ready(victim)) {
                    assertHolds(process.clientPort(), acknowledged);
                    onPeer.set("from the peer", "round " + round);
                    writeUntilKilled(process, round, acknowledged, random);
                }
            }
            try (Node last = TestNodes.start(victim);
                    Jedis jedis = TestNodes.jedis(last.clientPort())) {
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
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * ACKNOWLEDGED_A_ROUND * 3 / 4);
    }

    /** Kills the process from another thread once enough is acknowledged, while this one goes on writing. */
    private static void writeUntilKilled(SpawnedNode node, int round, Map<String, String> acknowledged, Random random) {
        try (Jedis jedis = node.jedis()) {
            int killAt = ACKNOWLEDGED_A_ROUND + random.nextInt(200);
            for (int i = 0; ; i++) {
                if (i == killAt) {
                    Thread.ofPlatform().start(node::kill);
                }
                // Some keys are put in every round.
                String key = i % 4 == 0 ? "k" + i : "r" + round + "k" + i;
                String value = "v" + random.nextLong() + "x".repeat(random.nextInt(300));
                // Not acknowledged, it may or may not be in.
                acknowledged.remove(key);
                jedis.set(key, value);
                acknowledged.put(key, value);
            }
        } catch (JedisException killed) {
            assertThat(node.process().onExit()).succeedsWithin(1, TimeUnit.MINUTES);
        }
    }

    private static void assertHolds(int port, Map<String, String> expected) {
        try (Jedis jedis = TestNodes.jedis(port)) {
            expected.forEach((key, value) -> assertThat(jedis.get(key)).as(key).isEqualTo(value));
        }
    }
}
