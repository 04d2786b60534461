package dev.espalier.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientPauseMode;
import redis.clients.jedis.exceptions.JedisDataException;

/** What others are shown of the commands that a node runs. */
class NodeObservationTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    @SuppressWarnings("NullAway.Init") // Each test begins with the start of one.
    private Node node;

    @BeforeEach
    void start() throws Exception {
        node = nodes.add(TestNodes.startAlone(directory, Map.of()));
    }

    private static void assertShown(RawClient monitor, int database, String command) throws Exception {
        assertThat(monitor.readLine())
                .matches("\\+[0-9]+\\.[0-9]{6} \\[" + database + " 127\\.0\\.0\\.1:[0-9]+] .*\r\n")
                .endsWith("] " + command + "\r\n");
    }

    @Test
    void aMonitorIsShownCommandsWhenTheyHaveRunWithoutSecrets() throws Exception {
        try (RawClient monitor = new RawClient(node.clientPort());
                RawClient client = new RawClient(node.clientPort())) {
            assertThat(monitor.send("MONITOR\r\n").readLine()).isEqualTo("+OK\r\n");
            client.send("SET foo \"a\\\\b\\\"\\r\\n\\x01\\xff\"\r\nSELECT 3\r\nGET foo\r\n");
            assertShown(monitor, 0, "\"SET\" \"foo\" \"a\\\\b\\\"\\r\\n\\x01\\xff\"");
            assertShown(monitor, 0, "\"SELECT\" \"3\"");
            assertShown(monitor, 3, "\"GET\" \"foo\"");
            client.send("MULTI\r\nINCR n\r\nEXEC\r\nMULTI\r\nNOSUCH\r\nEXEC\r\n");
            assertShown(monitor, 3, "\"MULTI\"");
            assertShown(monitor, 3, "\"INCR\" \"n\"");
            assertShown(monitor, 3, "\"EXEC\"");
            assertShown(monitor, 3, "\"MULTI\"");
            assertShown(monitor, 3, "\"EXEC\"");
            client.send("CONFIG SET requirepass hush\r\nAUTH hush\r\nAUTH default hush\r\n"
                    + "HELLO 2 AUTH default hush SETNAME me\r\nPING\r\n");
            assertShown(monitor, 3, "\"AUTH\" \"(redacted)\"");
            assertShown(monitor, 3, "\"AUTH\" \"(redacted)\" \"(redacted)\"");
            assertShown(monitor, 3, "\"HELLO\" \"2\" \"AUTH\" \"(redacted)\" \"(redacted)\" \"SETNAME\" \"me\"");
            assertShown(monitor, 3, "\"PING\"");
            assertThat(monitor.send("RESET\r\n").readLine()).isEqualTo("+RESET\r\n");
        }
    }

    @Test
    void theSlowLogHidesPasswordsAndKnowsWhoSlept() throws Exception {
        try (Jedis client = TestNodes.jedis(node)) {
            client.configSet("slowlog-log-slower-than", "0");
            client.slowlogReset();
            client.configSet("masterauth", "");
            client.configSet("slowlog-log-slower-than", "-1");
            assertThat(client.slowlogGet().getFirst().getArgs())
                    .containsExactly("CONFIG", "SET", "masterauth", "(redacted)");
            client.slowlogReset();
            client.configSet("slowlog-log-slower-than", "100000");
            sleep(client, "0.01");
            assertThat(client.slowlogLen()).isZero();
            sleep(client, "0.2");
            assertThat(client.slowlogLen()).isEqualTo(1);
            assertThat(client.slowlogGet().getFirst().getExecutionTime()).isGreaterThanOrEqualTo(200_000);
        }
    }

    @Test
    void eventsBeyondTheThresholdAreKept() throws Exception {
        try (Jedis client = TestNodes.jedis(node)) {
            sleep(client, "0.05");
            assertThat(latency(client, "LATEST")).isEqualTo(List.of());
            client.configSet("latency-monitor-threshold", "40");
            sleep(client, "0.01");
            assertThat(latency(client, "DOCTOR")).isEqualTo("Nothing has taken 40 ms or longer.\n".getBytes(US_ASCII));
            sleep(client, "0.05");
            assertThat(latency(client, "HISTORY", "command"))
                    .isInstanceOfSatisfying(
                            List.class, samples -> assertThat(samples).hasSize(1));
            assertThat(latency(client, "HISTORY", "fast-command")).isEqualTo(List.of());
            assertThat(latency(client, "RESET", "fast-command", "command")).isEqualTo(1L);
            assertThat(latency(client, "LATEST")).isEqualTo(List.of());
        }
    }

    private static Object latency(Jedis client, String... arguments) {
        return client.sendCommand(() -> "LATENCY".getBytes(US_ASCII), arguments);
    }

    private static void sleep(Jedis client, String seconds) {
        client.sendCommand(() -> "DEBUG".getBytes(US_ASCII), "SLEEP", seconds);
    }

    @Test
    void commandsAreCountedAnewAfterAReset() throws Exception {
        try (Jedis client = TestNodes.jedis(node)) {
            for (int i = 0; i < 3; i++) {
                client.set("k", "v");
                client.configResetStat();
            }
            client.set("k", "v");
            client.set("k", "w");
            assertThat(client.info("commandstats"))
                    .containsPattern(
                            "cmdstat_set:calls=2,usec=[0-9]+,usec_per_call=[0-9.]+,rejected_calls=0,failed_calls=0\r\n")
                    .containsPattern("cmdstat_config\\|resetstat:calls=1,")
                    .doesNotContain("cmdstat_get:");
            assertThat(client.info()).doesNotContain("cmdstat");
            assertThat(client.info("all")).contains("cmdstat_set:", "used_cpu_user:", "master_repl_offset:");
            assertThat(latency(client, "HISTOGRAM", "set", "get", "nosuch"))
                    .isInstanceOfSatisfying(
                            List.class, pairs -> assertThat(pairs).hasSize(2));
        }
    }

    @Test
    void memoryIsToldAndKeysAreRefusedBeyondTheLimit() throws Exception {
        try (Jedis client = TestNodes.jedis(node)) {
            long before = field(client, "keys_memory");
            for (int i = 0; i < 100; i++) {
                client.set("a-name-of-some-length-" + i, "v");
            }
            long after = field(client, "keys_memory");
            assertThat(after - before).isBetween(100 * 22L, 100 * 300L);
            client.flushAll();
            assertThat(field(client, "keys_memory")).isEqualTo(before);
            assertThat(client.memoryDoctor()).contains("MB are in use");
        }
        node.close();
        Node limited = nodes.add(TestNodes.startAlone(directory, Map.of("maxmemory", "8kb")));
        try (Jedis client = TestNodes.jedis(limited)) {
            assertThat(client.configGet("maxmemory")).containsEntry("maxmemory", "8192");
            int taken = 0;
            try {
                while (taken < 1000) {
                    client.set("key" + taken, "v");
                    taken++;
                }
            } catch (JedisDataException e) {
                assertThat(e).hasMessage("OOM command not allowed when used memory > 'maxmemory'.");
            }
            assertThat(taken).isBetween(5, 200);
            client.del("key0", "key1");
            client.set("again", "v");
        }
    }

    private static long field(Jedis client, String name) {
        return client.info("memory")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSaveIsToldOnceItHasEnded() throws Exception {
        try (Jedis client = TestNodes.jedis(node)) {
            client.set("a", "1");
            assertThat(client.info("persistence")).contains("rdb_changes_since_last_save:1\r\n");
            long before = client.lastsave();
            assertThat(client.save()).isEqualTo("OK");
            assertThat(client.info("persistence"))
                    .contains("rdb_changes_since_last_save:0\r\n", "rdb_bgsave_in_progress:0");
            assertThat(client.lastsave()).isGreaterThanOrEqualTo(before);
            client.set("a", "2");
            assertThat(client.bgsave()).isEqualTo("Background saving started");
            TestNodes.await(
                    "the save to end", () -> client.info("persistence").contains("rdb_changes_since_last_save:0\r\n"));
        }
    }

    @Test
    void aPauseOfWritesHoldsTransactionsThatWriteAndKeepsWhatExpires() throws Exception {
        try (Jedis client = TestNodes.jedis(node);
                RawClient writer = new RawClient(node.clientPort());
                RawClient reader = new RawClient(node.clientPort())) {
            client.psetex("short", 20, "v");
            client.clientPause(60_000, ClientPauseMode.WRITE);
            assertThat(reader.send("MULTI\r\nGET a\r\nEXEC\r\n").readLine()).isEqualTo("+OK\r\n");
            assertThat(reader.readLine()).isEqualTo("+QUEUED\r\n");
            assertThat(reader.readLine()).isEqualTo("*1\r\n");
            writer.send("MULTI\r\nSET a 1\r\nEXEC\r\n");
            assertThat(writer.readLine()).isEqualTo("+OK\r\n");
            assertThat(writer.readLine()).isEqualTo("+QUEUED\r\n");
            TestNodes.await("EXEC to wait", () -> client.info("clients").contains("blocked_clients:1\r\n"));
            TestNodes.await("the key to expire", () -> client.get("short") == null);
            assertThat(client.info("stats")).contains("expired_keys:0\r\n");
            assertThat(client.dbSize()).isEqualTo(1);
            assertThat(client.randomKey()).isNull();
            client.clientUnpause();
            assertThat(writer.readLine()).isEqualTo("*1\r\n");
            TestNodes.await("the key to be dropped", () -> client.info("stats").contains("expired_keys:1\r\n"));
        }
    }
}
