package dev.espalier.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.versus.Contest;
import dev.espalier.cli.CommandRun;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two nodes beside a Redis server and its replica, for as short as shows that every turn is taken. */
final class CompareRedisCommandTest {
    private static void assumeRedis() {
        assumeThat(Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)))
                .as("redis-server is not installed; it is what the store is compared with")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
    }

    @Test
    void everyContestHasEveryRound() {
        assumeRedis();
        CommandRun run = CommandRun.of(
                "bench",
                "compare-redis",
                "--nodes=2",
                "--rounds=2",
                "--duration=100ms",
                "--warm-up=50ms",
                "-P4",
                "-c4",
                "--keys=50",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode contests = JsonMapper.builder().build().readTree(run.out()).path("contests");
        assertThat(contests).hasSize(4);
        for (JsonNode contest : contests) {
            for (String side : new String[] {"redis", "store"}) {
                assertThat(contest.path(side + "_operations_per_second"))
                        .hasSize(2)
                        .allMatch(rate -> rate.asDouble() > 0);
                assertThat(contest.path(side + "_lag_seconds")).hasSize(2);
            }
            double ratio = contest.at("/store_operations_per_second/0").asDouble()
                    / contest.at("/redis_operations_per_second/0").asDouble();
            assertThat(ratio)
                    .isBetween(
                            contest.at("/ratio/min").asDouble() - 1e-9,
                            contest.at("/ratio/max").asDouble() + 1e-9);
        }
        assertThat(contests.at("/3/nodes").asInt()).isEqualTo(2);
        assertThat(contests.at("/3/operation").asString()).isEqualTo("GET");
    }

    @Test
    void withoutRedisNothingIsStarted() {
        CommandRun run = CommandRun.of("bench", "compare-redis", "--redis=no-such-server");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("there is no program no-such-server", "--redis PROGRAM");
        assertThat(CommandRun.of("bench", "compare-redis", "--redis=/nowhere/redis")
                        .err())
                .contains("there is no program /nowhere/redis");
    }

    @Test
    void progressTellsHowFarItIs() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        VersusProgress progress = new VersusProgress(new PrintStream(bytes, true, UTF_8), true, 8, 3);
        progress.turn(2, new Contest(3, true, 16), "store");
        progress.load().progress(new ProgressListener.Progress(Duration.ofSeconds(1), false, 10, 1234, 0));
        progress.roundOver(2);
        assertThat(bytes.toString(UTF_8))
                .contains("round 2 of 3  3 nodes, SET, pipeline 16  store  1,234 ops/s")
                .contains("round 2 of 3 of 8 contests is over after 0 s, about 0 s to go\n");
    }
}
