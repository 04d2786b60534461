package dev.espalier.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.TestNodes;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** Three nodes on loopback, used by the clients that people use. */
class NodeClusterTest {
    @TempDir
    Path directory;

    private List<Integer> peerPorts = List.of();
    private final List<Node> nodes = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        peerPorts = TestNodes.freePorts(3);
        for (int i = 0; i < 3; i++) {
            nodes.add(TestNodes.start(TestNodes.settings(i, peerPorts, directory)));
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
    }

    private Jedis jedis(int node) {
        return new Jedis("127.0.0.1", nodes.get(node).clientPort(), 20_000);
    }

    @Test
    void aValueSetOnOneNodeIsReadOnTheOthersAndSoIsItsDelete() throws Exception {
        try (Jedis first = jedis(0);
                Jedis second = jedis(1);
                Jedis third = jedis(2)) {
            assertThat(first.set("key", "value")).isEqualTo("OK");
            assertThat(first.get("key")).isEqualTo("value");
            TestNodes.await(
                    "the value on the others",
                    () -> "value".equals(second.get("key")) && "value".equals(third.get("key")));
            assertThat(third.del("key", "other", "key")).isEqualTo(1);
            TestNodes.await("the delete on the others", () -> first.get("key") == null && second.get("key") == null);
            assertThat(first.dbSize()).isZero();
        }
    }

    @Test
    void aReplyIsNeverSeenBeforeItsQuestion() throws Exception {
        try (Jedis first = jedis(0);
                Jedis second = jedis(1);
                Jedis third = jedis(2)) {
            for (int i = 0; i < 200; i++) {
                String question = "q" + i;
                first.set("question", question);
                TestNodes.await("the question on node 2", () -> question.equals(second.get("question")));
                second.set("answer", question);
                TestNodes.await("the answer on node 3", () -> question.equals(third.get("answer")));
                assertThat(third.get("question")).isEqualTo(question);
            }
        }
    }

    @Test
    void keysAndValuesAreAnyBytes() throws Exception {
        byte[] key = "k\r\n\0\u00ff".getBytes(UTF_8);
        byte[] value = new byte[256 * 300];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) i;
        }
        try (Jedis first = jedis(0);
                Jedis second = jedis(1)) {
            first.set(key, value);
            first.set("empty".getBytes(UTF_8), new byte[0]);
            first.set(new byte[0], value);
            assertThat(first.get(key)).isEqualTo(value);
            assertThat(first.get("empty".getBytes(UTF_8))).isEmpty();
            TestNodes.await("the bytes on node 2", () -> second.exists(new byte[0]));
            assertThat(second.get(key)).isEqualTo(value);
            assertThat(second.get(new byte[0])).isEqualTo(value);
        }
    }

    @Test
    void severalKeysAtOnce() {
        try (Jedis first = jedis(0)) {
            assertThat(first.mset("a", "1", "b", "2")).isEqualTo("OK");
            assertThat(first.mget("a", "missing", "b")).containsExactly("1", null, "2");
            assertThat(first.exists("a", "a", "missing")).isEqualTo(2);
            assertThat(first.dbSize()).isEqualTo(2);
        }
    }

    @Test
    void pipelinesKeepTheirOrder() throws Exception {
        int count = 20_000;
        try (Jedis first = jedis(0);
                Jedis third = jedis(2)) {
            Pipeline pipeline = first.pipelined();
            List<Response<String>> replies = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                pipeline.set("p" + i, "v" + i);
                replies.add(pipeline.get("p" + i));
            }
            pipeline.sync();
            for (int i = 0; i < count; i++) {
                assertThat(replies.get(i).get()).isEqualTo("v" + i);
            }
            TestNodes.await("all keys on node 3", () -> third.dbSize() == count);
        }
    }

    @Test
    void lettuceSpeaksVersionThree() throws Exception {
        RedisClient client = RedisClient.create(RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(nodes.get(1).clientPort())
                .withClientName("lettuce")
                .build());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            assertThat(connection.sync().set("key", "value")).isEqualTo("OK");
            assertThat(connection.sync().get("key")).isEqualTo("value");
            assertThat(connection.sync().get("missing")).isNull();
            assertThat(connection.sync().clientGetname()).isEqualTo("lettuce");
            assertThat(connection.sync().clientInfo()).contains("resp=3");
            assertThat(connection.sync().configGet("save", "appendonly")).containsEntry("appendonly", "yes");
            assertThat(connection.sync().commandCount()).isGreaterThan(15);
            assertThat(connection.sync().info("replication")).contains("peers:2");
        } finally {
            client.shutdown();
        }
    }

    @Test
    void aNodeThatWasAwayCatchesUpAndLosesNothingOfItsOwn() throws Exception {
        try (Jedis third = jedis(2)) {
            third.set("from three", "before");
        }
        nodes.get(2).close();
        try (Jedis first = jedis(0);
                Jedis second = jedis(1)) {
            for (int i = 0; i < 3000; i++) {
                first.set("a" + i, "x".repeat(100));
                second.set("b" + i, "y");
            }
            nodes.set(2, TestNodes.start(TestNodes.settings(2, peerPorts, directory)));
            try (Jedis third = jedis(2)) {
                TestNodes.await("node 3 to catch up", () -> third.dbSize() == 6001);
                assertThat(third.get("from three")).isEqualTo("before");
                assertThat(third.info("stats")).contains("puts_pending:0");
            }
            TestNodes.await("the early put of node 3", () -> "before".equals(first.get("from three")));
            TestNodes.await(
                    "the outbox to be trimmed", () -> first.info("replication").contains("outbox_start:3001"));
        }
    }

    @Test
    void aRestartedClusterHasEverything() throws Exception {
        try (Jedis first = jedis(0)) {
            first.mset("a", "1", "b", "2");
            first.del("a");
            TestNodes.await("puts to arrive", () -> {
                try (Jedis third = jedis(2)) {
                    return "2".equals(third.get("b")) && third.get("a") == null;
                }
            });
        }
        for (int i = 0; i < 3; i++) {
            nodes.get(i).close();
        }
        for (int i = 2; i >= 0; i--) {
            Map<String, String> settings = TestNodes.settings(i, peerPorts, directory);
            nodes.set(i, TestNodes.start(settings));
        }
        for (int i = 0; i < 3; i++) {
            try (Jedis jedis = jedis(i)) {
                assertThat(jedis.mget("a", "b")).containsExactly(null, "2");
                assertThat(jedis.dbSize()).isEqualTo(1);
            }
        }
    }
}
