package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.prover.Prover;
import dev.espalier.synth.prover.coqidetop.CoqIdeTop;
import dev.espalier.synth.spec.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications whose sets hold the puts on one key, which are no client's first so many. */
class SuiteSynthesisTest {
    private static final Path SPECS = Path.of("..", "specs").toAbsolutePath().normalize();
    private static final Settings SETTINGS = new Settings(1, Duration.ofMinutes(15), 200);

    @TempDir
    private Path work;

    private Synthesis synthesis;

    @BeforeEach
    void findProver() throws Exception {
        Prover.Search search = Prover.find();
        assumeTrue(search instanceof Prover.Found, () -> "no prover: " + search);
        CoqIdeTop.Search top = CoqIdeTop.find();
        assumeTrue(top instanceof CoqIdeTop.Found, () -> "no coqidetop: " + top);
        GateLimits limits = new GateLimits(Duration.ofMinutes(5), Duration.ofMinutes(10), 10_000_000, 4_096, false);
        synthesis = new Synthesis(SPECS, work, ((Prover.Found) search).prover(), ((CoqIdeTop.Found) top).top(), limits);
    }

    private Synthesis.Result.Grown grown(String name) throws Exception {
        List<Event> events = new ArrayList<>();
        Synthesis.Result result =
                synthesis.run(Catalogue.read(SPECS).named(name).orElseThrow(), SETTINGS, List.of(), events::add);
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
    @EnabledIfSystemProperty(named = "synth.suite", matches = "all", disabledReason = "takes minutes")
    void aCoreThatDoesNotWaitIsNotProved() throws Exception {
        Synthesis.Result.Grown grown = grown("suite/mw");
        String eager = grown.core().replace("=? (lookup c (applied e))", "=? (put_earlier p)");
        assertThat(eager).isNotEqualTo(grown.core());
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(Catalogue.read(SPECS).named("suite/mw").orElseThrow(), eager, grown.proof(), findings::add);
        assertThat(findings)
                .last()
                .satisfies(finding -> assertThat(finding.passed()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"suite/ryw", "suite/mr", "suite/ryw+mw"})
    @EnabledIfSystemProperty(named = "synth.suite", matches = "all", disabledReason = "takes minutes")
    void theOthersAreGrownToo(String name) throws Exception {
        grown(name);
    }
}
