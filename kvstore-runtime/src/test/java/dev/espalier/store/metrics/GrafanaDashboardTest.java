package dev.espalier.store.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.Node;
import dev.espalier.store.fixture.ExpositionText;
import dev.espalier.store.fixture.TestNodes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard asks for figures that there are. */
class GrafanaDashboardTest {
    @TempDir
    Path directory;

    @Test
    void everyFigureOfTheDashboardExists() throws Exception {
        JsonNode dashboard =
                new JsonMapper().readTree(Files.readAllBytes(Path.of("..", "deploy", "grafana", "espalier.json")));
        Set<String> asked = new TreeSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                Matcher name = Pattern.compile("\\b(?:espalier|jvm|process)_[a-z_]+")
                        .matcher(target.get("expr").asString());
                assertThat(name.find()).as(target.toString()).isTrue();
                do {
                    asked.add(name.group());
                } while (name.find());
            }
        }
        assertThat(asked).hasSizeGreaterThan(25);
        Map<String, String> settings = new HashMap<>(TestNodes.settings(0, TestNodes.freePorts(2), directory));
        settings.put("metrics-port", "0");
        try (Node node = TestNodes.start(settings);
                Jedis client = TestNodes.jedis(node)) {
            client.set("k", "v");
            TestNodes.await("a collection of garbage to be told", () -> {
                System.gc();
                return names(node).contains("jvm_gc_pause_seconds_sum");
            });
            assertThat(names(node)).containsAll(asked);
        }
    }

    private static Set<String> names(Node node) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + node.metricsPort() + "/metrics");
        return ExpositionText.parse(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                        .body())
                .names();
    }
}
