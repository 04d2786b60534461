package dev.espalier.store.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.store.Node;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.fixture.ExpositionText;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestNodes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** /metrics and /health, read as a monitor reads them. */
class NodeMetricsTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> get(Node node, String path, String accept) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.metricsPort() + path))
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofString());
    }

    private ExpositionText metrics(Node node) throws Exception {
        HttpResponse<String> response = get(node, "/metrics", "*/*");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        return ExpositionText.parse(response.body());
    }

    private Node start(int index, List<Integer> ports) throws NodeStartException {
        return start(index, ports, "test-vector");
    }

    private Node start(int index, List<Integer> ports, String core) throws NodeStartException {
        Map<String, String> settings = new HashMap<>(TestNodes.settings(index, ports, directory));
        settings.put("core", core);
        settings.put("metrics-port", "0");
        return nodes.add(TestNodes.start(settings));
    }

    @Test
    void figuresAreThoseOfWhatHappened() throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        Node one = start(0, ports);
        try (Jedis client = TestNodes.jedis(one)) {
            for (int i = 0; i < 100; i++) {
                client.set("k" + i, "v");
            }
            client.get("k1");
            client.get("none");
            assertThatThrownBy(() -> client.incr("k1")).isNotNull();
            assertThatThrownBy(() -> client.sendCommand(() -> "NOSUCH".getBytes()))
                    .isNotNull();
            ExpositionText alone = metrics(one);
            assertThat(alone.value("espalier_commands_total", "command=set")).isEqualTo(100);
            assertThat(alone.value("espalier_commands_total", "command=get")).isEqualTo(2);
            assertThat(alone.value("espalier_commands_failed_total", "command=incr"))
                    .isEqualTo(1);
            assertThat(alone.value("espalier_commands_refused_total")).isEqualTo(1);
            assertThat(alone.value("espalier_command_duration_seconds_count", "command=set"))
                    .as("one in 64")
                    .isEqualTo(2);
            assertThat(alone.value("espalier_reply_latency_seconds_count")).isBetween(104.0, 110.0);
            assertThat(alone.value("espalier_keyspace_misses_total")).isGreaterThanOrEqualTo(1);
            assertThat(alone.value("espalier_clients_connected")).isEqualTo(1);
            assertThat(alone.value("espalier_keys")).isEqualTo(100);
            assertThat(alone.value("espalier_peer_up", "peer=2")).isZero();
            assertThat(alone.value("espalier_outbox_puts")).isEqualTo(100);
            assertThat(alone.value("espalier_replication_lag_puts", "peer=2")).isEqualTo(100);
            assertThat(alone.value("espalier_core_forced"))
                    .as("the test's core has no certificate")
                    .isEqualTo(1);
            assertThat(alone.value("espalier_serving")).isEqualTo(1);
            assertThat(alone.value("espalier_core_epoch_state", "state=serving"))
                    .isEqualTo(1);
            assertThat(alone.value("espalier_core_epoch_state", "state=prepared"))
                    .isZero();
            assertThat(alone.value("espalier_catch_up_step", "step=none")).isEqualTo(1);
            assertThat(alone.value("espalier_core_swaps_total")).isZero();
            assertThat(alone.value("espalier_members")).isEqualTo(2);
            assertThat(alone.value("espalier_commit_duration_seconds_count")).isGreaterThan(50);
            assertThat(alone.value("espalier_rocksdb_background_errors")).isZero();
            assertThat(alone.names())
                    .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_cpu_usage");

            Node two = start(1, ports);
            TestNodes.await(
                    "the peer to hold all", () -> metrics(one).value("espalier_replication_lag_puts", "peer=2") == 0);
            assertThat(metrics(one).value("espalier_peer_up", "peer=2")).isEqualTo(1);
            assertThat(metrics(two).value("espalier_puts_applied_total")).isEqualTo(100);
            assertThat(metrics(two).value("espalier_peer_puts_received_total", "peer=1"))
                    .isEqualTo(100);
        }
        HttpResponse<String> open = get(one, "/metrics", "application/openmetrics-text; version=1.0.0");
        assertThat(open.headers().firstValue("content-type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void aNodeWhosePeersAreAwayIsAliveAndReady() throws Exception {
        Node node = start(0, TestNodes.freePorts(2));
        assertThat(get(node, "/health/ready", "*/*").statusCode()).isEqualTo(200);
        assertThat(get(node, "/health/live", "*/*").body()).isEqualTo("{\"status\":\"live\",\"troubles\":[]}\n");
        assertThat(get(node, "/", "*/*").statusCode()).isEqualTo(404);
        HttpResponse<String> posted = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.metricsPort() + "/metrics"))
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(405);
    }

    @Test
    void readinessAsksForLinksToTheMembersOfNow() throws Exception {
        List<Integer> ports = TestNodes.freePorts(3);
        Node node = start(0, ports.subList(0, 2), "causal-plus");
        try (Jedis client = TestNodes.jedis(node)) {
            client.sendCommand(() -> "NODE".getBytes(US_ASCII), "REMOVE", "2", "FORCE");
            assertThat(get(node, "/health/ready", "*/*").body())
                    .as("node 2 is in the settings still")
                    .isEqualTo("{\"status\":\"ready\",\"troubles\":[]}\n");
            client.sendCommand(() -> "NODE".getBytes(US_ASCII), "ADD", "3@127.0.0.1:" + ports.get(2));
            assertThat(get(node, "/health/ready", "*/*").statusCode())
                    .as("it is away, like any peer may be")
                    .isEqualTo(200);
            assertThat(metrics(node).value("espalier_peer_up", "peer=3")).isZero();
        }
    }
}
