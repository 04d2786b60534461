package dev.espalier.synth.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignTest {
    private static final List<String> SPECIFICATIONS = List.of("suite/ryw", "suite/mr");
    private static final List<String> CONFIGURATIONS = List.of("full", "no-proposer");

    @TempDir
    private Path folder;

    private final List<Trial> made = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private static Trialled passed(Trial trial, String conditions) {
        return new Trialled(trial, conditions, "passed", true, true, false, "", 12.5, 7, 90, 16, 2.5, "aa", 0, 0);
    }

    private int run(String conditions, Campaign.Maker maker) throws IOException, InterruptedException {
        try (TrialLog log = TrialLog.open(log())) {
            return new Campaign(SPECIFICATIONS, CONFIGURATIONS, 2, conditions).run(log, maker, new Campaign.Listener() {
                @Override
                public void begins(Trial trial, int number, int all) {
                    assertThat(all).isEqualTo(8);
                }

                @Override
                public void done(Trialled trialled) {}

                @Override
                public void failed(Trial trial, String why) {
                    failures.add(why);
                }
            });
        }
    }

    private Campaign.Maker maker(String conditions) {
        return trial -> {
            made.add(trial);
            return passed(trial, conditions);
        };
    }

    private Path log() {
        return folder.resolve("campaign").resolve("runs.jsonl");
    }

    @Test
    void theFirstSeedComesFirstForAll() throws Exception {
        assertThat(run("a", maker("a"))).isZero();
        assertThat(made).hasSize(8).doesNotHaveDuplicates();
        assertThat(made.subList(0, 4)).allMatch(trial -> trial.seed() == 1);
        assertThat(made.subList(0, 2)).allMatch(trial -> trial.specification().equals("suite/ryw"));
    }

    @Test
    void aCampaignThatWasKilledInMidLineMakesThatRunAgainAndNoOther() throws Exception {
        run("a", maker("a"));
        String whole = Files.readString(log());
        // All but the last three runs, and the first bytes of one of those.
        List<String> lines = whole.lines().toList();
        Files.writeString(
                log(),
                String.join("\n", lines.subList(0, 5)) + "\n" + lines.get(5).substring(0, 40));
        List<Trial> before = List.copyOf(made);
        made.clear();
        assertThat(run("a", maker("a"))).isZero();
        assertThat(made).isEqualTo(before.subList(5, 8));
        assertThat(Files.readString(log())).isEqualTo(whole);
    }

    @Test
    void runsUnderOtherConditionsAreKeptAndCountForNothing() throws Exception {
        run("budget 60 s", maker("budget 60 s"));
        made.clear();
        run("budget 90 s", maker("budget 90 s"));
        assertThat(made).hasSize(8);
        try (TrialLog log = TrialLog.open(log())) {
            assertThat(log.trials()).hasSize(16);
            assertThat(new Campaign(SPECIFICATIONS, List.of("full"), 2, "budget 60 s").trialled(log.trials()))
                    .hasSize(4)
                    .allMatch(one -> one.conditions().equals("budget 60 s"));
        }
    }

    @Test
    void aRunThatCannotBeMadeDoesNotEndTheOthersAndIsTriedAgain() throws Exception {
        Campaign.Maker breaking = trial -> {
            if (trial.seed() == 2 && trial.configuration().equals("full")) {
                throw new IOException("the prover is gone");
            }
            return maker("a").made(trial);
        };
        assertThat(run("a", breaking)).isEqualTo(2);
        assertThat(failures).containsOnly("the prover is gone").hasSize(2);
        assertThat(made).hasSize(6);
        assertThat(run("a", maker("a"))).isZero();
        assertThat(made).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void aLineThatIsNoRunIsNamed() throws Exception {
        run("a", maker("a"));
        Files.writeString(log(), "{\"trial\":3}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> run("a", maker("a"))).hasMessageContainingAll("runs.jsonl:9", "remove that line");
    }

    @Test
    void aLogThatIsInUseIsLeftAlone() throws Exception {
        run("a", maker("a"));
        try (TrialLog log = TrialLog.open(log())) {
            assertThat(log.trials()).hasSize(8);
            assertThat(TrialLog.read(log())).isEqualTo(log.trials());
            assertThatThrownBy(() -> TrialLog.open(log())).hasMessageContaining("open in another process");
        }
    }
}
