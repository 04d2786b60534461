package dev.espalier.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.cli.CommandRun;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {
    @Test
    void aSeedIsRunAndItsHashIsTheSameEachTime() {
        CommandRun first = CommandRun.of("simulate", "--seed", "3", "--steps", "300");
        CommandRun second = CommandRun.of("simulate", "--seed", "3", "--steps", "300", "--trace", "5");
        assertThat(first.code()).as(first.out() + first.err()).isZero();
        assertThat(first.out()).contains("1 runs of causal-plus").contains("no violation");
        assertThat(second.out()).contains("lines before").contains("is compared with");
        assertThat(hash(second)).isEqualTo(hash(first));
    }

    private static String hash(CommandRun run) {
        return run.out().substring(run.out().indexOf("hash of the run: "));
    }

    @Test
    void aRangeOfSeedsIsReportedAsJson() {
        CommandRun run =
                CommandRun.of("simulate", "--seeds", "1..3", "--steps", "200", "--core", "vector-clock", "--json");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("\"runs\" : 3").contains("\"violations\" : [ ]");
    }

    @Test
    void wrongUsageIsSaid() {
        assertThat(CommandRun.of("simulate", "--seeds", "5..1").err()).contains("\"5..1\" is no range of seeds");
        assertThat(CommandRun.of("simulate", "--seeds", "5..1").code()).isEqualTo(2);
        assertThat(CommandRun.of("simulate", "--seed", "1", "--seeds", "1..2").err())
                .contains("--seed and --seeds exclude each other");
        assertThat(CommandRun.of("simulate", "--seeds", "1..2", "--trace", "9").err())
                .contains("--trace shows one run");
    }
}
