package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.spec.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications whose sets hold the puts on one key, which are no client's first so many. */
class SuiteSynthesisTest {
    private static final Settings SETTINGS = new Settings(1, Duration.ofMinutes(15), 200).withoutHammer();

    private Synthesis synthesis;

    @BeforeEach
    void findProver() throws Exception {
        synthesis = Syntheses.shared();
    }

    private Synthesis.Result.Grown grown(String name) throws Exception {
        List<Event> events = new ArrayList<>();
        Synthesis.Result result = synthesis.run(
                Catalogue.read(Syntheses.SPECS).named(name).orElseThrow(), SETTINGS, List.of(), events::add);
        assertThat(result).as(() -> events.toString()).isInstanceOf(Synthesis.Result.Grown.class);
        Synthesis.Result.Grown grown = (Synthesis.Result.Grown) result;
        assertThat(grown.audited()).allMatch(Finding::passed).hasSizeGreaterThan(9);
        assertThat(grown.proof()).doesNotContain("Admitted");
        return grown;
    }

    @Test
    void whatIsKeptOfASetIsItsLastPutAndTheProofRemembersAllPuts() throws Exception {
        Synthesis.Result.Grown grown = grown("suite/mw");
        assertThat(grown.core())
                .contains("(put_earlier p) =? (lookup c (applied e))", "M.add k")
                .doesNotContain("list", "set ");
        assertThat(grown.proof()).contains("history_simulation", "forall i d, placed h d k i -> i <= lookup");
    }

    /** Such a core applies a put before an earlier one. */
    @Test
    @Tag("campaign")
    void aCoreThatDoesNotWaitIsNotProved() throws Exception {
        Synthesis.Result.Grown grown = grown("suite/mw");
        String eager = grown.core().replace("=? (lookup c (applied e))", "=? (put_earlier p)");
        assertThat(eager).isNotEqualTo(grown.core());
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(
                Catalogue.read(Syntheses.SPECS).named("suite/mw").orElseThrow(), eager, grown.proof(), findings::add);
        assertThat(findings)
                .last()
                .satisfies(finding -> assertThat(finding.passed()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"suite/ryw", "suite/mr", "suite/ryw+mw"})
    @Tag("campaign")
    void theOthersAreGrownToo(String name) throws Exception {
        grown(name);
    }
}
