package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Numbered databases after a restart and at another node, and writes that want other nodes. */
class NodeDatabasesTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    @Test
    void databasesAreWhatTheyWereAfterARestart() throws Exception {
        Node node = nodes.add(TestNodes.startAlone(directory, Map.of("core", "causal-plus")));
        try (Jedis client = TestNodes.jedis(node)) {
            client.set("key", "zero");
            client.select(9);
            client.set("key", "nine");
            client.psetex("expiring", 1_000_000, "v");
        }
        node.close();
        Node again = nodes.add(TestNodes.startAlone(directory, Map.of("core", "causal-plus")));
        try (Jedis client = TestNodes.jedis(again)) {
            assertThat(client.get("key")).isEqualTo("zero");
            assertThat(client.dbSize()).isEqualTo(1);
            client.select(9);
            assertThat(client.get("key")).isEqualTo("nine");
            assertThat(client.keys("*")).containsExactlyInAnyOrder("key", "expiring");
            assertThat(client.info("keyspace"))
                    .contains("db0:keys=1,expires=0,avg_ttl=0\r\n")
                    .containsPattern("db9:keys=2,expires=1,avg_ttl=9[0-9]{5}\r\n");
            client.flushDB();
            client.select(0);
            assertThat(client.dbSize()).isEqualTo(1);
        }
    }

    @Test
    void anotherNodeHasThemToo() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Node first = nodes.add(TestNodes.start(TestNodes.settings(0, ports, directory)));
        Node second = nodes.add(TestNodes.start(TestNodes.settings(1, ports, directory)));
        try (Jedis here = TestNodes.jedis(first);
                Jedis there = TestNodes.jedis(second)) {
            here.select(3);
            here.set("key", "three");
            there.select(3);
            TestNodes.await("the put to arrive", () -> "three".equals(there.get("key")));
            there.select(0);
            assertThat(there.dbSize()).isZero();
        }
    }

    @Test
    void writesWaitForNobodyButAreRefusedWithoutEnoughNodes() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Map<String, String> settings = TestNodes.settings(0, ports, directory);
        settings.put("min-replicas-to-write", "1");
        Node first = nodes.add(TestNodes.start(settings));
        try (Jedis client = TestNodes.jedis(first)) {
            assertThatThrownBy(() -> client.set("a", "1"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessage("NOREPLICAS Not enough good replicas to write.");
            assertThat(client.get("a")).isNull();
            Node second = nodes.add(TestNodes.start(TestNodes.settings(1, ports, directory)));
            TestNodes.await("a write to be taken", () -> {
                try {
                    return client.set("a", "1").equals("OK");
                } catch (JedisDataException refused) {
                    return false;
                }
            });
            assertThat(client.info("replication")).contains("connected_slaves:1\r\n");
            second.close();
            TestNodes.await("writes to be refused again", () -> {
                try {
                    return client.set("a", "2").isEmpty();
                } catch (JedisDataException refused) {
                    return String.valueOf(refused.getMessage()).startsWith("NOREPLICAS");
                }
            });
        }
    }
}
