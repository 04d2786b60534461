package dev.espalier.synth.explore;

import static dev.espalier.synth.explore.LitmusResult.Verdict.ALLOWED;
import static dev.espalier.synth.explore.LitmusResult.Verdict.FORBIDDEN;
import static dev.espalier.synth.explore.LitmusResult.Verdict.NOT_APPLICABLE;
import static dev.espalier.synth.explore.LitmusResult.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.synth.explore.ExploredMachine.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Explores specifications of this repository, as the prover extracts them. */
@SuppressWarnings("NullAway.Init") // set before all tests
class ExplorerTest {
    private static final ExplorationLimits LIMITS = ExplorationLimits.usual().within(Duration.ofMinutes(10));

    @TempDir
    private static Path folder;

    private static ExtractedSpecs specs;
    private static Explorer explorer;

    @BeforeAll
    static void compile() throws Exception {
        specs = ExtractedSpecs.compile();
        explorer = ((Explorer.Found) Explorer.find()).open();
    }

    @AfterAll
    static void close() throws IOException {
        if (specs != null) {
            specs.close();
        }
        if (explorer != null) {
            assertThat(explorer.namedByRepresentation())
                    .as("only the file without a machine has types that are not understood")
                    .isSubsetOf("mine");
            explorer.close();
        }
    }

    /** In the order of the catalogue, without the last: A allowed, - forbidden. */
    @ParameterizedTest
    @CsvSource({
        "None,        AAAAAAAAA",
        "Ryw,         -AAAAAAAA",
        "Mr,          AA-AAAAAA",
        "Mw,          AAAA-AAAA",
        "Wfr,         AAAAA-AAA",
        "Causal,      ------AA-",
        "None_plus,   AAAAAAA--",
        "Causal_plus, ------A--",
    })
    void aPointOfTheStrongFamilyForbidsWhatItPromises(String point, String expected) throws Exception {
        assertThat(answers(specs.strong(point))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ReadYourWrites, A-AAAAAAA", "Causal, A-A-AAAA-"})
    void theSuiteAllowsStaleReads(String file, String expected) throws Exception {
        assertThat(answers(specs.suite(file, Kind.CORE))).isEqualTo(expected);
    }

    private static String answers(ExploredMachine machine) throws Exception {
        StringBuilder answers = new StringBuilder();
        List<LitmusTest> tests = LitmusCatalogue.all();
        for (LitmusResult result : explorer.litmus(machine, tests, LIMITS)) {
            switch (result.verdict()) {
                case ALLOWED -> answers.append('A');
                case FORBIDDEN -> answers.append('-');
                case UNKNOWN -> answers.append('?');
                case NOT_APPLICABLE -> assertThat(result.test().name()).isEqualTo("label-leak");
            }
        }
        return answers.toString();
    }

    @Test
    void onlyMachinesWithLabelsAreAskedAboutThem() throws Exception {
        LitmusTest leak = LitmusCatalogue.find("label-leak").orElseThrow();

        assertThat(explorer.litmus(specs.suite("LabelledCausal", Kind.LABELLED), leak, LIMITS)
                        .verdict())
                .isEqualTo(FORBIDDEN);
        assertThat(explorer.litmus(specs.suite("Causal", Kind.CORE), leak, LIMITS)
                        .verdict())
                .isEqualTo(NOT_APPLICABLE);
    }

    @Test
    void theWitnessOfAStaleReadReadsWell() throws Exception {
        LitmusTest stale = LitmusCatalogue.find("stale-read").orElseThrow();

        Witness witness = explorer.litmus(specs.suite("ReadYourWrites", Kind.CORE), stale, LIMITS)
                .witness()
                .orElseThrow();

        assertThat(witness.lines()).containsExactly("client 1 puts x on k", "client 1 gets k, replica 1 answers v0");
        assertThat(witness.history()).isEqualTo("1: put k x; get k = v0");
    }

    @Test
    void vectorClocksHaveAHistoryThatTheSuiteHasNot() throws Exception {
        ExploredMachine clocks = specs.reference("CausalVectorClock", Kind.CORE);
        ExploredMachine suite = specs.suite("Causal", Kind.CORE);
        ExplorationProgram program =
                ExplorationProgram.parse("1: put k x | 2: put k e | 3: get k; get k; put j y | 4: get j; get k");

        DiffResult result = explorer.diff(clocks, suite, program, LIMITS);

        Witness witness = result.onlyFirst().witness().orElseThrow();
        assertThat(witness.history())
                .isIn(
                        "1: put k x | 2: put k e | 3: get k = x; get k = e; put j y | 4: get j = y; get k = e",
                        "1: put k x | 2: put k e | 3: get k = e; get k = x; put j y | 4: get j = y; get k = x");
        assertThat(result.onlySecond().witness().orElseThrow().history())
                .isEqualTo("1: put k x | 2: nothing yet | 3: get k = x; get k = v0 | 4: nothing yet");
    }

    /** Two clients and six operations suffice: a session's own put may stand in for one that it read. */
    @Test
    void searchFindsASmallerHistoryThatTheSuiteHasNot() throws Exception {
        InclusionResult result = explorer.conforms(
                specs.reference("CausalVectorClock", Kind.CORE),
                specs.suite("Causal", Kind.CORE),
                new ProgramBounds(2, 6, 2),
                LIMITS);

        assertThat(result.witness().orElseThrow().history())
                .isEqualTo("1: put k x; get k = z; put j y; get j = y; get k = z | 2: put k z");
    }

    @Test
    void smallestDifferencesAreFoundBySearch() throws Exception {
        DiffResult result = explorer.diff(
                specs.strong("Ryw"), specs.suite("ReadYourWrites", Kind.CORE), ProgramBounds.usual(), LIMITS);

        assertThat(result.onlyFirst().witness().orElseThrow().history()).isEqualTo("1: put k x; put k y; get k = x");
        assertThat(result.onlySecond().witness().orElseThrow().history()).isEqualTo("1: put k x; get k = v0");
    }

    @Test
    void causalConsistencyHasAHistoryThatItsLabelledFormHasNot() throws Exception {
        DiffResult result = explorer.diff(
                specs.suite("Causal", Kind.CORE),
                specs.suite("LabelledCausal", Kind.LABELLED),
                ProgramBounds.usual(),
                LIMITS);

        Witness witness = result.onlyFirst().witness().orElseThrow();
        assertThat(witness.program().labels()).containsEntry("x", "A").containsEntry("y", "B");
        assertThat(witness.program().clients().stream().mapToInt(List::size).sum())
                .isEqualTo(4);
    }

    @Test
    void aPointConformsToAWeakerOne() throws Exception {
        InclusionResult result =
                explorer.conforms(specs.strong("Causal_plus"), specs.strong("Causal"), ProgramBounds.usual(), LIMITS);

        assertThat(result.verdict()).isEqualTo(InclusionResult.Verdict.NONE);
        assertThat(result.programs()).isEqualTo(412);
        assertThat(result.extent().text()).startsWith("exhausted (all programs of at most 3 clients");
    }

    @Test
    void aCoreWithoutAGuardDoesNotConform() throws Exception {
        ExploredMachine clocks = specs.reference("CausalVectorClock", Kind.CORE);
        ExploredMachine broken = specs.broken(clocks, "no_get_guard", "let get_guard _ g c _ r =", NO_GUARD);
        List<ExplorationProgram> programs = Stream.of("1: put k x; get k", "1: put k x | 2: get k; get k")
                .map(ExplorationProgram::parse)
                .toList();

        assertThat(explorer.conforms(clocks, specs.strong("Causal"), programs, LIMITS)
                        .verdict())
                .isEqualTo(InclusionResult.Verdict.NONE);
        assertThat(explorer.conforms(broken, specs.strong("Causal"), programs, LIMITS)
                        .witness()
                        .orElseThrow()
                        .history())
                .isEqualTo("1: put k x; get k = v0");
    }

    private static final String NO_GUARD = "let get_guard _ g c _ r = true ||";

    @Test
    void memoryIsBounded() throws Exception {
        ExplorationProgram large = ExplorationProgram.parse(
                "1: put k a; put k b; put k c; get k | 2: put j d; put k e; put j f; get k; get j | 3: get k; get j");
        ExplorationLimits small = new ExplorationLimits(Duration.ofMinutes(5), 100_000_000, 64, 2, 2);

        InclusionResult result = explorer.conforms(specs.strong("None"), specs.strong("Ryw"), List.of(large), small);

        assertThat(result.verdict()).isEqualTo(InclusionResult.Verdict.UNKNOWN);
        assertThat(result.extent().exceeded()).contains("memory");
    }

    @Test
    void aMachineWhoseGuardIsNeverTrueIsVacuous() throws Exception {
        ExploredMachine broken = specs.broken(
                specs.strong("Causal_plus"),
                "never_enabled",
                "let put_guard k v p c at_replica r =",
                "let put_guard k v p c at_replica r = false &&");

        VacuityResult result = explorer.vacuity(broken, new ProgramBounds(2, 3, 1), LIMITS);

        assertThat(result.vacuous()).isTrue();
        assertThat(result.putGuard().neverTrue()).isTrue();
        assertThat(result.stuckPut().orElseThrow().lines())
                .containsExactly(
                        "client 1 puts x on k",
                        "client 1's put of x on k waits at replica 1, and nothing else can go in there");
    }

    @Test
    void causalPlusIsNeitherVacuousNorStuck() throws Exception {
        VacuityResult result = explorer.vacuity(specs.strong("Causal_plus"), ProgramBounds.usual(), LIMITS);

        assertThat(result.vacuous()).isFalse();
        assertThat(result.stuckPut()).isEmpty();
        assertThat(result.refusedGet()).isEmpty();
        assertThat(result.seenProblem()).isEmpty();
        assertThat(result.putGuardAgain().neverTrue()).isTrue();
    }

    @Test
    void nodesOfCausalVectorClocksAreCausalAndOneWithoutDeliveryIsVacuous() throws Exception {
        ExploredMachine clocks = specs.reference("ChaparVectorClock", Kind.NODE);
        ExploredMachine unreachable = specs.reference("ChaparUnreachable", Kind.NODE);
        ProgramBounds bounds = new ProgramBounds(3, 4, 2);

        assertThat(answers(clocks)).isEqualTo("------AA-");
        assertThat(explorer.vacuity(clocks, bounds, LIMITS).vacuous()).isFalse();
        assertThat(explorer.vacuity(clocks, bounds, LIMITS).stuckPut()).isEmpty();
        assertThat(explorer.vacuity(unreachable, bounds, LIMITS).vacuous()).isTrue();
        assertThat(explorer.vacuity(unreachable, bounds, LIMITS).stuckPut()).isPresent();
    }

    @Test
    void aProgramThatIsTooLargeEndsWithinItsBudget() throws Exception {
        ExploredMachine machine = specs.suite("ReadYourWrites", Kind.CORE);
        ExplorationProgram large = ExplorationProgram.parse(
                "1: put k a; put k b; put k c; get k | 2: put k d; put k e; put k f; get k; get k");

        DiffResult result = explorer.diff(machine, specs.strong("Ryw"), large, LIMITS.withStates(10_000));

        assertThat(result.onlyFirst().verdict()).isEqualTo(InclusionResult.Verdict.UNKNOWN);
        assertThat(result.onlyFirst().extent().text()).isEqualTo("budget exceeded (states) after 10001 states");
    }

    @Test
    void aWitnessThatIsChangedDoesNotHold() throws Exception {
        ExploredMachine machine = specs.strong("None");
        Witness witness = explorer.litmus(
                        machine, LitmusCatalogue.find("reads-backwards").orElseThrow(), LIMITS)
                .witness()
                .orElseThrow();
        List<WitnessStep> changed = new ArrayList<>(witness.steps());
        changed.removeIf(WitnessStep.Deliver.class::isInstance);

        assertThat(explorer.replay(machine, witness, LIMITS).holds()).isTrue();
        assertThat(explorer.replay(machine, new Witness(witness.program(), changed), LIMITS)
                        .difference())
                .contains("step 2: the machine says value 0, the witness value 1");
    }

    @Test
    void aMachineWhoseGetsChangeReplicasIsExploredAsTheModelSays() throws Exception {
        ExploredMachine forgetful = specs.broken(
                specs.strong("Causal_plus"), "forgetful", "answer_time = (time_of (entry_of r k)) }), r)", FORGETS);
        LitmusTest backwards = LitmusCatalogue.find("reads-backwards").orElseThrow();

        LitmusResult result = explorer.litmus(forgetful, backwards, LIMITS.withBounds(1, 1));

        assertThat(result.witness().orElseThrow().steps()).anyMatch(WitnessStep.Reply.class::isInstance);
        assertThat(explorer.vacuity(forgetful, new ProgramBounds(2, 3, 1), LIMITS)
                        .replicasCounted())
                .contains("a get changes the replica");
    }

    /** After a get the replica holds nothing but the initial value. */
    private static final String FORGETS =
            "answer_time = (time_of (entry_of r k)) }), { r with entry_of = (fun _ -> { content = Obj.magic 0;"
                    + " written = None; causes = [] }) })";

    /** The later time wins; of equal ones the first to come, and so replicas differ for ever. */
    @Test
    void clientsMayReadTheSameTime() throws Exception {
        ExploredMachine naive = specs.written(
                "naive_last_writer_wins",
                "",
                Map.of(
                        "replica_state",
                        ": Type := key -> value * nat",
                        "put_payload",
                        ": Type := nat",
                        "replica_init",
                        "(me : replica) (v : value) : replica_state := fun _ => (v, 0)",
                        "get",
                        "(k : key) (g : get_payload) (c : client) (me : replica) (r : replica_state)"
                                + " : value * answer_payload * replica_state := (fst (r k), tt, r)",
                        "put_request",
                        "(k : key) (v : value) (now : nat) (c : client) (s : client_state)"
                                + " : put_payload * client_state := (S now, s)",
                        "put",
                        PUT + ": replica_state := fun asked => if key_eq_dec k asked then"
                                + " (if Nat.leb p (snd (r k)) then r k else (v, p)) else r asked"));

        assertThat(verdict(naive, "divergence")).isEqualTo(ALLOWED);
        assertThat(verdict(specs.strong("Causal_plus"), "divergence")).isEqualTo(FORBIDDEN);
    }

    @Test
    void clocksWithoutATieBreakDoNotConvergeAsCausalPlusDoes() throws Exception {
        ExploredMachine plus = specs.reference("VectorClock", Kind.CORE);
        ExploredMachine noTieBreak = specs.broken(plus, "no_tie_break", "P.client_leb (writer a) (writer b)", "false");

        assertThat(explorer.conforms(plus, specs.strong("Causal_plus"), ProgramBounds.usual(), LIMITS)
                        .verdict())
                .isEqualTo(InclusionResult.Verdict.NONE);
        assertThat(verdict(plus, "divergence")).isEqualTo(FORBIDDEN);
        assertThat(verdict(noTieBreak, "divergence")).isEqualTo(ALLOWED);
        assertThat(explorer.conforms(noTieBreak, specs.strong("Causal_plus"), ProgramBounds.usual(), LIMITS)
                        .witness()
                        .orElseThrow()
                        .history())
                .isEqualTo("1: put k x; get k = y; get k = x | 2: put k y");
    }

    /** A set used as a list: the last put to come is read, so its order decides what replicas answer. */
    @Test
    void aSetWhoseOrderMattersIsNotTakenForAnother() throws Exception {
        String last = "match List.find (fun x => if key_eq_dec (fst x) k then true else false) (fst r) with"
                + " Some x => snd x | None => snd r end";
        ExploredMachine ordered = specs.written(
                "set_as_list",
                "",
                Map.of(
                        "replica_state",
                        ": Type := (set (key * value) * value)%type",
                        "replica_init",
                        "(me : replica) (v : value) : replica_state := (nil, v)",
                        "get",
                        "(k : key) (g : get_payload) (c : client) (me : replica) (r : replica_state)"
                                + " : value * answer_payload * replica_state := (" + last + ", tt, r)",
                        "put",
                        PUT + ": replica_state := ((k, v) :: fst r, snd r)"));
        ExploredMachine plain = specs.written("plain", "", Map.of());

        assertThat(answers(ordered)).isEqualTo(answers(plain));
        assertThat(verdict(ordered, "divergence")).isEqualTo(ALLOWED);
    }

    /** Once it has met two replicas, a client reads the last put of all: only get_response compares them. */
    @Test
    void clientsThatCompareReplicasAreNoticed() throws Exception {
        ExploredMachine comparing = specs.written(
                "replica_compare",
                "Record contents := { newest : value; store : key -> value }.",
                Map.of(
                        "client_state", ": Type := (option replica * bool)%type",
                        "replica_state", ": Type := contents",
                        "get_payload", ": Type := bool",
                        "answer_payload", ": Type := replica",
                        "client_init", "(c : client) : client_state := (None, false)",
                        "replica_init",
                                "(me : replica) (v : value) : replica_state := {| newest := v; store := fun _ => v |}",
                        "get_request",
                                "(k : key) (c : client) (s : client_state) : get_payload * client_state := (snd s, s)",
                        "get",
                                "(k : key) (g : get_payload) (c : client) (me : replica) (r : replica_state)"
                                        + " : value * answer_payload * replica_state :="
                                        + " (if g then newest r else store r k, me, r)",
                        "get_response",
                                "(k : key) (v : value) (a : answer_payload) (c : client) (s : client_state)"
                                        + " : client_state := (Some a, match fst s with None => false"
                                        + " | Some b => if replica_eq_dec a b then snd s else true end)",
                        "put",
                                PUT + ": replica_state := {| newest := v; store := fun asked =>"
                                        + " if key_eq_dec k asked then v else store r asked |}"));
        ExplorationProgram program = ExplorationProgram.parse("1: put k x | 2: get j; get j; get j");

        InclusionResult result =
                explorer.conforms(comparing, specs.written("plain", "", Map.of()), List.of(program), LIMITS);

        assertThat(result.witness().orElseThrow().history())
                .isEqualTo("1: put k x | 2: get j = v0; get j = v0; get j = x");
        assertThat(explorer.vacuity(comparing, new ProgramBounds(2, 3, 1), LIMITS)
                        .replicasCounted())
                .contains("the machine compares replicas");
    }

    private static final String PUT =
            "(k : key) (v : value) (p : put_payload) (c : client) (me : replica) (r : replica_state) ";

    private static LitmusResult.Verdict verdict(ExploredMachine machine, String test) throws Exception {
        return explorer.litmus(machine, LitmusCatalogue.find(test).orElseThrow(), LIMITS)
                .verdict();
    }

    @Test
    void aMachineThatDoesNotComeBackIsEnded() throws Exception {
        ExploredMachine endless = specs.broken(
                specs.strong("Ryw"),
                "endless",
                "let put_guard k v p c at_replica r =",
                "let put_guard k v p c at_replica r = (while true do () done);");
        ExplorationLimits second = LIMITS.within(Duration.ofSeconds(1));

        List<LitmusResult> results = explorer.litmus(endless, LitmusCatalogue.all(), second);

        assertThat(results).last().satisfies(r -> assertThat(r.verdict()).isEqualTo(NOT_APPLICABLE));
        assertThat(results.subList(0, 9)).allMatch(r -> r.verdict() == UNKNOWN);
    }

    @Test
    void aMachineThatFailsIsNamed() throws Exception {
        ExploredMachine failing = specs.broken(
                specs.strong("Ryw"),
                "failing",
                "let put_guard k v p c at_replica r =",
                "let put_guard k v p c at_replica r = failwith \"no guard\" &&");

        assertThatThrownBy(() -> explorer.vacuity(failing, ProgramBounds.usual(), LIMITS))
                .isInstanceOf(ExplorationFailure.class)
                .hasMessageContaining("failing")
                .hasMessageContaining("no guard");
    }

    @Test
    void aFileWithoutTheFunctorIsRefused() throws Exception {
        Path file = folder.resolve("nothing.ml");
        Files.writeString(file, "let nothing = ()\n");

        assertThatThrownBy(() -> explorer.vacuity(
                        ExploredMachine.core("mine", file, "Specification"), ProgramBounds.usual(), LIMITS))
                .isInstanceOf(ExplorationFailure.class)
                .hasMessageContaining("mine: Specification is not a machine of kind core");
    }
}
