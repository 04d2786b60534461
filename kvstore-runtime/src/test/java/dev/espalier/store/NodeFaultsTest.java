package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.SpawnedNode;
import dev.espalier.store.fixture.TestNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** What clients, peers and operators do wrong, and that nobody else notices. */
class NodeFaultsTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private Node alone(Map<String, String> overrides) throws NodeStartException {
        return nodes.add(TestNodes.startAlone(directory, overrides));
    }

    @Test
    void malformedRequestsAreAnsweredClosedAndCounted() throws Exception {
        Node node = alone(Map.of());
        try (Jedis other = TestNodes.jedis(node)) {
            other.set("key", "value");
            for (String bad : List.of("*1\r\n:5\r\n", "*x\r\n", "*1\r\n$-5\r\n", "get \"a\r\n", "*1\r\n$3\r\nabcde")) {
                try (RawClient client = new RawClient(node.clientPort())) {
                    client.send("*1\r\n$4\r\nPING\r\n" + bad);
                    assertThat(client.readToEnd())
                            .startsWith("+PONG\r\n-ERR Protocol error: ")
                            .endsWith("\r\n");
                }
                assertThat(other.get("key")).isEqualTo("value");
            }
            assertThat(other.info("stats")).contains("client_protocol_errors:5");
        }
    }

    @Test
    void aHugeBulkHeaderIsRefusedBeforeAnythingIsAllocated() throws Exception {
        Node node = alone(Map.of());
        try (Jedis other = TestNodes.jedis(node);
                RawClient client = new RawClient(node.clientPort())) {
            other.set("key", "value");
            client.send("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$629145600\r\n").send("x".repeat(100_000));
            assertThat(client.readToEnd())
                    .startsWith(
                            "-ERR Protocol error: invalid bulk length (629145600 bytes; max-bulk-bytes is 67108864)");
            assertThat(other.get("key")).isEqualTo("value");
        }
    }

    @Test
    void httpIsCutOffBeforeItsBodyIsTakenForCommands() throws Exception {
        Node node = alone(Map.of());
        for (String head : new String[] {"POST / HTTP/1.1", "Host: localhost"}) {
            try (RawClient client = new RawClient(node.clientPort())) {
                assertThat(client.send(head + "\r\n\r\nSET smuggled 1\r\n").readToEnd())
                        .startsWith("-ERR Protocol error: this is a Redis port")
                        .doesNotContain("OK");
            }
        }
    }

    @Test
    void aClientThatStopsSendingStillGetsItsReplies() throws Exception {
        Node node = alone(Map.of());
        try (RawClient client = new RawClient(node.clientPort())) {
            client.send("SET k v\r\n")
                    .send("GET k\r\n".repeat(1000))
                    .send("*1\r\n$4\r\nPI")
                    .finishSending();
            assertThat(client.readToEnd())
                    .isEqualTo("+OK\r\n"
                            + "$1\r\nv\r\n".repeat(1000)
                            + "-ERR Protocol error: the connection ended in the middle of a command\r\n");
        }
        try (RawClient client = new RawClient(node.clientPort())) {
            assertThat(client.finishSending().readToEnd()).isEmpty();
        }
    }

    @Test
    void aClientThatDoesNotReadIsNotReadAndHarmsNobody() throws Exception {
        Node node = alone(Map.of());
        try (Jedis other = TestNodes.jedis(node);
                RawClient client = new RawClient(node.clientPort())) {
            other.set("big", "x".repeat(1 << 20));
            int requests = 200;
            client.send("GET big\r\n".repeat(requests));
            for (int i = 0; i < 50; i++) {
                assertThat(other.set("key", "v" + i)).isEqualTo("OK");
            }
            int reply = "$1048576\r\n".length() + (1 << 20) + 2;
            for (int i = 0; i < requests; i++) {
                assertThat(client.read(reply)).startsWith("$1048576\r\nxxx").endsWith("x\r\n");
            }
        }
    }

    @Test
    void connectionsAreLimited() throws Exception {
        Node node = alone(Map.of("max-connections", "2"));
        try (RawClient first = new RawClient(node.clientPort());
                RawClient second = new RawClient(node.clientPort())) {
            assertThat(first.send("PING\r\n").readLine()).isEqualTo("+PONG\r\n");
            assertThat(second.send("PING\r\n").readLine()).isEqualTo("+PONG\r\n");
            try (RawClient third = new RawClient(node.clientPort())) {
                assertThat(third.readToEnd()).isEqualTo("-ERR max number of clients reached\r\n");
            }
            assertThat(first.send("PING\r\n").readLine()).isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void quitAnswersAndCloses() throws Exception {
        Node node = alone(Map.of());
        try (RawClient client = new RawClient(node.clientPort())) {
            assertThat(client.send("PING\r\nQUIT\r\nPING\r\n").readToEnd()).isEqualTo("+PONG\r\n+OK\r\n");
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        Node node = alone(Map.of());
        assertThatThrownBy(() -> TestNodes.startAlone(
                        directory,
                        Map.of(
                                "node-id",
                                "9",
                                "data-dir",
                                directory.resolve("second").toString(),
                                "port",
                                Integer.toString(node.clientPort()))))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("port " + node.clientPort() + " is already in use on 127.0.0.1");
        try (Jedis jedis = TestNodes.jedis(node)) {
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void aMissingParentOfTheDataDirectoryIsNamed() {
        Path missing = directory.resolve("not").resolve("there");
        assertThatThrownBy(() -> alone(Map.of("data-dir", missing.toString())))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("mkdir -p " + missing.getParent());
        assertThat(Files.exists(missing)).isFalse();
    }

    @Test
    void aDirectoryIsForOneProcessOneNodeOneClusterAndOneCore() throws Exception {
        Node node = alone(Map.of());
        assertThatThrownBy(() -> TestNodes.startAlone(directory, Map.of()))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("is in use by another node");
        node.close();
        assertThatThrownBy(() -> alone(Map.of(
                        "node-id", "5", "data-dir", directory.resolve("node1").toString())))
                .hasMessageContaining("has node-id 1 but this node has 5");
        assertThatThrownBy(() -> alone(Map.of("cluster-id", "other")))
                .hasMessageContaining("has cluster-id test but this node has other");
        alone(Map.of());
    }

    @Test
    void aSecondProcessOnADirectoryIsRefusedInOneLineAndTheFirstIsUnharmed() throws Exception {
        Map<String, String> settings = TestNodes.settings(0, List.of(0), directory);
        try (SpawnedNode first = SpawnedNode.ready(settings);
                Jedis jedis = first.jedis()) {
            jedis.set("key", "before");
            try (SpawnedNode second = new SpawnedNode(settings)) {
                assertThat(second.awaitEnd()).isEqualTo(1);
                assertThat(second.errors())
                        .isEqualTo("data directory " + directory.resolve("node1") + " is in use by another node; "
                                + "stop that one or choose another data-dir\n");
            }
            assertThat(jedis.get("key")).isEqualTo("before");
            assertThat(jedis.set("key", "after")).isEqualTo("OK");
            first.kill();
            assertThat(first.process().onExit()).succeedsWithin(Duration.ofMinutes(1));
        }
        try (Jedis jedis = TestNodes.jedis(alone(Map.of()))) {
            assertThat(jedis.get("key")).isEqualTo("after");
        }
    }

    @Test
    void anUnreachablePeerHarmsNoClient() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Node node = nodes.add(TestNodes.start(TestNodes.settings(0, ports, directory)));
        try (Jedis jedis = TestNodes.jedis(node)) {
            for (int i = 0; i < 1000; i++) {
                jedis.set("k" + i, "v");
            }
            assertThat(jedis.get("k999")).isEqualTo("v");
            TestNodes.await(
                    "INFO to show it",
                    () -> jedis.info("replication").contains("out=connecting")
                            && jedis.info("replication").contains("unreachable"));
            assertThat(jedis.info("replication")).contains("lag=1000");
        }
    }

    @Test
    void peersOfAnotherClusterAreRefusedAndTheirPutsStayOut() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Node node = nodes.add(TestNodes.start(TestNodes.settings(0, ports, directory)));
        Map<String, String> stranger = TestNodes.settings(1, ports, directory);
        stranger.put("cluster-id", "elsewhere");
        Node other = nodes.add(TestNodes.start(stranger));
        try (Jedis here = TestNodes.jedis(node);
                Jedis there = TestNodes.jedis(other)) {
            there.set("key", "foreign");
            TestNodes.await(
                    "the refusal to show",
                    () -> there.info("replication").contains("out=refused")
                            && there.info("replication").contains("cluster id \"elsewhere\" is not \"test\""));
            assertThat(here.get("key")).isNull();
            assertThat(here.info("stats")).doesNotContain("peer_handshakes_refused:0");
        }
    }

    @Test
    void aPeerThatIsNotConfiguredIsRefused() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Map<String, String> lonely = TestNodes.settings(0, ports, directory);
        lonely.put("peers", "");
        Node node = nodes.add(TestNodes.start(lonely));
        Node other = nodes.add(TestNodes.start(TestNodes.settings(1, ports, directory)));
        try (Jedis there = TestNodes.jedis(other);
                Jedis here = TestNodes.jedis(node)) {
            there.set("key", "foreign");
            TestNodes.await(
                    "the refusal to show",
                    () -> there.info("replication").contains("node n2 is not among the peers of node n1"));
            assertThat(here.get("key")).isNull();
        }
    }

    @Test
    void garbageOnThePeerPortIsDroppedAndCounted() throws Exception {
        Node node = alone(Map.of());
        List<String> garbage = List.of(
                "GET / HTTP/1.1\r\n\r\n",
                "\0\0\0\u0005\u0001abcd",
                "\0\0\0\0",
                "\u007f\u00ff\u00ff\u00ff",
                "\0\0\0\u0011\u0004\0\0\0\0\0\0\0\u0001\0\0\0\0\0\0\0\u0001");
        for (String bytes : garbage) {
            try (RawClient client = new RawClient(node.peerPort())) {
                assertThat(readUntilClosed(client.send(bytes))).isEmpty();
            }
        }
        try (Jedis jedis = TestNodes.jedis(node)) {
            assertThat(jedis.set("key", "value")).isEqualTo("OK");
            assertThat(jedis.info("stats")).contains("peer_protocol_violations:" + garbage.size());
        }
    }

    /** The node may reset a connection that it drops; for the sender that is closed too. */
    private static String readUntilClosed(RawClient client) {
        try {
            return client.readToEnd();
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
            return "";
        }
    }
}
