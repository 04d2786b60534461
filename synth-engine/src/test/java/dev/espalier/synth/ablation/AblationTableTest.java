package dev.espalier.synth.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.search.Configuration;
import dev.espalier.synth.search.Faculty;
import dev.espalier.synth.search.Synthesis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AblationTableTest {
    private static final List<String> SPECIFICATIONS = List.of("suite/ryw", "suite/mr");
    private static final List<String> CONFIGURATIONS = List.of("full", "best-of-n", "accept-or-reject");

    private static Trialled trialled(
            String specification,
            String configuration,
            long seed,
            String outcome,
            boolean claimed,
            double seconds,
            double speedup,
            String core) {
        return new Trialled(
                new Trial(specification, configuration, seed),
                "",
                outcome,
                claimed,
                outcome.equals("passed"),
                outcome.equals("rejected"),
                "",
                seconds,
                seconds / 2,
                100,
                10,
                speedup,
                core,
                0,
                0);
    }

    private final AblationTable table = new AblationTable(
            SPECIFICATIONS,
            CONFIGURATIONS,
            List.of(
                    trialled("suite/ryw", "full", 1, "passed", true, 10, 4, "a"),
                    trialled("suite/ryw", "full", 2, "passed", true, 30, 6, "a"),
                    trialled("suite/ryw", "full", 3, "passed", true, 20, 6, "a"),
                    trialled("suite/mr", "full", 1, "exhausted", false, 50, 0, ""),
                    trialled("suite/ryw", "best-of-n", 1, "passed", true, 5, 2, "b"),
                    trialled("suite/ryw", "best-of-n", 2, "rejected", true, 5, 9, "a"),
                    trialled("suite/ryw", "best-of-n", 3, "unproved", true, 5, 0, "c"),
                    trialled("suite/ryw", "accept-or-reject", 1, "budget", false, 240, 0, ""),
                    trialled("suite/ryw", "accept-or-reject", 2, "budget", false, 240, 0, "")));

    @Test
    void whatPassedIsToldFromWhatIsClaimedAndFromWhatIsMissing() {
        assertThat(table.passes(3))
                .containsExactly(
                        List.of("passes of 3", "suite/ryw", "suite/mr"),
                        List.of("full search", "3", "0 of 1"),
                        List.of("best of N, no proof", "1/3", ""),
                        List.of("accept or reject only", "0 of 2", ""));
    }

    @Test
    void mediansAndBudgets() {
        assertThat(table.seconds())
                .contains(List.of("full search", "20", "50"), List.of("accept or reject only", "240+", ""));
    }

    /** The second seed's core is the same as the full search's, whatever was measured; the third was not measured. */
    @Test
    void slowerIsTheGeometricMeanOverSeedsThatBothHave() {
        assertThat(table.totals().get(2))
                .as("twice as slow, and the same")
                .startsWith("best of N, no proof", "3", "1", "3", "1", "0")
                .containsSubsequence("3", "1.41 (2)");
        assertThat(table.totals().get(1)).as("the same core whatever the seed").containsSubsequence("1", "1.00 (3)");
    }

    @Test
    void markdownHasARowForEach() {
        assertThat(AblationTable.markdown(table.passes(3)))
                .startsWith("| passes of 3 | suite/ryw | suite/mr |\n|---|---:|---:|\n| full search | 3 | 0 of 1 |\n");
    }

    @Test
    void withoutAnAuditOrAProofWhatIsFoundIsClaimed() {
        Synthesis.Result rejected = new Synthesis.Result.Grown(
                1, "", "", List.of(new Finding("no replica waits for ever", false, "", Duration.ZERO)), List.of());
        assertThat(SearchTrials.isClaimed(Configuration.FULL, rejected)).isFalse();
        assertThat(SearchTrials.isClaimed(Configuration.lacking(Faculty.AUDIT), rejected))
                .isTrue();
        assertThat(SearchTrials.isClaimed(Configuration.lacking(Faculty.PROOF), rejected))
                .isTrue();
        assertThat(SearchTrials.isClaimed(Configuration.lacking(Faculty.PROPOSER), rejected))
                .isFalse();
    }
}
