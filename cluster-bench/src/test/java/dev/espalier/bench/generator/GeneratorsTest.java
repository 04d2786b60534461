package dev.espalier.bench.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.KeyChoice;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.OperationMix;
import dev.espalier.bench.load.Pace;
import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.load.ScriptedServer;
import dev.espalier.bench.load.ScriptedServer.Answer;
import dev.espalier.bench.load.ValueSizes;
import dev.espalier.bench.resp.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real generator processes: this class path again, with the {@link Main} below. */
final class GeneratorsTest {
    /** What the command line does. */
    static final class Main {
        private Main() {}

        /** Generates a share. */
        public static void main(String[] arguments) throws IOException, InterruptedException {
            GeneratorWorker.serve(
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                    new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true));
        }
    }

    private static List<GeneratorCommand> commands(int count) {
        GeneratorCommand command = new GeneratorCommand(
                "here",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        return Stream.generate(() -> command).limit(count).toList();
    }

    private static LoadConfig.Builder config(Target target) {
        return LoadConfig.builder(List.of(target))
                .connections(5)
                .warmUp(Duration.ZERO)
                .extent(new Extent.Operations(3_001));
    }

    @Test
    void whatSeveralProcessesMeasuredIsMergedAsHistograms() throws IOException, InterruptedException {
        // Every tenth answer is slow, so the 99th percentile of all is slow and the median is not.
        try (ScriptedServer server = new ScriptedServer((command, number) -> {
            if (number % 10 == 9) {
                pause();
            }
            return Answer.send(command.equals("PING") ? "+PONG\r\n" : command.equals("GET") ? "$-1\r\n" : "+OK\r\n");
        })) {
            LoadReport report = Generators.run(config(server.target()).build(), commands(2), ProgressListener.SILENT)
                    .report();
            assertThat(report.errors()).isEmpty();
            assertThat(report.operations()).isEqualTo(3_001);
            assertThat(report.gets().operations() + report.puts().operations()).isEqualTo(3_001);
            assertThat(report.targets().getFirst().operations()).isEqualTo(3_001);
            assertThat(report.intervals().stream()
                            .mapToLong(interval -> interval.operations())
                            .sum())
                    .isEqualTo(3_001);
            assertThat(report.all().latencyMicros().p99()).isGreaterThan(4_900);
            assertThat(report.all().latencyMicros().max())
                    .isGreaterThanOrEqualTo(report.all().latencyMicros().p99());
            assertThat(report.intervals()).anyMatch(interval -> interval.p99() > 4_900);
            assertThat(report.config().connections()).isEqualTo(5);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aGeneratorThatFailsIsNamedWithWhatItSaid() {
        assertThatThrownBy(() -> Generators.run(
                        config(new Target("127.0.0.1", 1)).build(), commands(1), ProgressListener.SILENT))
                .isInstanceOf(GeneratorFailedException.class)
                .hasMessageStartingWith("the generator at here failed: ")
                .hasMessageContaining("127.0.0.1:1");
        List<GeneratorCommand> broken =
                List.of(new GeneratorCommand("10.0.0.9", List.of("sh", "-c", "echo no route >&2")));
        assertThatThrownBy(() ->
                        Generators.run(config(new Target("127.0.0.1", 1)).build(), broken, ProgressListener.SILENT))
                .isInstanceOf(GeneratorFailedException.class)
                .hasMessageContaining("the generator at 10.0.0.9")
                .hasMessageContaining("no route");
    }

    @Test
    void sharesAddUpToTheWhole() {
        LoadConfig whole = config(new Target("a", 1))
                .connections(10)
                .pace(new Pace.Open(1_000, 4_000, Pace.Arrivals.POISSON))
                .extent(new Extent.For(Duration.ofSeconds(9)))
                .preload(true)
                .build();
        List<LoadConfig> shares = Shares.of(whole, 3);
        assertThat(shares.stream().mapToInt(LoadConfig::connections).sum()).isEqualTo(10);
        assertThat(shares.stream()
                        .mapToDouble(share -> ((Pace.Open) share.pace()).to())
                        .sum())
                .isCloseTo(4_000, offset(1e-6));
        assertThat(shares.stream().map(LoadConfig::seed).distinct()).hasSize(3);
        assertThat(shares).noneMatch(LoadConfig::preload);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shares.of(whole, 11))
                .withMessageContaining("10 connections are too few for 11 generators");
    }

    @Test
    void everyShareCanBeWrittenDown() {
        for (LoadConfig config : List.of(
                config(new Target("a", 1)).build(),
                LoadConfig.builder(List.of(new Target("a", 1), new Target("::1", 2)))
                        .mix(new OperationMix(10, 20, 30, 15, 25))
                        .valueSizes(new ValueSizes.Zipfian(16, 400))
                        .keyChoice(new KeyChoice.Latest(0.7))
                        .pace(new Pace.Open(1, 2, Pace.Arrivals.CONSTANT))
                        .hop(7)
                        .reconnect(true)
                        .build(),
                config(new Target("a", 1))
                        .valueSizes(new ValueSizes.Between(1, 2))
                        .keyChoice(new KeyChoice.Zipfian(0.99))
                        .extent(new Extent.For(Duration.ofMillis(1_234)))
                        .build())) {
            assertThat(Shares.decode(Shares.encode(config))).isEqualTo(config);
        }
    }
}
