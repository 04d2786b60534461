package dev.espalier.bench.versus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.load.RedisServer;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns and their end, with Redis servers on both sides: a primary with its replica, twice. */
class VersusTest {
    private static final List<Contest> CONTESTS = List.of(new Contest(2, true, 4), new Contest(2, false, 4));

    @TempDir
    static Path directory;

    private static @Nullable LocalCluster servers;

    private final List<String> turns = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        RedisServer.assumeInstalled();
        servers = RedisServers.start(directory, "redis-server", 2);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (servers != null) {
            servers.stop(Duration.ofSeconds(5));
        }
    }

    private Versus versus(Duration limit) {
        LocalCluster both = requireNonNull(servers);
        // The primary alone takes puts, so it is the whole of the other side; a load must not go to a replica.
        Target primary = both.targets().getFirst();
        LoadConfig base = LoadConfig.builder(both.targets())
                .connections(4)
                .keys(10)
                .warmUp(Duration.ZERO)
                .extent(new Extent.For(Duration.ofMillis(50)))
                .build();
        VersusListener listener = new VersusListener() {
            @Override
            public void turn(int round, Contest contest, String side) {
                turns.add(round + " " + contest.title() + " " + side);
            }

            @Override
            public void roundOver(int round) {
                turns.add(round + " over");
            }
        };
        return new Versus(
                Map.of(2, new Versus.Sides(both.targets(), List.of(primary))),
                base,
                ProgressListener.SILENT,
                listener,
                limit);
    }

    @Test
    void theOrderChangesFromRoundToRound() throws IOException, InterruptedException {
        Versus versus = versus(Duration.ofMinutes(1));
        versus.fill();
        List<ContestResult> results = versus.run(CONTESTS, 2);
        assertThat(turns)
                .containsExactly(
                        "1 2 nodes, SET, pipeline 4 Redis",
                        "1 2 nodes, SET, pipeline 4 store",
                        "1 2 nodes, GET, pipeline 4 Redis",
                        "1 2 nodes, GET, pipeline 4 store",
                        "1 over",
                        "2 2 nodes, SET, pipeline 4 store",
                        "2 2 nodes, SET, pipeline 4 Redis",
                        "2 2 nodes, GET, pipeline 4 store",
                        "2 2 nodes, GET, pipeline 4 Redis",
                        "2 over");
        assertThat(results).hasSize(2).allSatisfy(result -> {
            assertThat(result.redis()).hasSize(2).allMatch(rate -> rate > 0);
            assertThat(result.ours()).hasSize(2).allMatch(rate -> rate > 0);
        });
    }

    @Test
    void whenTheTimeIsUpOnlyWholeRoundsCount() throws IOException, InterruptedException {
        List<ContestResult> results = versus(Duration.ofSeconds(2)).run(CONTESTS, 100_000);
        int whole = results.getFirst().redis().size();
        assertThat(whole).isBetween(1, 20);
        assertThat(turns).contains(whole + " over").doesNotContain(whole + 1 + " over");
        assertThat(results).allSatisfy(result -> {
            assertThat(result.redis()).hasSize(whole);
            assertThat(result.ours()).hasSize(whole);
            assertThat(result.redisLagSeconds()).hasSize(whole);
        });
    }

    @Test
    void withoutOneWholeRoundThereIsNoResult() {
        assertThatThrownBy(() -> versus(Duration.ZERO).run(CONTESTS, 3))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not one round was whole")
                .hasMessageContaining("2 nodes, SET, pipeline 4")
                .hasMessageContaining("Allow it longer");
    }
}
