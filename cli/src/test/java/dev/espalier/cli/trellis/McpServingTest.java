package dev.espalier.cli.trellis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.cli.Main;
import dev.espalier.synth.trellis.Entry;
import dev.espalier.synth.trellis.MoveLog;
import dev.espalier.synth.trellis.MoveScript;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves through the Model Context Protocol, by the official client, over both of its transports. */
class McpServingTest {
    private static final String CLIENT = "a-coding-agent";

    @TempDir
    private Path folder;

    private ProjectCopy project;

    @BeforeEach
    void copy() throws Exception {
        project = ProjectCopy.in(folder.resolve("project"));
    }

    @AfterEach
    void forget() {
        ProjectCopy.forget();
    }

    private static McpSyncClient client(McpClientTransport transport) {
        return McpClient.sync(transport)
                .requestTimeout(Duration.ofMinutes(20))
                .initializationTimeout(Duration.ofMinutes(2))
                .clientInfo(McpSchema.Implementation.builder(CLIENT, "1").build())
                .build();
    }

    private record Answer(boolean failed, String text) {}

    private static Answer call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        return new Answer(
                Boolean.TRUE.equals(result.isError()),
                ((McpSchema.TextContent) result.content().getFirst()).text());
    }

    private void serves(McpSyncClient client) throws Exception {
        Path development = folder.resolve("development");
        assertThat(client.initialize().instructions()).contains("the prover judges");
        assertThat(client.listTools().tools())
                .extracting(McpSchema.Tool::name)
                .contains(
                        "open", "goals", "ask", "define", "prove", "decompose", "repair", "revert", "search", "close");
        assertThat(call(client, "goals", Map.of()).text()).contains("no development is open");
        assertThat(call(client, "open", Map.of("specification", "strong/nothing"))
                        .failed())
                .isTrue();
        assertThat(call(client, "open", Map.of("specification", "strong/none", "folder", development.toString()))
                        .text())
                .contains("16 holes", "put_guard : key");
        Answer refused = call(client, "define", Map.of("name", "a", "text", "Axiom a : False."));
        assertThat(refused.failed()).isTrue();
        assertThat(refused.text()).contains("refused by the engine", "nothing changed");
        Answer accepted =
                call(client, "define", Map.of("name", "client_state", "text", "Definition client_state := nat."));
        assertThat(accepted.failed()).as(accepted.text()).isFalse();
        assertThat(call(client, "prove", Map.of("name", "refinement", "tactics", "exact Logic.I."))
                        .text())
                .contains("refused by the prover", "Implementation.machine");
        assertThat(call(client, "goals", Map.of()).text()).contains("15 holes").doesNotContain("client_state");
        List<Entry> record = MoveLog.read(development.resolve(MoveLog.FILE));
        assertThat(record).hasSize(4);
        assertThat(record.getLast())
                .isInstanceOfSatisfying(
                        Entry.Moved.class, moved -> assertThat(moved.by()).isEqualTo(CLIENT));
    }

    @Test
    void overStandardInputAndOutput() throws Exception {
        ServerParameters process = ServerParameters.builder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .args(
                        "-Despalier.home=" + project.root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "synth",
                        "mcp")
                .build();
        try (McpSyncClient client = client(new StdioClientTransport(process, McpJsonDefaults.getMapper()))) {
            serves(client);
        }
    }

    @Test
    void overStreamableHttpAndNotForThePagesOfOthers() throws Exception {
        try (ToolBench bench = new ToolBench(Developments.open());
                McpServing serving = McpServing.overHttp(bench, "1", 0)) {
            String url = "http://127.0.0.1:" + serving.port();
            try (McpSyncClient client = client(HttpClientStreamableHttpTransport.builder(url)
                    .endpoint(McpServing.ENDPOINT)
                    .build())) {
                serves(client);
            }
            HttpRequest.Builder foreign = HttpRequest.newBuilder(URI.create(url + McpServing.ENDPOINT))
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json, text/event-stream")
                    .header("Origin", "http://elsewhere.example")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"));
            try (HttpClient browser = HttpClient.newHttpClient()) {
                assertThat(browser.send(foreign.build(), HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(403);
            }
        }
    }

    /** The worked example of the guide, by nothing but calls of tools. */
    @Test
    @Tag("campaign")
    void aCoreIsGrownToItsEnd() throws Exception {
        Path development = folder.resolve("development");
        try (ToolBench bench = new ToolBench(Developments.open());
                McpServing serving = McpServing.overHttp(bench, "1", 0);
                McpSyncClient client =
                        client(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + serving.port())
                                .endpoint(McpServing.ENDPOINT)
                                .build())) {
            client.initialize();
            call(client, "open", Map.of("specification", "strong/none", "folder", development.toString()));
            Path example = Path.of("..", "docs", "growing", "none.moves");
            for (MoveScript.Step step : MoveScript.read(Files.readString(example))) {
                Answer answer = call(client, step.tool(), step.arguments());
                assertThat(answer.failed())
                        .as(step.title() + "\n" + answer.text())
                        .isFalse();
            }
            Answer closed = call(client, "close", Map.of());
            assertThat(closed.failed()).as(closed.text()).isFalse();
        }
        assertThat(development.resolve("Core.v")).isRegularFile();
    }
}
