package dev.espalier.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.TestNodes;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** How a node ends, and how it takes changed settings. */
class NodeStopTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    @Test
    void repliesUnderWayLeaveBeforeTheEnd() throws Exception {
        Node node = nodes.add(TestNodes.startAlone(directory, Map.of("shutdown-limit-ms", "60000")));
        int size = 16 << 20;
        try (Socket slow = new Socket("127.0.0.1", node.clientPort());
                Jedis client = TestNodes.jedis(node)) {
            client.set("big", "x".repeat(size));
            slow.getOutputStream().write("GET big\r\n".getBytes(US_ASCII));
            TestNodes.await(
                    "the reply to be under way", () -> client.info("stats").contains("gets:1\r\n"));
            Thread stop = Thread.ofPlatform().start(node::close);
            // It takes its reply slowly, and gets all of it.
            Thread.sleep(300);
            String head = "$" + size + "\r\n";
            assertThat(slow.getInputStream().readAllBytes()).hasSize(head.length() + size + 2);
            stop.join(Duration.ofSeconds(30));
            assertThat(stop.isAlive()).isFalse();
        }
    }

    @Test
    void aClientThatTakesNothingHoldsTheEndUpForSoLongAndNoLonger() throws Exception {
        Node node = nodes.add(TestNodes.startAlone(directory, Map.of("shutdown-limit-ms", "700")));
        try (RawClient deaf = new RawClient(node.clientPort());
                Jedis client = TestNodes.jedis(node)) {
            client.set("big", "x".repeat(32 << 20));
            deaf.send("GET big\r\n");
            TestNodes.await(
                    "the reply to be under way", () -> client.info("stats").contains("gets:1\r\n"));
            long started = System.nanoTime();
            node.close();
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isBetween(Duration.ofMillis(600), Duration.ofSeconds(8));
        }
    }

    /** An acknowledged put is on this disk; a peer that is connected has it too, before the node is gone. */
    @Test
    void connectedPeersTakeWhatWasPutBeforeTheEnd() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Node one = nodes.add(TestNodes.start(TestNodes.settings(0, ports, directory)));
        Node two = nodes.add(TestNodes.start(TestNodes.settings(1, ports, directory)));
        AtomicLong last = new AtomicLong();
        try (Jedis there = TestNodes.jedis(two)) {
            TestNodes.await("the link", () -> there.info("replication").contains("out=streaming,in=connected"));
            Thread load = Thread.ofPlatform().start(() -> {
                try (Jedis client = TestNodes.jedis(one)) {
                    for (long i = 1; ; i++) {
                        client.set("k", Long.toString(i));
                        last.set(i);
                    }
                } catch (JedisConnectionException ended) {
                    // As it should.
                }
            });
            TestNodes.await("some load", () -> last.get() > 500);
            one.close();
            load.join();
            // Received before the end of the first node, applied within a moment.
            TestNodes.await("the last put", () -> Long.parseLong(there.get("k")) >= last.get());
        }
    }

    @Test
    void aReloadTakesWhatCanChangeAllOrNothing() throws Exception {
        Node node = nodes.add(TestNodes.startAlone(directory, Map.of()));
        try (Jedis client = TestNodes.jedis(node)) {
            Map<String, String> changed =
                    new HashMap<>(Map.of("max-connections", "7", "wait-limit-ms", "99", "bind", "::"));
            assertThat(node.reload(changed)).containsExactly("bind");
            assertThat(client.configGet("max-connections").get("max-connections"))
                    .isEqualTo("7");
            changed.put("max-connections", "8");
            changed.put("wait-limit-ms", "0");
            assertThatThrownBy(() -> node.reload(changed))
                    .isInstanceOf(NodeStartException.class)
                    .hasMessageContaining("wait-limit-ms")
                    .hasMessageContaining("the old one still holds");
            assertThat(client.configGet("max-connections").get("max-connections"))
                    .isEqualTo("7");
        }
    }
}
