package dev.espalier.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.program.CoreResult;
import dev.espalier.bench.program.ProgramBench;
import dev.espalier.bench.program.ProgramConfig;
import dev.espalier.bench.program.ProgramPoint;
import dev.espalier.bench.program.RoundResult;
import dev.espalier.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs in real node processes: two nodes, a few hundred operations. */
final class ProgramsCommandTest {
    private static final int OPERATIONS = 500;

    /** One core of each kind, side by side. */
    @Test
    void coresOfBothKindsRunInTurnAndLoseNothing() {
        CommandRun run = programs("--core", "causal-plus,chapar-vector-clock", "--json");
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        JsonNode result = JsonMapper.builder().build().readTree(run.out());
        assertThat(result.path("opsPerSecond").asDouble()).isPositive();
        JsonNode cores = result.path("points").get(0).path("cores");
        assertThat(cores).hasSize(2);
        for (JsonNode core : cores) {
            assertThat(core.path("missingPuts").asLong()).isZero();
            assertThat(core.path("ratioToFirst").path("median").asDouble()).isPositive();
            List<String> phases = new ArrayList<>();
            for (JsonNode round : core.path("rounds")) {
                phases.add(round.path("phase").asString());
                assertThat(round.path("operations").asInt()).isEqualTo(2 * OPERATIONS);
                assertThat(round.path("puts").asInt()).isBetween(400, 600);
                for (JsonNode node : round.path("nodes")) {
                    assertThat(node.path("putsApplied").asInt())
                            .isEqualTo(round.path("puts").asInt());
                    assertThat(node.path("ownPuts").asInt() + node.path("gets").asInt())
                            .isEqualTo(OPERATIONS);
                }
            }
            assertThat(phases).containsExactly("cold", "warming", "measured", "measured");
        }
        assertThat(cores.get(0).path("roundsWithDifferingReplicas").asInt()).isZero();
    }

    @Test
    void everySecondOnDiskAndASweepAsATable() {
        CommandRun run = programs("--durability", "everysec", "--sweep", "put=20,80");
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(run.out()).contains("20%").contains("80%").contains("alike").contains("durability everysec");
    }

    private static CommandRun programs(String... more) {
        List<String> line = new ArrayList<>(List.of(
                "bench", "programs", "--nodes", "2", "--ops", "" + OPERATIONS, "--warm-up", "1", "--rounds", "2"));
        line.addAll(List.of(more));
        return CommandRun.of(line.toArray(String[]::new));
    }

    @Test
    void aLostPutIsFoundAndSaid(@TempDir Path directory) throws IOException, InterruptedException {
        CoreResult result = faulty("lose", directory);
        assertThat(result.hasFaults()).isTrue();
        RoundResult round = result.unfinished().orElseThrow();
        assertThat(round.outcome()).isEqualTo(RoundResult.Outcome.STUCK);
        // Put 100 of node 2 and all that follow it wait for ever at node 1, and node 2's at no other node.
        assertThat(round.missing()).isPositive();
        assertThat(round.nodes().get(1).putsApplied()).isEqualTo(round.puts());
        assertThat(round.nodes().getFirst().putsApplied()).isLessThan(round.puts());
    }

    @Test
    void replicasThatDifferAreFoundAndSaid(@TempDir Path directory) throws IOException, InterruptedException {
        CoreResult result = faulty("alter", directory);
        assertThat(result.hasFaults()).isTrue();
        assertThat(result.unfinished()).isEmpty();
        assertThat(result.roundsWithDifferences()).isPositive();
    }

    /** 600,000 puts that a reference keeps do not fit into 48 MB at any of its nodes. */
    @Test
    void aCoreThatFillsItsHeapIsNoFailureAndSaysSo() {
        CommandRun run = CommandRun.of(
                "bench",
                "programs",
                "--core",
                "chapar-vector-clock",
                "--nodes",
                "2",
                "--ops",
                "300000",
                "--put",
                "100",
                "--warm-up",
                "0",
                "--rounds",
                "1",
                "--heap",
                "48m");
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(run.out()).containsPattern("out of memory: core chapar-vector-clock: node [12] .* --heap");
    }

    private static CoreResult faulty(String fault, Path directory) throws IOException, InterruptedException {
        ProgramConfig config = new ProgramConfig(
                2,
                List.of("causal-plus"),
                List.of(new ProgramPoint(OPERATIONS, 50, 50)),
                0,
                ProgramConfig.WARM_UP_LIMIT,
                1,
                Duration.ofSeconds(4),
                42,
                64,
                "none",
                directory);
        return ProgramBench.run(
                        config,
                        new ProgramNodeCommandLine(List.of("-Dfault=" + fault), FaultyProgramNode.class.getName()),
                        (point, core, round) -> {})
                .getFirst()
                .cores()
                .getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nodes 1",
                "--ops 0",
                "--put 101",
                "--core none-such",
                "--core causal-plus,causal-plus",
                "--sweep put",
                "--sweep put=90,200",
                "--durability sometimes",
                "--round-limit 5",
                "--rounds 0",
                "--heap much"
            })
    void whatCannotBeIsWrongUsageBeforeAnythingIsStarted(String more) {
        List<String> line = new ArrayList<>(List.of("bench", "programs"));
        line.addAll(List.of(more.split(" ", -1)));
        CommandRun run = CommandRun.of(line.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }
}
