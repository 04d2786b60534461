package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.fixture.GatedCore;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.TestNodes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Reads whose guard is false. */
class NodeWaitingTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private int start(String waitLimitMillis) throws Exception {
        Map<String, String> settings = TestNodes.settings(0, List.of(0), directory);
        settings.put("wait-limit-ms", waitLimitMillis);
        GatedCore core = new GatedCore();
        return nodes.add(Node.start(NodeConfig.of(settings), core, TestNodes.identity(core)))
                .clientPort();
    }

    @Test
    void aWaitingReadHoldsUpItsOwnConnectionAndNoOther() throws Exception {
        int port = start("60000");
        try (RawClient waiting = new RawClient(port);
                Jedis other = TestNodes.jedis(port)) {
            waiting.send("SET wait1 v\r\nGET wait1\r\nSET after 1\r\nGET after\r\nMGET a wait1\r\nDEL wait1\r\n");
            assertThat(waiting.readLine()).isEqualTo("+OK\r\n");
            TestNodes.await("the read to wait", () -> other.info("clients").contains("blocked_clients:1"));
            assertThat(other.get("after")).isNull();
            assertThat(other.dbSize()).as("a key that cannot be read yet").isZero();
            other.set("open", "1");
            assertThat(waiting.finishSending().readToEnd())
                    .isEqualTo("$1\r\nv\r\n+OK\r\n$1\r\n1\r\n*2\r\n$-1\r\n$1\r\nv\r\n:1\r\n");
            assertThat(other.info("stats")).contains("waits:1").contains("waits_timed_out:0");
            assertThat(other.dbSize()).isEqualTo(2);
        }
    }

    @Test
    void aWaitEndsInAnErrorThatNamesTheKey() throws Exception {
        int port = start("200");
        try (RawClient waiting = new RawClient(port)) {
            waiting.send("GET wait1\r\nPING\r\n");
            assertThat(waiting.readLine())
                    .startsWith("-ERR timed out waiting for dependencies of key wait1: after 200 ms ");
            assertThat(waiting.readLine()).isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void aClientMayLeaveWhileItWaits() throws Exception {
        int port = start("5000");
        try (Jedis other = TestNodes.jedis(port)) {
            try (RawClient waiting = new RawClient(port)) {
                waiting.send("GET wait1\r\n");
                TestNodes.await("the read to wait", () -> other.info("clients").contains("blocked_clients:1"));
            }
            TestNodes.await(
                    "the node to notice",
                    () -> other.info("clients").contains("blocked_clients:0")
                            && other.info("clients").contains("connected_clients:1"));
            assertThat(other.set("open", "1")).isEqualTo("OK");
        }
    }
}
