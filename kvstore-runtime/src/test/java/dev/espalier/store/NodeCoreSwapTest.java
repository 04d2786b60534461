package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.store.fixture.SpawnedNode;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;

/** Cores that take each other's place while clients go on. */
class NodeCoreSwapTest {
    private static final ProtocolCommand CORE = () -> "CORE".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private static String core(Jedis jedis, String... arguments) {
        return new String((byte[]) jedis.sendCommand(CORE, arguments), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Map<String, String> status(Jedis jedis) {
        List<?> flat = (List<?>) jedis.sendCommand(CORE, "STATUS");
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < flat.size(); i += 2) {
            facts.put(new String((byte[]) flat.get(i)), new String((byte[]) flat.get(i + 1)));
        }
        return facts;
    }

    private List<Map<String, String>> cluster(int nodes, String core) throws Exception {
        List<Integer> ports = TestNodes.freePorts(nodes);
        List<Map<String, String>> all = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Map<String, String> settings = TestNodes.settings(i, ports, directory);
            settings.put("core", core);
            settings.put("allow-unverified-core", "yes");
            all.add(settings);
        }
        return all;
    }

    /** One node after the other, in processes of their own, to and fro, while clients of both put and get. */
    @Test
    void aCoreOfTheSameShapeTakesOverUnderLoadWithoutAFailedRequest() throws Exception {
        List<Map<String, String>> settings = cluster(2, "causal-plus");
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger done = new AtomicInteger();
        List<Throwable> failures = new ArrayList<>();
        try (SpawnedNode one = SpawnedNode.ready(settings.get(0));
                SpawnedNode two = SpawnedNode.ready(settings.get(1));
                Jedis onOne = one.jedis();
                Jedis onTwo = two.jedis()) {
            List<Thread> clients = new ArrayList<>();
            for (SpawnedNode node : List.of(one, two, one, two)) {
                int client = clients.size();
                clients.add(Thread.ofPlatform().start(() -> {
                    try (Jedis jedis = node.jedis()) {
                        for (int i = 0; !ended.get(); i++) {
                            String key = "k" + client + "." + i % 50;
                            String value = "v" + i;
                            jedis.set(key, value);
                            // No one else puts this key.
                            assertThat(jedis.get(key)).isEqualTo(value);
                            done.incrementAndGet();
                        }
                    } catch (RuntimeException | AssertionError e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                }));
            }
            for (Jedis node : List.of(onOne, onTwo)) {
                assertThat(core(node, "LOAD", "causal-plus-frugal")).contains(" verified");
                core(node, "LOAD", "causal-plus");
            }
            for (int round = 0; round < 3; round++) {
                for (String core : List.of("causal-plus-frugal", "causal-plus")) {
                    for (Jedis node : List.of(onOne, onTwo)) {
                        int before = done.get();
                        assertThat(core(node, "SWAP", core)).contains("at once");
                        assertThat(status(node)).containsEntry("core", core);
                        TestNodes.await("requests after the swap", () -> done.get() > before + 100);
                    }
                }
            }
            ended.set(true);
            for (Thread client : clients) {
                client.join();
            }
            assertThat(failures).isEmpty();
            assertThat(onOne.info("replication")).contains("out=streaming");
            TestNodes.await(
                    "both to hold what either was told",
                    () -> onOne.dbSize() == onTwo.dbSize()
                            && onOne.info("replication").contains("lag=0")
                            && onTwo.info("replication").contains("lag=0"));
            for (int client = 0; client < 4; client++) {
                for (int i = 0; i < 50; i++) {
                    String key = "k" + client + "." + i;
                    assertThat(onOne.get(key)).isEqualTo(onTwo.get(key));
                }
            }
        }
    }

    @Test
    void theCoreThatWasSwappedInIsInForceAfterKillAndRestartWhateverTheSettingsSay() throws Exception {
        Map<String, String> settings = cluster(1, "causal-plus").getFirst();
        try (SpawnedNode node = SpawnedNode.ready(settings);
                Jedis jedis = node.jedis()) {
            jedis.set("pear", "ripe");
            core(jedis, "LOAD", "causal-plus-frugal");
            core(jedis, "SWAP", "causal-plus-frugal");
            jedis.set("fig", "green");
            node.kill();
        }
        try (Node node = TestNodes.start(settings);
                Jedis jedis = TestNodes.jedis(node)) {
            assertThat(status(jedis))
                    .containsEntry("core", "causal-plus-frugal")
                    .containsEntry("verified", "yes");
            assertThat(jedis.info("core")).contains("core_name:causal-plus-frugal", "core_verified:yes");
            assertThat(jedis.get("pear")).isEqualTo("ripe");
            assertThat(jedis.get("fig")).isEqualTo("green");
        }
        settings.put("core", "causal-plus-frugal");
        try (Node node = TestNodes.start(settings);
                Jedis jedis = TestNodes.jedis(node)) {
            assertThat(jedis.get("fig")).isEqualTo("green");
        }
    }

    @Test
    void whatIsRefusedSaysWhyAndChangesNothing() throws Exception {
        Map<String, String> settings = cluster(1, "causal-plus").getFirst();
        Path noArchive = Files.writeString(directory.resolve("core.jar"), "a text");
        try (Node node = TestNodes.start(settings);
                Jedis jedis = TestNodes.jedis(node)) {
            assertThatThrownBy(() -> core(jedis, "LOAD", "no-such-core"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("no core \"no-such-core\" on the class path")
                    .hasMessageContaining("causal-plus-frugal");
            assertThatThrownBy(() -> core(jedis, "LOAD", noArchive.toString()))
                    .hasMessageContaining("is no core archive")
                    .hasMessageContaining("espalier core pack");
            assertThatThrownBy(() -> core(jedis, "LOAD", "/nowhere/core.jar")).hasMessageContaining("cannot be read");
            assertThatThrownBy(() -> core(jedis, "SWAP", "causal-plus-frugal")).hasMessageContaining("CORE LOAD");
            // Written by hand: it keeps what it has been given in fields.
            assertThatThrownBy(() -> core(jedis, "LOAD", "test-vector")).isInstanceOf(JedisDataException.class);
            assertThatThrownBy(() -> core(jedis, "UNLOAD", "causal-plus")).hasMessageContaining("is in force");
            assertThat(status(jedis)).containsEntry("core", "causal-plus").containsEntry("swaps", "0");
        }
    }
}
