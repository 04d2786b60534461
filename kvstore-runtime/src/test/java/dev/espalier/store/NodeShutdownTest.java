package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.NodeId;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.fixture.FailingStorage;
import dev.espalier.store.fixture.HoldingInterceptor;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.TestNodes;
import dev.espalier.store.peer.PutInterceptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** SHUTDOWN: what it waits for, and when the node goes on. */
@Timeout(120)
class NodeShutdownTest {
    private static final String GIVEN_UP = "-ERR Errors trying to SHUTDOWN. Check logs.\r\n";

    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private final HoldingInterceptor slowLink = new HoldingInterceptor(new NodeId(1));

    private record Pair(Node stopped, Node peer) {}

    /** Two nodes, of which the second takes no put of the first until {@link #slowLink} is opened. */
    private Pair startPair() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Map<String, String> settings = TestNodes.settings(0, ports, directory);
        settings.put("shutdown-limit-ms", "100000");
        Node one = nodes.add(TestNodes.start(settings));
        LoadedCore core = TestNodes.core("test-vector");
        Node two = nodes.add(Node.start(
                NodeConfig.of(TestNodes.settings(1, ports, directory)), core.core(), core.identity(), slowLink));
        try (Jedis client = TestNodes.jedis(one)) {
            TestNodes.await("the link", () -> client.info("replication").contains("out=streaming"));
        }
        return new Pair(one, two);
    }

    @Test
    void whileAPeerLacksAPutTheStopCanBeGivenUp() throws Exception {
        Pair pair = startPair();
        try (RawClient asking = new RawClient(pair.stopped().clientPort());
                Jedis other = TestNodes.jedis(pair.stopped());
                RawClient giving = new RawClient(pair.stopped().clientPort());
                Jedis there = TestNodes.jedis(pair.peer())) {
            other.set("k", "1");
            asking.send("SHUTDOWN\r\nPING\r\n");
            TestNodes.await("the client to wait", () -> other.info("clients").contains("blocked_clients:1"));
            assertThat(other.set("k", "2")).as("meanwhile the node serves").isEqualTo("OK");
            assertThat(giving.send("SHUTDOWN ABORT\r\n").readLine()).isEqualTo("+OK\r\n");
            assertThat(asking.readLine()).isEqualTo(GIVEN_UP);
            assertThat(asking.readLine()).isEqualTo("+PONG\r\n");
            assertThat(giving.send("SHUTDOWN ABORT\r\n").readLine()).isEqualTo("-ERR No shutdown in progress.\r\n");
            assertThat(other.set("k", "3")).isEqualTo("OK");

            asking.send("SHUTDOWN\r\nPING\r\n");
            TestNodes.await("the client to wait", () -> other.info("clients").contains("blocked_clients:1"));
            slowLink.open();
            assertThat(asking.readToEnd()).as("no reply but the end").isEmpty();
            pair.stopped().awaitClosed();
            TestNodes.await("the last put", () -> "3".equals(there.get("k")));
        }
    }

    @Test
    void nowDoesNotWaitForPeersAndNothingAcknowledgedIsLost() throws Exception {
        Pair pair = startPair();
        try (RawClient client = new RawClient(pair.stopped().clientPort())) {
            client.send("SET k 1\r\nSHUTDOWN NOSAVE NOW\r\n");
            assertThat(client.readToEnd()).isEqualTo("+OK\r\n");
            pair.stopped().awaitClosed();
        }
        assertThat(slowLink.heldCount()).as("the put is on its way at most").isLessThanOrEqualTo(1);
        slowLink.open();
        Map<String, String> settings = TestNodes.settings(0, TestNodes.freePorts(1), directory);
        try (Jedis again = TestNodes.jedis(nodes.add(TestNodes.start(settings)))) {
            assertThat(again.get("k")).isEqualTo("1");
        }
    }

    /** A second SHUTDOWN makes the first quicker. */
    @Test
    void nowOfAnotherClientEndsTheWaitOfTheFirst() throws Exception {
        Pair pair = startPair();
        try (RawClient first = new RawClient(pair.stopped().clientPort());
                RawClient second = new RawClient(pair.stopped().clientPort());
                Jedis other = TestNodes.jedis(pair.stopped())) {
            other.set("k", "1");
            first.send("SHUTDOWN SAVE\r\n");
            TestNodes.await("the client to wait", () -> other.info("clients").contains("blocked_clients:1"));
            second.send("SHUTDOWN NOW\r\n");
            assertThat(first.readToEnd()).isEmpty();
            assertThat(second.readToEnd()).isEmpty();
            pair.stopped().awaitClosed();
        }
    }

    @Test
    void aNodeThatCannotSaveGoesOnUnlessItIsForced() throws Exception {
        AtomicReference<FailingStorage> disk = new AtomicReference<>();
        LoadedCore core = TestNodes.core("test-vector");
        Map<String, String> settings = TestNodes.settings(0, List.of(0), directory);
        Node node = nodes.add(Node.start(
                NodeConfig.of(settings), core.core(), core.identity(), PutInterceptor.passThrough(), real -> {
                    FailingStorage failing = new FailingStorage(real);
                    disk.set(failing);
                    return failing;
                }));
        try (RawClient client = new RawClient(node.clientPort())) {
            assertThat(client.send("SET k 1\r\n").readLine()).isEqualTo("+OK\r\n");
            disk.get().fill();
            assertThat(client.send("SHUTDOWN\r\n").readLine()).isEqualTo(GIVEN_UP);
            assertThat(client.send("SHUTDOWN SAVE NOW\r\n").readLine()).isEqualTo(GIVEN_UP);
            assertThat(client.send("PING\r\n").readLine()).isEqualTo("+PONG\r\n");
            assertThat(client.send("SHUTDOWN FORCE\r\n").readToEnd()).isEmpty();
            node.awaitClosed();
        }
    }
}
