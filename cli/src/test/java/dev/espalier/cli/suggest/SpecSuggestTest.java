package dev.espalier.cli.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.espalier.cli.CommandRun;
import dev.espalier.synth.explore.Explorer;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody sees who does not know yet which specification they mean. */
@Timeout(300)
final class SpecSuggestTest {
    private static final String HOME = "espalier.home";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @BeforeEach
    void setHome() {
        System.setProperty(HOME, PROJECT.toString());
    }

    @AfterEach
    void forgetHome() {
        System.clearProperty(HOME);
    }

    private static CommandRun suggest(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "spec";
        all[1] = "suggest";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return CommandRun.of(all);
    }

    private static JsonNode json(CommandRun run) {
        return JSON.readTree(run.out());
    }

    @Test
    void proposalSaysWhatItAllowsWhereItIsAndWhatIsNext() {
        CommandRun run = suggest("--promise", "causal", "--without", "convergence");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("strong/causal, causal consistency")
                .contains("The same   suite/chapar")
                .contains("divergence: replicas that every put was delivered to answer differently")
                .contains("x went in there after y")
                .contains("Stronger   strong/causal+, which forbids besides divergence")
                .contains("specs/strong/Strong.v, module Strong P Guarantees.Causal")
                .contains("cc1, verified, of just this")
                .contains("espalier synth strong/causal");
    }

    @Test
    void stepsAreShownWhenAsked() {
        assertThat(suggest("--promise", "causal+", "--weakest", "--steps").out())
                .contains("1. client 1 gets k, replica 1 answers v0");
    }

    @Test
    void withoutATerminalQuestionsAreListedAndTheCodeSaysSo() {
        CommandRun run = suggest("--forbid", "stale-read", "--json");
        assertThat(run.code()).isEqualTo(3);
        JsonNode report = json(run);
        assertThat(report.path("outcome").asString()).isEqualTo("OPEN");
        assertThat(report.path("proposals").path(0).path("specification").asString())
                .isEqualTo("strong/ryw");
        assertThat(report.path("questions")
                        .valueStream()
                        .map(each -> each.path("test").asString()))
                .contains("divergence")
                .doesNotContain("stale-read", "lost-update");
        assertThat(report.path("proposals")
                        .path(0)
                        .path("allows")
                        .path(0)
                        .path("steps")
                        .size())
                .isPositive();
        assertThat(suggest("--forbid", "stale-read", "--weakest").code()).isZero();
    }

    @Test
    void strongerCoresOfTheSameConvergenceWillDo() {
        JsonNode cores = json(suggest("--forbid", "stale-read", "--forbid", "divergence", "--weakest", "--json"))
                .path("proposals")
                .path(0)
                .path("cores");
        assertThat(cores.valueStream().map(each -> each.path("refines").asString()))
                .isNotEmpty()
                .containsOnly("strong/causal+");
    }

    @Test
    void contradictionIsNamedWithItsLines() throws IOException {
        Path file = Files.write(
                folder.resolve("cart.txt"),
                List.of("# a cart", "allow reads-backwards", "promise monotonic reads", "forbid stale-read"));
        CommandRun run = suggest(file.toString(), "--json");
        assertThat(run.code()).isEqualTo(1);
        JsonNode report = json(run);
        assertThat(report.path("conflict")
                        .valueStream()
                        .map(each -> each.path("origin").asString()))
                .containsExactlyInAnyOrder(file + ":2", file + ":3");
        assertThat(report.path("nearest").size()).isPositive();
        assertThat(report.path("machine").isNull()).isTrue();
    }

    @Test
    void wrongInputIsWrongUsageAndNamesTheLine() throws IOException {
        Path file = Files.write(folder.resolve("cart.txt"), List.of("forbid stale-read", "forbid stale-raed"));
        CommandRun run = suggest(file.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("cart.txt:2").contains("do you mean stale-read?");
        CommandRun missing = suggest(folder.resolve("none.txt").toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("none.txt does not exist");
        Path binary = Files.write(folder.resolve("binary.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(suggest(binary.toString()).err()).contains("is not UTF-8 text");
        assertThat(suggest("--describe", "a cart").err()).contains("--policy anthropic:MODEL");
    }

    @Test
    void ownProgramIsExploredAndTheExtentIsSaid() throws InterruptedException {
        assumePrograms();
        CommandRun run = suggest(
                "--promise",
                "strong/causal",
                "--without",
                "convergence",
                "--forbid",
                "1: put k x | 2: get k = x; get k = v0",
                "--allow",
                "1: get k = v0 | 2: put k x");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("strong/causal, causal consistency")
                .contains("2: get k = x; get k = v0: forbidden at")
                .contains(", exhausted (")
                .contains("your program: the outcome that you want allowed 1: get k = v0 | 2: put k x Client");
    }

    @Test
    void twoMachinesInOneAreTriedAndExplored() throws InterruptedException {
        assumePrograms();
        CommandRun run = suggest(
                "--forbid", "own-write-overtaken",
                "--forbid", "reply-before-question",
                "--allow", "stale-read",
                "--weakest", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode machine = json(run).path("machine");
        assertThat(machine.path("parts").valueStream().map(JsonNode::asString))
                .containsExactly("suite/ryw", "strong/wfr");
        assertThat(machine.path("forbids").valueStream().map(JsonNode::asString))
                .containsExactly("own-write-overtaken", "reply-before-question");
        assertThat(Path.of(machine.path("file").asString()))
                .content()
                .contains("@litmus reply-before-question forbidden");
    }

    private static void assumePrograms() throws InterruptedException {
        assumeTrue(Prover.find() instanceof Prover.Found, "no prover");
        assumeTrue(Explorer.find() instanceof Explorer.Found, "no OCaml compiler");
    }

    @Test
    void modelsReadingIsMarkedAsSuchAndReckonedHere() throws IOException {
        try (Provider provider = new Provider(
                Map.of("kind", "forbid", "subject", "stale-read", "because", "I see what I put"),
                Map.of("kind", "promise", "subject", "convergence", "because", "all the same at last"))) {
            String[] arguments = {
                "--describe",
                "I see what I put; all the same at last",
                "--policy",
                "openai:scripted",
                "--base-url",
                provider.url(),
                "--weakest"
            };
            CommandRun run = suggest(arguments);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains("openai:scripted reads the description so")
                    .contains("may be wrong")
                    .contains("forbid stale-read   # \"I see what I put\"")
                    .containsPattern("promise convergence +\\(openai:scripted's reading\\)")
                    .contains("strong/ryw+, read your writes, convergent");
        }
        CommandRun again =
                suggest(PROJECT.resolve(".espalier/suggest/reading.txt").toString(), "--weakest");
        assertThat(again.out()).contains("reading.txt:1").contains("strong/ryw+, read your writes, convergent");
    }

    /** Speaks the stream of OpenAI's chat completions: one turn that makes these wishes and is done. */
    private static final class Provider implements AutoCloseable {
        private final HttpServer server;

        @SafeVarargs
        Provider(Map<String, String>... wishes) throws IOException {
            StringBuilder events = new StringBuilder();
            int index = 0;
            for (Map<String, String> wish : wishes) {
                call(events, index++, "wish", JSON.writeValueAsString(wish));
            }
            call(events, index, "done", "{}");
            chunk(events, Map.of(), "tool_calls");
            byte[] body = events.append("data: [DONE]\n\n").toString().getBytes(StandardCharsets.UTF_8);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            server.start();
        }

        private static void call(StringBuilder events, int index, String tool, String arguments) {
            Map<String, Object> call = Map.of(
                    "index",
                    index,
                    "id",
                    "call_" + index,
                    "type",
                    "function",
                    "function",
                    Map.of("name", tool, "arguments", arguments));
            chunk(events, Map.of("role", "assistant", "tool_calls", List.of(call)), "");
        }

        private static void chunk(StringBuilder events, Map<String, Object> delta, String finish) {
            Map<String, Object> choice = finish.isEmpty()
                    ? Map.of("index", 0, "delta", delta)
                    : Map.of("index", 0, "delta", delta, "finish_reason", finish);
            events.append("data: ")
                    .append(JSON.writeValueAsString(Map.of(
                            "id", "c1",
                            "object", "chat.completion.chunk",
                            "created", 1,
                            "model", "scripted",
                            "choices", List.of(choice))))
                    .append("\n\n");
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
