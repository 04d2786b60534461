package dev.espalier.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.fixture.SpawnedNode;
import dev.espalier.store.fixture.TestNodes;
import dev.espalier.store.swap.EpochSwap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** A core whose states are others takes over: all nodes go on with it, or none does. */
class NodeEpochTest {
    private static final ProtocolCommand CORE = () -> "CORE".getBytes(UTF_8);
    private static final ProtocolCommand SESSION = () -> "SESSION".getBytes(UTF_8);

    @TempDir
    Path directory;

    private static String call(Jedis jedis, ProtocolCommand command, String... arguments) {
        return new String((byte[]) jedis.sendCommand(command, arguments), UTF_8);
    }

    private static Map<String, String> status(Jedis jedis) {
        List<?> flat = (List<?>) jedis.sendCommand(CORE, "STATUS");
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < flat.size(); i += 2) {
            facts.put(new String((byte[]) flat.get(i), UTF_8), new String((byte[]) flat.get(i + 1), UTF_8));
        }
        return facts;
    }

    private List<Map<String, String>> cluster(int nodes) throws Exception {
        List<Integer> ports = TestNodes.freePorts(nodes);
        Path secret = Files.writeString(directory.resolve("secret"), "s".repeat(64));
        List<Map<String, String>> all = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Map<String, String> settings = TestNodes.settings(i, ports, directory);
            settings.put("core", "vector-clock");
            settings.put("session-secret-file", secret.toString());
            all.add(settings);
        }
        return all;
    }

    private static void awaitLinks(Jedis... nodes) throws Exception {
        for (Jedis node : nodes) {
            TestNodes.await(
                    "the links",
                    () -> !node.info("replication").contains("out=connecting")
                            && !node.info("replication").contains("out=refused")
                            && !node.info("replication").contains("in=absent")
                            && !node.info("replication").contains("out=greeting"));
        }
    }

    private static void await(Jedis node, String key, String value) throws Exception {
        TestNodes.await(key + " = " + value, () -> value.equals(node.get(key)));
    }

    @Test
    void anEpochUnderLoadLosesNothingAndTokensOfBeforeGoOn() throws Exception {
        List<Map<String, String>> settings = cluster(3);
        Map<String, String> written = new ConcurrentHashMap<>();
        AtomicBoolean ended = new AtomicBoolean();
        List<Throwable> failures = new ArrayList<>();
        try (Node one = TestNodes.start(settings.get(0));
                Node two = TestNodes.start(settings.get(1));
                Node three = TestNodes.start(settings.get(2));
                Jedis onOne = TestNodes.jedis(one);
                Jedis onTwo = TestNodes.jedis(two);
                Jedis onThree = TestNodes.jedis(three)) {
            awaitLinks(onOne, onTwo, onThree);
            onOne.psetex("soon gone", 1, "x");
            onOne.setex("stays", 10_000, "y");
            onOne.set("deleted", "z");
            onOne.del("deleted");
            String token = call(onTwo, SESSION, "TOKEN");
            for (Jedis node : List.of(onOne, onTwo, onThree)) {
                assertThat(call(node, CORE, "LOAD", "causal-plus")).contains(" verified");
            }
            List<Thread> clients = new ArrayList<>();
            for (Node node : List.of(one, two, three)) {
                int client = clients.size();
                clients.add(Thread.ofPlatform().start(() -> {
                    try (Jedis jedis = TestNodes.jedis(node)) {
                        for (int i = 0; !ended.get(); i++) {
                            String key = "k" + client + "." + i % 40;
                            jedis.set(key, "v" + i);
                            written.put(key, "v" + i);
                            assertThat(jedis.get(key)).isEqualTo("v" + i);
                        }
                    } catch (RuntimeException | AssertionError e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                }));
            }
            TestNodes.await("load", () -> written.size() == 120);
            String answer = call(onOne, CORE, "SWAP", "causal-plus");
            assertThat(answer).contains("by epoch 1", "puts held for");
            int before = Integer.parseInt(written.getOrDefault("k0.0", "v0").substring(1));
            TestNodes.await(
                    "puts after the epoch",
                    () -> Integer.parseInt(written.getOrDefault("k0.0", "v0").substring(1)) > before);
            ended.set(true);
            for (Thread client : clients) {
                client.join();
            }
            assertThat(failures).isEmpty();
            for (Jedis node : List.of(onOne, onTwo, onThree)) {
                TestNodes.await(
                        "the core", () -> "causal-plus".equals(status(node).get("core")));
                assertThat(status(node)).containsEntry("epoch", "1").containsEntry("state", "serving");
                assertThat(node.info())
                        .contains("core_epoch:1\r", "core_epochs:1\r", "core_epoch_state:serving\r")
                        .doesNotContain("core_last_epoch_pause_ms:0\r");
                for (Map.Entry<String, String> put : written.entrySet()) {
                    await(node, put.getKey(), put.getValue());
                }
                assertThat(node.get("soon gone")).isNull();
                assertThat(node.get("deleted")).isNull();
                assertThat(node.ttl("stays")).isBetween(9_000L, 10_000L);
                assertThat(node.dbSize()).isEqualTo(121);
            }
            // A session of the old epoch goes on at another node of the new one.
            assertThat(call(onThree, SESSION, "RESUME", token)).isEqualTo("OK");
        }
        // All of it again after a restart, in the new epoch.
        try (Node one = TestNodes.start(settings.get(0));
                Node two = TestNodes.start(settings.get(1));
                Node three = TestNodes.start(settings.get(2));
                Jedis onOne = TestNodes.jedis(one);
                Jedis onThree = TestNodes.jedis(three)) {
            assertThat(status(onOne)).containsEntry("core", "causal-plus").containsEntry("epoch", "1");
            written.forEach((key, value) -> assertThat(onThree.get(key)).isEqualTo(value));
            onOne.set("after", "restart");
            await(onThree, "after", "restart");
            // And back, into a core of which the inputs are recorded.
            try (Jedis onTwo = TestNodes.jedis(two)) {
                awaitLinks(onOne, onTwo, onThree);
            }
            assertThat(call(onThree, CORE, "SWAP", "vector-clock")).contains("by epoch 2");
            onThree.set("after", "the second epoch");
            await(onOne, "after", "the second epoch");
        }
        try (Node one = TestNodes.start(settings.get(0));
                Jedis onOne = TestNodes.jedis(one)) {
            assertThat(status(onOne)).containsEntry("core", "vector-clock").containsEntry("epoch", "2");
            written.forEach((key, value) -> assertThat(onOne.get(key)).isEqualTo(value));
            assertThat(onOne.get("after")).isEqualTo("the second epoch");
        }
    }

    /** What takes longest is done while puts go on, and reads are answered while keys are handed over. */
    @Test
    void putsGoOnUntilTheDatabaseIsMadeAndReadsAllTheTime() throws Exception {
        AtomicLong puts = new AtomicLong();
        AtomicLong gets = new AtomicLong();
        Map<String, Long> putsAt = new ConcurrentHashMap<>();
        Map<String, Long> getsAt = new ConcurrentHashMap<>();
        AtomicBoolean ended = new AtomicBoolean();
        LoadedCore core = TestNodes.core("vector-clock");
        EpochSwap.Steps steps = step -> {
            putsAt.put(step, puts.get());
            getsAt.put(step, gets.get());
        };
        try (Node node = Node.start(NodeConfig.of(cluster(1).getFirst()), core.core(), core.identity(), steps);
                Jedis client = TestNodes.jedis(node)) {
            Pipeline pipeline = client.pipelined();
            for (int i = 0; i < 4000; i++) {
                pipeline.set("k" + i, "v" + i);
            }
            pipeline.sync();
            call(client, CORE, "LOAD", "causal-plus");
            Thread putting = Thread.ofPlatform().start(() -> {
                try (Jedis jedis = TestNodes.jedis(node)) {
                    while (!ended.get()) {
                        jedis.set("k0", Long.toString(puts.incrementAndGet()));
                    }
                }
            });
            Thread getting = Thread.ofPlatform().start(() -> {
                try (Jedis jedis = TestNodes.jedis(node)) {
                    while (!ended.get()) {
                        jedis.get("k1");
                        gets.incrementAndGet();
                    }
                }
            });
            TestNodes.await("load", () -> puts.get() > 100 && gets.get() > 100);
            assertThat(call(client, CORE, "SWAP", "causal-plus")).contains("by epoch 1");
            ended.set(true);
            putting.join();
            getting.join();
            assertThat(client.get("k0")).isEqualTo(Long.toString(puts.get()));
        }
        assertThat(putsAt.getOrDefault("ready", 0L) - putsAt.getOrDefault("opening", 0L))
                .as("puts while the database was made")
                .isGreaterThan(10);
        assertThat(getsAt.getOrDefault("prepared", 0L) - getsAt.getOrDefault("migrating", 0L))
                .as("gets while keys were handed over")
                .isGreaterThan(20);
    }

    @Test
    void itIsRefusedWithTheReasonWhenAPeerIsAwayOrLacksTheCore() throws Exception {
        List<Map<String, String>> settings = cluster(2);
        try (Node one = TestNodes.start(settings.get(0));
                Jedis onOne = TestNodes.jedis(one)) {
            call(onOne, CORE, "LOAD", "causal-plus");
            onOne.set("pear", "ripe");
            assertThatThrownBy(() -> call(onOne, CORE, "SWAP", "causal-plus"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("cannot begin: peer 2@")
                    .hasMessageContaining("every node has to take part");
            try (Node two = TestNodes.start(settings.get(1));
                    Jedis onTwo = TestNodes.jedis(two)) {
                awaitLinks(onOne, onTwo);
                assertThatThrownBy(() -> call(onOne, CORE, "SWAP", "causal-plus"))
                        .hasMessageContaining("node n2 refuses: core causal-plus")
                        .hasMessageContaining("not loaded there");
                assertThat(status(onOne)).containsEntry("core", "vector-clock").containsEntry("epoch", "0");
                onOne.set("pear", "sweet");
                await(onTwo, "pear", "sweet");
            }
        }
    }

    /**
     * One of the two nodes is killed at that step; both must end with the same core, whichever, with all that was
     * acknowledged, and go on.
     */
    @ParameterizedTest
    @CsvSource({
        "leader, prepared, vector-clock",
        "leader, decided, causal-plus",
        "member, migrating, vector-clock",
        "member, deciding, causal-plus",
    })
    void aNodeThatIsKilledComesBackInTheOldEpochOrTheNew(String victim, String step, String core) throws Exception {
        aNodeIsKilled(victim, step, core);
    }

    @Tag("campaign")
    @ParameterizedTest
    @CsvSource({
        "leader, opening, vector-clock",
        "member, opening, vector-clock",
        "leader, ready, vector-clock",
        "leader, migrating, vector-clock",
        "leader, prepared, vector-clock",
        "leader, deciding, vector-clock",
        "leader, decided, causal-plus",
        "member, ready, vector-clock",
        "member, draining, vector-clock",
        "member, migrating, vector-clock",
        "member, prepared, vector-clock",
        "member, deciding, causal-plus",
        "member, decided, causal-plus",
    })
    void aNodeThatIsKilledAtAnyStepComesBackInTheOldEpochOrTheNew(String victim, String step, String core)
            throws Exception {
        aNodeIsKilled(victim, step, core);
    }

    private void aNodeIsKilled(String victim, String step, String core) throws Exception {
        List<Map<String, String>> settings = cluster(2);
        boolean leaderDies = victim.equals("leader");
        Map<String, String> dying = new HashMap<>(settings.get(0));
        dying.put(TestNodes.KILL_AT, step);
        try (Node other = TestNodes.start(settings.get(1));
                Jedis onOther = TestNodes.jedis(other)) {
            try (SpawnedNode process = SpawnedNode.ready(dying);
                    Jedis onDying = process.jedis()) {
                awaitLinks(onDying, onOther);
                for (int i = 0; i < 200; i++) {
                    onDying.set("k" + i, "v" + i);
                }
                call(onDying, CORE, "LOAD", "causal-plus");
                call(onOther, CORE, "LOAD", "causal-plus");
                Jedis leader = leaderDies ? onDying : onOther;
                try {
                    call(leader, CORE, "SWAP", "causal-plus");
                } catch (JedisException refusedOrKilled) {
                    assertThat(core).isNotNull();
                }
                assertThat(process.awaitEnd()).isEqualTo(137);
            }
            try (SpawnedNode back = SpawnedNode.ready(settings.get(0));
                    Jedis onBack = back.jedis()) {
                for (Jedis node : List.of(onBack, onOther)) {
                    TestNodes.await(
                            "core " + core + " in force: " + status(node),
                            () -> core.equals(status(node).get("core"))
                                    && "serving".equals(status(node).get("state")));
                }
                awaitLinks(onBack, onOther);
                for (int i = 0; i < 200; i++) {
                    await(onOther, "k" + i, "v" + i);
                    assertThat(onBack.get("k" + i)).isEqualTo("v" + i);
                }
                onBack.set("k0", "of the one that came back");
                await(onOther, "k0", "of the one that came back");
                onOther.set("k0", "of the other");
                await(onBack, "k0", "of the other");
            }
        }
    }
}
