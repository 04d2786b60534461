package dev.espalier.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.cli.CommandRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes are killed under load and their links broken, and nothing that was acknowledged is lost. */
class KillsCommandTest {
    private static final String CAMPAIGN_ROUNDS = System.getProperty("espalier.kills.rounds", "200");

    @Test
    void twoRoundsLoseNothing() {
        CommandRun run = CommandRun.of("bench", "kills", "--rounds", "2", "--load-ms", "1500");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("round 2: ").contains("nothing lost, no violation, all nodes equal");
    }

    @Tag("campaign")
    @Test
    void aCampaignLosesNothing() {
        CommandRun run = CommandRun.of("bench", "kills", "--rounds", CAMPAIGN_ROUNDS);
        assertThat(run.code()).as(run.out() + run.err()).isZero();
    }

    @Test
    void wrongUsageIsSaid() {
        CommandRun run = CommandRun.of("bench", "kills", "--rounds", "0");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--rounds and --clients take numbers from 1 up");
    }
}
