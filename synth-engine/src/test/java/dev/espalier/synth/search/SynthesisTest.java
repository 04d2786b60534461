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

/** The whole way with the real prover. */
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

        auditRejectsWhatIsWrong(named("strong/ryw+"), grown);
        rejectsAPayloadThatIsDropped(grown);
    }

    /** An audit asks nothing of the search: whatever is handed to it must stand by itself. */
    private void auditRejectsWhatIsWrong(Specification specification, Synthesis.Result.Grown grown) throws Exception {
        rejectsAGuardThatIsNeverTrue(specification, grown);
        rejectsAHole(specification, grown);
        rejectsAnotherStatement(specification, grown);
        rejectsAGuardThatIsDropped(specification, grown);
    }

    /** As of Chapar's third algorithm. Refinement holds of such a core: only progress, or exploration, tells. */
    private void rejectsAGuardThatIsNeverTrue(Specification specification, Synthesis.Result.Grown grown)
            throws Exception {
        String never = grown.core()
                .replaceFirst("(?s)(Definition put_guard [^=]*?:=\\s*)(.*?)\\.\n", "$1($2) && negb ($2).\n");
        assertThat(never).isNotEqualTo(grown.core());
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(specification, never, grown.proof(), findings::add);
        assertThat(findings).as("progress is not proved of it").last().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("core and proof compile from nothing");
            assertThat(finding.passed()).isFalse();
        });
        findings.clear();
        String refinementOnly = grown.proof().substring(0, grown.proof().indexOf("  Theorem seen")) + "End Proof.\n";
        synthesis.audit(specification, never, refinementOnly, findings::add);
        assertThat(findings)
                .filteredOn(finding -> !finding.passed())
                .extracting(Finding::check)
                .contains("another client's put is seen", "no replica waits for ever");
    }

    private void rejectsAHole(Specification specification, Synthesis.Result.Grown grown) throws Exception {
        String hole = grown.proof().replaceFirst("Proof\\. close_obligation\\. Qed\\.", "Admitted.");
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(specification, grown.core(), hole, findings::add);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.passed()).isFalse();
            assertThat(finding.detail()).contains("Admitted");
        });
    }

    /** Every machine refines itself: only a comparison with what was asked for tells. */
    private void rejectsAnotherStatement(Specification specification, Synthesis.Result.Grown grown) throws Exception {
        String itself = grown.proof().replaceFirst("(?s)Theorem refinement :.*?Qed\\.", """
                        Theorem refinement :
                            refines P.client_eq_dec P.replica_eq_dec
                              Implementation.machine Implementation.machine.
                          Proof. red. auto. Qed.""");
        assertThat(itself).isNotEqualTo(grown.proof());
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(specification, grown.core(), itself, findings::add);
        assertThat(findings)
                .filteredOn(finding -> !finding.passed())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.check()).isEqualTo("the theorems say what is asked of a core"));
    }

    /** A get is answered whatever the session has put. */
    private void rejectsAGuardThatIsDropped(Specification specification, Synthesis.Result.Grown grown)
            throws Exception {
        String dropped = grown.core().replaceFirst("(?s)(Definition get_guard [^=]*?:=\\s*)(.*?)\\.\n", "$1true.\n");
        assertThat(dropped).isNotEqualTo(grown.core());
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(specification, dropped, grown.proof(), findings::add);
        assertThat(findings).last().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("core and proof compile from nothing");
            assertThat(finding.passed()).isFalse();
        });
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

    @Test
    void whatIsNotInTheRepositoryIsGrownTooAndTheAuditLetsNothingWrongPass() throws Exception {
        Path file = Files.writeString(work.resolve("LastPut.v"), SmallSpecifications.LAST_PUT);
        List<Event> events = new ArrayList<>();
        Synthesis.Result result = synthesis.run(catalogue.inFile(file), Syntheses.SETTINGS, List.of(), events::add);
        assertThat(result).as(() -> events.toString()).isInstanceOfSatisfying(Synthesis.Result.Grown.class, grown -> {
            assertThat(grown.audited()).allMatch(Finding::passed);
            assertThat(grown.proof()).contains("Theorem progress :");
        });
        auditRejectsWhatIsWrong(catalogue.inFile(file), (Synthesis.Result.Grown) result);
    }

    @Test
    void aFactThatTheRelationLacksIsProposedAndProvedAndASearchThatWasKilledComesToTheSame() throws Exception {
        Path file = Files.writeString(work.resolve("Chained.v"), SmallSpecifications.CHAINED);
        Settings settings = Syntheses.SETTINGS.withoutHammer();
        List<Event> events = new ArrayList<>();
        Synthesis.Result result =
                synthesis.run(catalogue.inFile(file), settings.withSearches(2), List.of(), events::add);
        assertThat(result).as(() -> events.toString()).isInstanceOf(Synthesis.Result.Grown.class);
        Synthesis.Result.Grown grown = (Synthesis.Result.Grown) result;
        assertThat(grown.audited()).allMatch(Finding::passed);
        assertThat(grown.proof()).contains("(S.after y) < (S.number y)", "(S.before y) <= (S.made y)");
        assertThat(events)
                .filteredOn(Event.Proposed.class::isInstance)
                .extracting(event -> ((Event.Proposed) event).obligation())
                .containsExactly("put_applied");

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
