package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.NodeId;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.fixture.HoldingInterceptor;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.TestNodes;
import dev.espalier.store.fixture.VectorCore;
import dev.espalier.store.peer.PutInterceptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Sessions that move between three nodes, two of which get the first one's puts late. */
class NodeSessionsTest {
    private static final NodeId FIRST = new NodeId(1);

    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes open = new OpenNodes();

    private final HoldingInterceptor toSecond = new HoldingInterceptor(FIRST);
    private final HoldingInterceptor toThird = new HoldingInterceptor(FIRST);
    private final List<Node> nodes = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        List<Integer> ports = TestNodes.freePorts(3);
        List<PutInterceptor> networks = List.of(PutInterceptor.passThrough(), toSecond, toThird);
        for (int i = 0; i < 3; i++) {
            Map<String, String> settings = TestNodes.settings(i, ports, directory);
            settings.put("wait-limit-ms", "60000");
            settings.put("session-secret-file", directory.resolve("secret").toString());
            VectorCore core = new VectorCore();
            nodes.add(open.add(Node.start(NodeConfig.of(settings), core, TestNodes.identity(core), networks.get(i))));
        }
    }

    private RawClient client(int node) throws Exception {
        return new RawClient(nodes.get(node).clientPort());
    }

    private static String token(RawClient session) throws Exception {
        session.send("SESSION TOKEN\r\n");
        session.readLine();
        return session.readLine().strip();
    }

    @Test
    void whatASessionDoesAfterItMovedComesAfterWhatItDidBefore() throws Exception {
        try (RawClient before = client(0);
                RawClient after = client(1);
                Jedis beside = TestNodes.jedis(nodes.get(1));
                Jedis third = TestNodes.jedis(nodes.get(2))) {
            before.send("SET x 1\r\n").readLine();
            after.send("SESSION RESUME " + token(before) + "\r\nSET y 2\r\n");
            TestNodes.await("the session to wait", () -> beside.info("clients").contains("blocked_clients:1"));
            assertThat(beside.set("other", "1")).as("others go on").isEqualTo("OK");
            assertThat(beside.get("y")).isNull();
            toSecond.open();
            assertThat(after.readLine()).isEqualTo("+OK\r\n");
            assertThat(after.readLine()).isEqualTo("+OK\r\n");
            TestNodes.await(
                    "y to arrive at the third node",
                    () -> third.info("replication")
                            .lines()
                            .anyMatch(line -> line.startsWith("peer_2:") && line.contains("received=2")));
            assertThat(third.get("other")).isEqualTo("1");
            assertThat(third.get("y"))
                    .as("y depends on x, which has not arrived")
                    .isNull();
            toThird.open();
            TestNodes.await("y to be seen", () -> "2".equals(third.get("y")));
            assertThat(third.get("x")).isEqualTo("1");
            assertThat(third.keys("*"))
                    .as("the marker is no key of clients")
                    .containsExactlyInAnyOrder("x", "y", "other");
        }
    }

    @Test
    void aNodeThatDoesNotCatchUpSaysWhatItMisses() throws Exception {
        try (RawClient before = client(0);
                RawClient after = client(1)) {
            before.send("SET x 1\r\n").readLine();
            String token = token(before);
            after.send("CONFIG SET wait-limit-ms 100\r\nSESSION RESUME " + token + "\r\nPING\r\n");
            assertThat(after.readLine()).isEqualTo("+OK\r\n");
            assertThat(after.readLine())
                    .startsWith("-ERR timed out resuming the session: after 100 ms this node has not caught up with "
                            + "put 2 of node 1 (here up to 0)");
            assertThat(after.readLine()).isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void manyWaitingSessionsSlowNobodyDown() throws Exception {
        List<RawClient> waiting = new ArrayList<>();
        try (RawClient before = client(0);
                Jedis beside = TestNodes.jedis(nodes.get(1))) {
            before.send("SET x 1\r\n").readLine();
            String token = token(before);
            for (int i = 0; i < 200; i++) {
                waiting.add(client(1).send("SESSION RESUME " + token + "\r\nGET x\r\n"));
            }
            TestNodes.await("all to wait", () -> beside.info("clients").contains("blocked_clients:200"));
            for (int i = 0; i < 500; i++) {
                beside.set("key" + i, "v");
            }
            assertThat(beside.info("stats")).contains("waits:200\r\n");
            toSecond.open();
            for (RawClient session : waiting) {
                assertThat(session.readLine()).isEqualTo("+OK\r\n");
                assertThat(session.readLine() + session.readLine()).isEqualTo("$1\r\n1\r\n");
            }
        } finally {
            for (RawClient session : waiting) {
                session.close();
            }
        }
    }

    @Test
    void waitCountsTheNodesThatHoldAPut() throws Exception {
        try (Jedis first = TestNodes.jedis(nodes.get(0));
                Jedis second = TestNodes.jedis(nodes.get(1))) {
            second.set("a", "1");
            assertThat(second.waitReplicas(2, 10_000)).isEqualTo(2);
            first.set("b", "1");
            assertThat(first.waitReplicas(2, 100)).as("held back on the way").isZero();
            toThird.open();
            assertThat(first.waitReplicas(1, 10_000)).isEqualTo(1);
        }
    }

    @Test
    void keysOfTheNodesOwnAreRefused() throws Exception {
        try (RawClient client = client(0)) {
            client.send("SET \"\\x00espalier:session:1\" 1\r\n");
            assertThat(client.readLine()).startsWith("-ERR keys that begin with \\0espalier: are the node's own");
        }
    }
}
