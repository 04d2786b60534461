package dev.espalier.bench.generator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.RedisServer;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generators that nobody talks to, on a Redis server at which they meet. */
class GeneratorTaskTest {
    @TempDir
    static Path directory;

    private static @Nullable LocalCluster server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = RedisServer.start(directory, 1);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (server != null) {
            server.stop(Duration.ofSeconds(5));
        }
    }

    private static List<GeneratorTask> tasks(String run) {
        LoadConfig whole = LoadConfig.builder(requireNonNull(server).targets())
                .connections(4)
                .keys(30)
                .preload(true)
                .keyPrefix(run + ":")
                .putPercent(0)
                .warmUp(Duration.ZERO)
                .extent(new Extent.Operations(400))
                .build();
        return GeneratorTask.of(whole, 2, run);
    }

    private static CompletableFuture<String> perform(GeneratorTask task) {
        CompletableFuture<String> log = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            StringWriter text = new StringWriter();
            try {
                boolean good = GeneratorWorker.perform(task.encode(), new PrintWriter(text));
                log.complete(good + "\n" + text);
            } catch (InterruptedException | RuntimeException e) {
                log.completeExceptionally(e);
            }
        });
        return log;
    }

    private static String got(Target target, String key) throws IOException {
        try (RespClient client = RespClient.connect(target, Duration.ofSeconds(10))) {
            return client.call("GET", key) instanceof RespReply.Bulk bulk ? bulk.text() : "nothing";
        }
    }

    @Test
    void theyWaitForEachOtherAndTheFirstPutsTheKeys() throws Exception {
        List<GeneratorTask> tasks = tasks("meet");
        CompletableFuture<String> first = perform(tasks.getFirst());
        assertThatThrownBy(() -> first.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        Target target = tasks.getFirst().share().targets().getFirst();
        assertThat(got(target, "espalier-bench:meet:ready:0")).isEqualTo("1");
        assertThat(got(target, "meet:29")).isNotEqualTo("nothing");
        CompletableFuture<String> second = perform(tasks.getLast());
        long operations = 0;
        for (CompletableFuture<String> each : List.of(first, second)) {
            String log = each.get(1, TimeUnit.MINUTES);
            assertThat(log).startsWith("true\n");
            operations += GeneratorLog.of(log).share("here").ofTarget().getFirst();
            assertThat(GeneratorLog.of(log).environment().path("cores").asInt()).isPositive();
        }
        assertThat(operations).isEqualTo(400);
    }

    @Test
    void aFailureIsTheLastOfTheLog() throws InterruptedException, ExecutionException {
        LoadConfig nowhere =
                LoadConfig.builder(List.of(new Target("127.0.0.1", 1))).build();
        String log = perform(GeneratorTask.of(nowhere, 1, "alone").getFirst()).get();
        assertThat(log).startsWith("false\n");
        assertThat(GeneratorLog.of(log).failure("pod"))
                .hasMessageContaining("the generator at pod failed: cannot connect to 127.0.0.1:1");
        assertThatThrownBy(() ->
                        GeneratorLog.of("Killed\n{\"event\":\"done\",\"sha").share("pod"))
                .isInstanceOf(GeneratorFailedException.class)
                .hasMessageContaining("left no result")
                .hasMessageContaining("Killed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeneratorTask.decode("no task"))
                .withMessageContaining("this is no task");
    }
}
