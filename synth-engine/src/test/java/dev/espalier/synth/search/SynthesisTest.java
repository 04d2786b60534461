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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way with the real prover. */
class SynthesisTest {
    /** Every put goes in once, and gets ask that the session's last put is there: not a point of the lattice. */
    private static final String LAST_PUT = """
                From Coq Require Import Bool Arith.
                From Espalier.Framework Require Import Parameters Core.
                From Espalier.Kit Require Import FiniteSet.

                Module Specification (P : PARAMETERS) <: CORE P.
                  Import P.
                  Definition name : Type := client * nat.
                  Definition name_eq_dec (a b : name) : {a = b} + {a <> b}.
                  Proof. decide equality; [apply Nat.eq_dec | apply client_eq_dec]. Defined.
                  Record node := { taken : set name; holds : key -> value }.
                  Definition client_state := nat.
                  Definition replica_state := node.
                  Definition get_payload := nat.
                  Definition answer_payload := unit.
                  Definition put_payload := name.
                  Definition client_init (_ : client) : client_state := 0.
                  Definition replica_init (_ : replica) (v : value) : replica_state :=
                    {| taken := empty; holds := fun _ => v |}.
                  Definition get_request (_ : key) (_ : client) (s : client_state)
                    : get_payload * client_state := (s, s).
                  Definition get_guard (_ : key) (g : get_payload) (c : client) (_ : replica)
                    (r : replica_state) : bool :=
                    if g =? 0 then true else member name_eq_dec (c, g) (taken r).
                  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica) (r : replica_state)
                    : value * answer_payload * replica_state := (holds r k, tt, r).
                  Definition get_response (_ : key) (_ : value) (_ : answer_payload) (_ : client)
                    (s : client_state) : client_state := s.
                  Definition put_request (_ : key) (_ : value) (_ : nat) (c : client) (s : client_state)
                    : put_payload * client_state := ((c, S s), S s).
                  Definition put_seen (_ : key) (_ : value) (p : put_payload) (_ : client) (_ : replica)
                    (r : replica_state) : bool := member name_eq_dec p (taken r).
                  Definition put_guard (k : key) (v : value) (p : put_payload) (c : client) (a : replica)
                    (r : replica_state) : bool := negb (put_seen k v p c a r).
                  Definition put (k : key) (v : value) (p : put_payload) (_ : client) (_ : replica)
                    (r : replica_state) : replica_state :=
                    {| taken := add name_eq_dec p (taken r);
                       holds := fun asked => if key_eq_dec k asked then v else holds r asked |}.
                End Specification.
                """;

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
    void aCoreIsGrownProvedAndAuditedAndASearchThatWasKilledComesToTheSame() throws Exception {
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

        rejectsAGuardThatIsNeverTrue(grown);
        rejectsAHole(grown);
        rejectsAnotherStatement(grown);
        rejectsAPayloadThatIsDropped(grown);
    }

    /**
     * Asks that a put is the next of its client and that it is in already, as the guard of Chapar's third algorithm does.
     * Refinement holds of such a core: only progress, or exploration, tells.
     */
    private void rejectsAGuardThatIsNeverTrue(Synthesis.Result.Grown grown) throws Exception {
        String never = grown.core()
                .replaceFirst(
                        "(Definition put_guard [^=]*?:=\\s*)", "$1(S (earlier_puts p) <=? lookup c (applied r)) && ");
        assertThat(never).isNotEqualTo(grown.core());
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(named("strong/ryw+"), never, grown.proof(), findings::add);
        assertThat(findings).as("progress is not proved of it").last().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("core and proof compile from nothing");
            assertThat(finding.passed()).isFalse();
        });
        findings.clear();
        String refinementOnly = grown.proof().substring(0, grown.proof().indexOf("  Theorem seen")) + "End Proof.\n";
        synthesis.audit(named("strong/ryw+"), never, refinementOnly, findings::add);
        assertThat(findings)
                .filteredOn(finding -> !finding.passed())
                .extracting(Finding::check)
                .contains("another client's put is seen", "no replica waits for ever");
    }

    private void rejectsAHole(Synthesis.Result.Grown grown) throws Exception {
        String hole = grown.proof().replaceFirst("Proof\\. close_obligation\\. Qed\\.", "Admitted.");
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(named("strong/ryw+"), grown.core(), hole, findings::add);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.passed()).isFalse();
            assertThat(finding.detail()).contains("Admitted");
        });
    }

    /** Every machine refines itself: only a comparison with what was asked for tells. */
    private void rejectsAnotherStatement(Synthesis.Result.Grown grown) throws Exception {
        String itself = grown.proof().replaceFirst("(?s)Theorem refinement :.*?Qed\\.", """
                        Theorem refinement :
                            refines P.client_eq_dec P.replica_eq_dec
                              Implementation.machine Implementation.machine.
                          Proof. red. auto. Qed.""");
        assertThat(itself).isNotEqualTo(grown.proof());
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(named("strong/ryw+"), grown.core(), itself, findings::add);
        assertThat(findings)
                .filteredOn(finding -> !finding.passed())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.check()).isEqualTo("the theorems say what is asked of a core"));
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
    void whatIsNotInTheRepositoryIsGrownToo() throws Exception {
        Path file = Files.writeString(work.resolve("LastPut.v"), LAST_PUT);
        List<Event> events = new ArrayList<>();
        Synthesis.Result result = synthesis.run(catalogue.inFile(file), Syntheses.SETTINGS, List.of(), events::add);
        assertThat(result).as(() -> events.toString()).isInstanceOfSatisfying(Synthesis.Result.Grown.class, grown -> {
            assertThat(grown.audited()).allMatch(Finding::passed);
            assertThat(grown.proof()).contains("Theorem progress :");
        });
    }

    /**
     * A put names an earlier one of its client's, or none: a fact that no core needs to work, and its proof does. That
     * {@code late} stays 0 is true as well, and not to be shown by what is kept: no triangular number is two more than the
     * number of its rows. And the guard asks for what takes an induction.
     */
    private static final String CHAINED = """
                From Coq Require Import Arith Bool.
                From Espalier.Framework Require Import Parameters Core.
                From Espalier.Kit Require Import FiniteSet.

                Module Specification (P : PARAMETERS) <: CORE P.
                  Import P.
                  Fixpoint weight (n : nat) : nat := match n with 0 => 0 | S m => n + weight m end.
                  Record session := { made : nat; before : nat; late : nat }.
                  Record message := { number : nat; after : nat }.
                  Record cell := { shown : value; at_number : nat }.
                  Definition client_state := session.
                  Definition replica_state := key -> cell.
                  Definition get_payload := unit.
                  Definition answer_payload := nat.
                  Definition put_payload := message.
                  Definition client_init (_ : client) : client_state := {| made := 0; before := 0; late := 0 |}.
                  Definition replica_init (_ : replica) (v : value) : replica_state :=
                    fun _ => {| shown := v; at_number := 0 |}.
                  Definition get_request (_ : key) (_ : client) (s : client_state)
                    : get_payload * client_state := (tt, s).
                  Definition get_guard (_ : key) (_ : get_payload) (_ : client) (_ : replica)
                    (_ : replica_state) : bool := true.
                  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica) (r : replica_state)
                    : value * answer_payload * replica_state := (shown (r k), at_number (r k), r).
                  Definition get_response (_ : key) (_ : value) (_ : answer_payload) (_ : client)
                    (s : client_state) : client_state := s.
                  Definition put_request (_ : key) (_ : value) (now : nat) (_ : client) (s : client_state)
                    : put_payload * client_state :=
                    ({| number := S (made s); after := before s |},
                     {| made := S (made s); before := if now =? 0 then before s else made s;
                        late := if weight (made s) =? S (S (made s)) then S (S (made s)) else late s |}).
                  Definition put_seen (_ : key) (_ : value) (_ : put_payload) (_ : client) (_ : replica)
                    (_ : replica_state) : bool := false.
                  Definition put_guard (_ : key) (_ : value) (p : put_payload) (_ : client) (_ : replica)
                    (_ : replica_state) : bool := (after p <? number p) && (number p <=? weight (number p)).
                  Definition put (k : key) (v : value) (p : put_payload) (_ : client) (_ : replica)
                    (r : replica_state) : replica_state :=
                    fun asked =>
                      if key_eq_dec k asked then {| shown := v; at_number := number p |} else r asked.
                End Specification.
                """;

    @Test
    void whatAProofNeedsIsProposedWeakenedAndGeneralised() throws Exception {
        Path file = Files.writeString(work.resolve("Chained.v"), CHAINED);
        List<Event> events = new ArrayList<>();
        Synthesis.Result result = synthesis.run(
                catalogue.inFile(file), Syntheses.SETTINGS.withoutHammer().withSearches(2), List.of(), events::add);
        assertThat(result).as(() -> events.toString()).isInstanceOfSatisfying(Synthesis.Result.Grown.class, grown -> {
            assertThat(grown.audited()).allMatch(Finding::passed);
            assertThat(grown.proof())
                    .contains("(S.after y) < (S.number y)", "(S.before y) <= (S.made y)", "assert (generalised : forall n")
                    .doesNotContain("(S.late y) <= (S.made y)");
        });
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
    }

    /** Every core refines such a specification. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            := negb (put_seen k v p c a r). | := negb (put_seen k v p c a r) && put_seen k v p c a r. | put
            if g =? 0 then true else member name_eq_dec (c, g) (taken r). | (g =? 0) && negb (g =? 0). | get
            """)
    void guardsThatContradictThemselvesAreSaid(String guard, String contradiction, String what) throws Exception {
        String contradictory = LAST_PUT.replace(guard, contradiction);
        assertThat(contradictory).isNotEqualTo(LAST_PUT);
        Path file = Files.writeString(work.resolve("Contradictory.v"), contradictory);
        Synthesis.Result result = synthesis.run(catalogue.inFile(file), Syntheses.SETTINGS, List.of(), event -> {});
        assertThat(result).isInstanceOfSatisfying(Synthesis.Result.None.class, ended -> {
            assertThat(ended.outOfBudget()).isFalse();
            assertThat(ended.why()).contains("in no run of Contradictory.v", "its " + what + "_guard is never true");
        });
    }
}
