package dev.espalier.cli.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code espalier core swap} on real node processes under load, and what their sessions saw. */
final class CoreSwapCommandTest {
    @TempDir
    private Path directory;

    private String up(String core) throws IOException {
        CommandRun run = espalier("cluster", "up", "--base-port", "0", "--core", core);
        assertThat(run.code()).as(run.err()).isZero();
        return LocalCluster.open(directory.resolve("c")).targets().stream()
                .map(Target::toString)
                .collect(Collectors.joining(","));
    }

    @AfterEach
    void down() {
        espalier("cluster", "down");
    }

    private CommandRun espalier(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        if (!arguments[0].equals("check") && !arguments[0].equals("core")) {
            line.addAll(List.of("--dir", directory.resolve("c").toString()));
        }
        return CommandRun.of(line.toArray(String[]::new));
    }

    /** Loads the cluster while {@code swaps} run, and has the history checked; gives what the bench measured. */
    private JsonNode benchDuring(Runnable swaps) throws Exception {
        CompletableFuture<CommandRun> bench = CompletableFuture.supplyAsync(() -> espalier(
                "bench", "--duration", "4s", "--warm-up", "1s", "--keys", "200", "--connections", "6", "--check", "--json"));
        TimeUnit.MILLISECONDS.sleep(2500);
        swaps.run();
        CommandRun run = bench.get(60, TimeUnit.SECONDS);
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        return JsonMapper.builder().build().readTree(run.out());
    }

    private static void assertNothingFailed(JsonNode result) {
        assertThat(result.findValue("errors").toString()).isIn("0", "[]", "{}", "[ ]", "{ }");
        assertThat(result.findValue("causal_plus").asBoolean()).isTrue();
    }

    @Test
    void betweenCausalCoresOfOneShapeUnderLoadNoRequestFailsAndTheHistoryIsCausal() throws Exception {
        String targets = up("causal-plus");
        JsonNode result = benchDuring(() -> {
            for (String core : List.of("causal-plus-frugal", "causal-plus")) {
                CommandRun swap = espalier("core", "swap", core, "--target", targets);
                assertThat(swap.code()).as(swap.err()).isZero();
                assertThat(swap.out().lines()).hasSize(3).allMatch(line -> line.contains("at once"));
            }
        });
        assertNothingFailed(result);
        assertThat(espalier("cluster", "status").out()).contains("causal-plus");
    }

    @Test
    void fromTheReferenceCoreByAnEpochUnderLoadNoRequestFailsAndTheHistoryIsCausal() throws Exception {
        String targets = up("vector-clock");
        JsonNode result = benchDuring(() -> {
            CommandRun swap = espalier("core", "swap", "causal-plus", "--target", targets, "--json");
            assertThat(swap.code()).as(swap.err()).isZero();
            assertThat(swap.out()).contains("by epoch 1", "puts held for", "in force: ");
        });
        assertNothingFailed(result);
        assertThat(espalier("cluster", "status").out()).contains("causal-plus").doesNotContain("vector-clock");
    }

    @Test
    void aPackedCoreIsSwappedInByItsPathAndAnUnknownOneIsRefused() throws Exception {
        String targets = up("causal-plus");
        Path archive = directory.resolve("frugal.jar");
        CommandRun pack = espalier("core", "pack", "causal-plus-frugal", "-o", archive.toString());
        assertThat(pack.code()).as(pack.err()).isZero();
        assertThat(pack.out()).contains("strong/causal+");
        CommandRun swap = espalier("core", "swap", archive.toString(), "--target", targets);
        assertThat(swap.code()).as(swap.err()).isZero();
        CommandRun unknown = espalier("core", "swap", "no-such-core", "--target", targets);
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("no core \"no-such-core\"");
        assertThat(espalier("core", "swap", "causal-plus").code()).isEqualTo(2);
        CommandRun away = espalier("core", "swap", "causal-plus", "--target", "127.0.0.1:1");
        assertThat(away.code()).isEqualTo(1);
        assertThat(away.err()).contains("127.0.0.1:1");
    }
}
