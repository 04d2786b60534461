package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.spec.Catalogue;
import dev.espalier.synth.spec.Specification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way with the real prover; {@link KilledSearchTest} goes it for one more specification. */
class SynthesisTest {
    @TempDir
    private Path work;

    private Synthesis synthesis;
    private Catalogue catalogue;

    @BeforeEach
    void findProver() throws Exception {
        synthesis = Syntheses.shared();
        catalogue = Catalogue.read(Syntheses.SPECS);
    }

    private Specification named(String name) {
        return catalogue.named(name).orElseThrow();
    }

    @Test
    @Tag("campaign")
    void aCoreOfTheStrongFamilyIsGrownProvedAndAuditedAndASearchThatWasKilledComesToTheSame() throws Exception {
        List<Event> events = new ArrayList<>();
        Synthesis.Result result = synthesis.run(named("strong/ryw+"), Syntheses.SETTINGS, List.of(), events::add);
        assertThat(result).isInstanceOf(Synthesis.Result.Grown.class);
        Synthesis.Result.Grown grown = (Synthesis.Result.Grown) result;
        assertThat(grown.audited()).allMatch(Finding::passed).hasSizeGreaterThan(9);
        assertThat(grown.core()).contains("M.add k").doesNotContain("Strong");
        assertThat(grown.proof())
                .doesNotContain("Admitted")
                .contains("Theorem seen : seen_is_final")
                .contains("Theorem progress :");
        assertThat(events.stream().filter(Event.Failed.class::isInstance)).hasSizeGreaterThan(5);

        List<Event> half = new ArrayList<>(events.subList(0, events.size() / 2));
        List<Event> rest = new ArrayList<>();
        Synthesis.Result again =
                synthesis.run(named("strong/ryw+"), Syntheses.SETTINGS.withSearches(2), half, rest::add);
        assertThat(again).isInstanceOfSatisfying(Synthesis.Result.Grown.class, same -> {
            assertThat(same.core()).isEqualTo(grown.core());
            assertThat(same.proof()).isEqualTo(grown.proof());
        });
        assertThat(rest.stream().filter(Event.Failed.class::isInstance))
                .as("designs that were given up before are not tried again")
                .doesNotContainAnyElementsOf(half);

        AuditRejections.of(synthesis, named("strong/ryw+"), grown);
        rejectsAPayloadThatIsDropped(grown);
    }

    /** What a get asks for is not what the session has put. */
    private void rejectsAPayloadThatIsDropped(Synthesis.Result.Grown grown) throws Exception {
        String dropped = grown.core().replaceFirst("(asked_puts :=) \\(made s\\)", "$1 0");
        assertThat(dropped).isNotEqualTo(grown.core());
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(named("strong/ryw+"), dropped, grown.proof(), findings::add);
        assertThat(findings).last().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("core and proof compile from nothing");
            assertThat(finding.passed()).isFalse();
        });
    }

    @Test
    void aBudgetThatRunsOutIsSaid() throws Exception {
        Settings none = new Settings(1, Duration.ofMillis(1), 100);
        List<Event> events = new ArrayList<>();
        Synthesis.Result result = synthesis.run(named("strong/mw"), none, List.of(), events::add);
        assertThat(result).isInstanceOfSatisfying(Synthesis.Result.None.class, ended -> {
            assertThat(ended.outOfBudget()).isTrue();
            assertThat(ended.why()).contains("budget");
        });
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        Event.End.class, end -> assertThat(end.outcome()).isEqualTo("budget"));
    }

    /** It ends while lemmas for an obligation are being looked for. */
    @Test
    void aBudgetThatEndsInTheMiddleOfAProofKeepsWhatIsProvedAndTheSearchCanGoOn() throws Exception {
        Specification specification =
                catalogue.inFile(Files.writeString(work.resolve("Chained.v"), SmallSpecifications.CHAINED));
        Settings settings = Syntheses.SETTINGS.withoutHammer();
        List<Event> events = new ArrayList<>();
        Synthesis.Result result;
        try (SentenceCosts costs = SentenceCosts.open(work.resolve("costs"))) {
            Meter meter = Meter.byProcessorTime(costs);
            Search.Listener spendthrift = event -> {
                events.add(event);
                if (event instanceof Event.Proposed) {
                    meter.charge(settings.budget());
                }
            };
            result = synthesis.run(specification, settings, List.of(), spendthrift, meter, new Groundwork());
        }
        assertThat(events).hasAtLeastOneElementOfType(Event.Proposed.class);
        assertThat(result).isInstanceOfSatisfying(Synthesis.Result.None.class, ended -> {
            assertThat(ended.outOfBudget()).isTrue();
            assertThat(ended.best()).hasValueSatisfying(best -> {
                assertThat(best.holes()).isPositive();
                assertThat(best.proof()).contains("Admitted.").contains("Lemma put_applied");
                assertThat(best.core()).contains("Definition put");
            });
        });
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        Event.End.class, last -> assertThat(last.outcome()).isEqualTo("budget"));

        List<Event> before = List.copyOf(events.subList(0, events.size() - 1));
        assertThat(synthesis.run(specification, settings, before, event -> {}))
                .isInstanceOf(Synthesis.Result.Grown.class);
    }

    @Test
    void whatAProofNeedsIsProposedWeakenedAndGeneralisedAndASearchThatWasKilledComesToTheSame() throws Exception {
        Path file = Files.writeString(work.resolve("Chained.v"), SmallSpecifications.CHAINED);
        Settings settings = Syntheses.SETTINGS.withoutHammer();
        List<Event> events = new ArrayList<>();
        Synthesis.Result result =
                synthesis.run(catalogue.inFile(file), settings.withSearches(2), List.of(), events::add);
        assertThat(result).as(() -> events.toString()).isInstanceOf(Synthesis.Result.Grown.class);
        Synthesis.Result.Grown grown = (Synthesis.Result.Grown) result;
        assertThat(grown.audited()).allMatch(Finding::passed);
        assertThat(grown.proof())
                .contains("(S.after y) < (S.number y)", "(S.before y) <= (S.made y)", "assert (generalised : forall n")
                .doesNotContain("(S.late y) <= (S.made y)");
        assertThat(events)
                .filteredOn(Event.Proposed.class::isInstance)
                .extracting(event -> ((Event.Proposed) event).obligation())
                .containsExactly("put_applied");
        assertThat(events)
                .filteredOn(Event.Weakened.class::isInstance)
                .flatExtracting(event -> ((Event.Weakened) event).facts())
                .contains("client: (S.late y) <= (S.made y) (given up)");
        assertThat(events)
                .filteredOn(Event.Generalised.class::isInstance)
                .extracting(event -> ((Event.Generalised) event).verdict())
                .contains("refuted", "proved");

        List<Event> half = new ArrayList<>(events.subList(0, events.size() / 2));
        List<Event> rest = new ArrayList<>();
        Synthesis.Result again = synthesis.run(catalogue.inFile(file), settings, half, rest::add);
        assertThat(again).isInstanceOfSatisfying(Synthesis.Result.Grown.class, same -> {
            assertThat(same.core()).isEqualTo(grown.core());
            assertThat(same.proof()).isEqualTo(grown.proof());
        });
        assertThat(rest.stream().filter(Event.Failed.class::isInstance))
                .as("designs that were given up before are not tried again")
                .doesNotContainAnyElementsOf(half);
    }

    /** Every core refines such a specification. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            := negb (put_seen k v p c a r). | := negb (put_seen k v p c a r) && put_seen k v p c a r. | put
            if g =? 0 then true else member name_eq_dec (c, g) (taken r). | (g =? 0) && negb (g =? 0). | get
            """)
    void guardsThatContradictThemselvesAreSaid(String guard, String contradiction, String what) throws Exception {
        String contradictory = SmallSpecifications.LAST_PUT.replace(guard, contradiction);
        assertThat(contradictory).isNotEqualTo(SmallSpecifications.LAST_PUT);
        Path file = Files.writeString(work.resolve("Contradictory.v"), contradictory);
        Synthesis.Result result = synthesis.run(catalogue.inFile(file), Syntheses.SETTINGS, List.of(), event -> {});
        assertThat(result).isInstanceOfSatisfying(Synthesis.Result.None.class, ended -> {
            assertThat(ended.outOfBudget()).isFalse();
            assertThat(ended.why()).contains("in no run of Contradictory.v", "its " + what + "_guard is never true");
        });
    }
}
