package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.fixture.FailingStorage;
import dev.espalier.store.fixture.RawClient;
import dev.espalier.store.fixture.TestNodes;
import dev.espalier.store.peer.PutInterceptor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

class NodeDiskFailureTest {
    @TempDir
    Path directory;

    private static int healthStatus(Node node, String question) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + node.metricsPort() + "/health/" + question);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test-vector", "causal-plus"})
    void afterAFailedCommitNothingIsAcknowledgedShownOrSent(String name) throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Map<String, String> settings = TestNodes.settings(0, ports, directory);
        Map<String, String> others = TestNodes.settings(1, ports, directory);
        settings.put("core", name);
        settings.put("metrics-port", "0");
        others.put("core", name);
        AtomicReference<FailingStorage> disk = new AtomicReference<>();
        LoadedCore core = TestNodes.core(name);
        try (Node peer = TestNodes.start(others)) {
            try (Node node = Node.start(
                            NodeConfig.of(settings),
                            core.core(),
                            core.identity(),
                            PutInterceptor.passThrough(),
                            real -> {
                                FailingStorage failing = new FailingStorage(real);
                                disk.set(failing);
                                return failing;
                            });
                    RawClient client = new RawClient(node.clientPort());
                    Jedis onPeer = TestNodes.jedis(peer.clientPort())) {
                assertThat(client.send("SET good 1\r\n").readLine()).isEqualTo("+OK\r\n");
                TestNodes.await("the put on the peer", () -> "1".equals(onPeer.get("good")));
                assertThat(healthStatus(node, "ready")).isEqualTo(200);
                disk.get().fill();
                client.send("SET bad 1\r\nGET bad\r\n");
                for (int i = 0; i < 2; i++) {
                    assertThat(client.readLine())
                            .startsWith("-MISCONF this node has stopped serving: the test disk is full; free space"
                                    + " there, ");
                }
                assertThat(client.send("GET good\r\n").readLine()).startsWith("-MISCONF ");
                assertThat(healthStatus(node, "ready")).isEqualTo(503);
                assertThat(healthStatus(node, "live")).isEqualTo(200);
                assertThat(client.send("PING\r\n").readLine()).isEqualTo("+PONG\r\n");
                try (Jedis info = TestNodes.jedis(node.clientPort())) {
                    assertThat(info.info("persistence")).contains("serving:no", "failure:the test disk is full");
                }
                TestNodes.await(
                        "the peer to see the node gone",
                        () -> onPeer.info("replication").contains("trouble=refusing"));
                assertThat(onPeer.get("bad")).isNull();
            }
            try (Node restarted = TestNodes.start(settings);
                    Jedis jedis = TestNodes.jedis(restarted.clientPort())) {
                assertThat(jedis.get("good")).isEqualTo("1");
                assertThat(jedis.get("bad")).isNull();
                assertThat(jedis.set("bad", "2")).isEqualTo("OK");
            }
        }
    }
}
