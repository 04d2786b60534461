package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.synth.prover.CommandOutcome;
import dev.espalier.synth.prover.ExternalCommand;
import dev.espalier.synth.prover.Prover;
import dev.espalier.synth.prover.coqidetop.CoqIdeTop;
import dev.espalier.synth.prover.coqidetop.CoqSentences;
import dev.espalier.synth.prover.session.Accepted;
import dev.espalier.synth.prover.session.Answered;
import dev.espalier.synth.prover.session.Goal;
import dev.espalier.synth.prover.session.ProofState;
import dev.espalier.synth.prover.session.ProverError;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.QueryResult;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.StateId;
import dev.espalier.synth.prover.session.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a prover, and what is made of its answers. */
final class HammerTest {
    private static final String LEMMA = "Lemma open : forall b : bool, b = b.";

    /** Has some goals left once the kit's tactics have run, and refuses what it is told to. */
    private static final class Scripted implements ProverSession {
        private final List<StateId> states = new ArrayList<>(List.of(StateId.root("scripted")));
        private final List<String> asked = new ArrayList<>();
        private final List<String> compiled = new ArrayList<>();
        private final int goals;
        private final Predicate<String> refused;
        private final String printed;
        private final ProverError error;

        private Scripted(int goals, Predicate<String> refused, String printed, ProverError error) {
            this.goals = goals;
            this.refused = refused;
            this.printed = printed;
            this.error = error;
        }

        private Scripted(int goals, Predicate<String> refused, String printed) {
            this(goals, refused, printed, ProverError.TACTIC_FAILURE);
        }

        @Override
        public StateId tip() {
            return states.getLast();
        }

        @Override
        public ProofState goals() {
            Goal goal = new Goal("1", List.of(), "b = b");
            return new ProofState(true, Collections.nCopies(goals, goal), List.of(), List.of(), List.of());
        }

        @Override
        public Verdict check(String sentence) {
            asked.add(sentence);
            if (refused.test(sentence)) {
                return new Rejected(error, "refused", Optional.empty(), goals(), Duration.ZERO);
            }
            states.add(tip().then(sentence));
            return new Accepted(tip(), goals(), List.of(), Duration.ofMillis(1));
        }

        @Override
        public void backTo(StateId state) {
            states.subList(state.depth() + 1, states.size()).clear();
        }

        @Override
        public QueryResult query(String command) {
            return new Answered(List.of());
        }

        /** The library is asked of it with this much defined. */
        private Hammer.Result attacked(String open) throws Exception {
            return hammer().attack(this, List.of("Definition kept := 1."), LEMMA, open);
        }

        private Hammer hammer() {
            return new Hammer(text -> {
                compiled.add(text);
                return Pattern.compile("Print (\\w+)\\.")
                        .matcher(text)
                        .results()
                        .map(found -> printed.replace("NAME", found.group(1)))
                        .collect(Collectors.joining("\n"));
            });
        }

        @Override
        public void interrupt() {}

        @Override
        public void close() {}
    }

    private static final String PRINTED = "NAME = fun b : bool => match b with\n"
            + "                            | true => @eq_refl bool true\n"
            + "                            | false => @eq_refl bool false\n"
            + "                          end\n     : forall b : bool, @eq bool b b\n\nArguments NAME b%bool_scope";

    @Test
    void theProofHasTheTermsAndNotTheLibrary() throws Exception {
        Scripted session = new Scripted(2, sentence -> sentence.contains("(hauto"), PRINTED);
        StateId before = session.tip();
        Hammer.Result result = session.attacked("open_it; try close_it.");
        assertThat(session.tip()).isEqualTo(before);
        assertThat(result).isInstanceOfSatisfying(Hammer.Result.Found.class, found -> {
            assertThat(found.tactics()).isEqualTo(Set.of("sauto lq: on"));
            assertThat(found.proof())
                    .startsWith("open_it; try close_it.")
                    .containsSubsequence("exact (fun b : bool => match b with", "exact (fun b : bool", "end).")
                    .doesNotContain("Hammer.", "Require", "sauto lq: on)", "Arguments")
                    .satisfies(proof -> assertThat(Hammer.found(proof)).isTrue());
        });
        assertThat(session.compiled)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("Definition kept := 1.\nFrom Hammer Require Import Tactics.\n" + LEMMA)
                        .contains("(sauto lq: on)")
                        .doesNotContain("(hauto")
                        .endsWith("End Proof.\n"));
    }

    private static final String CLAIM = """
            Definition covered := 1.
            Theorem invariant : covered = 1.
            Proof. reflexivity. Qed.
            Theorem seen : forall b : bool, b = b.
            Proof. refine (all _); open_machine; close_obligation. Qed.
            """;

    /** What the kit proves stays as it is; of what it does not, only the goals that it leaves are asked about. */
    @Test
    void aClaimHasTheTermsWhereTheKitGivesUp() throws Exception {
        Scripted session = new Scripted(
                1, sentence -> sentence.equals("refine (all _); open_machine; close_obligation."), PRINTED);
        StateId before = session.tip();
        assertThat(HammeredClaim.of(session, List.of("Definition kept := 1."), session.hammer(), CLAIM))
                .hasValueSatisfying(text -> assertThat(text)
                        .containsSubsequence(
                                "Theorem invariant : covered = 1.",
                                "reflexivity.",
                                "Theorem seen",
                                "refine (all _); open_machine; try close_obligation.",
                                "exact (fun b : bool",
                                "Qed."));
        assertThat(session.tip()).isEqualTo(before);
        assertThat(session.compiled).singleElement().asString().contains("Definition kept := 1.", "Theorem invariant");
    }

    @Test
    void aClaimOfWhichAGoalStaysOpenIsNone() throws Exception {
        Scripted session = new Scripted(
                1, sentence -> sentence.endsWith("; close_obligation.") || sentence.contains("auto"), PRINTED);
        assertThat(HammeredClaim.of(session, List.of(), session.hammer(), CLAIM))
                .isEmpty();
        Scripted other = new Scripted(1, sentence -> sentence.equals("reflexivity."), PRINTED);
        assertThat(HammeredClaim.of(other, List.of(), other.hammer(), CLAIM)).isEmpty();
    }

    @Test
    void itGivesUpAtAGoalThatNoTacticCloses() throws Exception {
        Scripted session = new Scripted(3, sentence -> sentence.endsWith("using found_for_goal_2."), PRINTED);
        assertThat(session.attacked("open_it."))
                .isInstanceOfSatisfying(
                        Hammer.Result.Nothing.class,
                        nothing -> assertThat(nothing.why()).contains("1 of 3 goals"));
        assertThat(session.asked).noneMatch(sentence -> sentence.contains("found_for_goal_3"));
        assertThat(session.states).hasSize(1);
    }

    @Test
    void aTermThatWasPrintedInPartIsNoProof() throws Exception {
        assertThat(new Scripted(1, sentence -> false, PRINTED.replace("true\n", "(...)\n")).attacked("o."))
                .isInstanceOf(Hammer.Result.Nothing.class);
    }

    @Test
    void tooManyGoalsAreNotTried() throws Exception {
        Scripted session = new Scripted(13, sentence -> false, PRINTED);
        assertThat(session.attacked("open_it.")).isInstanceOf(Hammer.Result.Nothing.class);
        assertThat(session.asked).noneMatch(sentence -> sentence.contains("auto"));
    }

    @Test
    void aTermThatNeedsTheLibraryIsNoProof() throws Exception {
        String needy = "NAME = fun b : bool => Hammer.Tactics.Reflect.andE b b\n     : forall b : bool, b = b\n";
        assertThat(new Scripted(1, sentence -> false, needy).attacked("open_it."))
                .isInstanceOf(Hammer.Result.Nothing.class);
    }

    @Test
    void whetherItIsInstalledIsForTheProverToSay() throws Exception {
        assertThat(Hammer.isInstalled(source(new Scripted(0, sentence -> false, ""))))
                .isTrue();
        assertThat(Hammer.isInstalled(source(new Scripted(0, s -> true, "", ProverError.UNKNOWN_REFERENCE))))
                .isFalse();
        assertThatThrownBy(() -> Hammer.isInstalled(source(new Scripted(0, s -> true, "", ProverError.TIMEOUT))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--no-hammer");
    }

    private static ProverSession.Source source(ProverSession session) {
        return new ProverSession.Source() {
            @Override
            public String foundation() {
                return "scripted";
            }

            @Override
            public ProverSession open() {
                return session;
            }
        };
    }

    private static final List<String> TRUTHS = List.of("From Coq Require Import Bool Lia.", "Module Proof.");
    private static final String IMPLIED =
            "Lemma implied : forall a b w h : bool," + " a = w -> b = h -> negb a || b = true -> implb w h = true.";

    @TempDir
    private Path folder;

    /** What the prover prints as it compiles a file. */
    private String compiled(String text) throws IOException, InterruptedException {
        Prover prover = ((Prover.Found) Prover.find()).prover();
        Files.writeString(folder.resolve("Printed.v"), text);
        List<String> command = List.of(prover.compiler().toString(), "-q", "Printed.v");
        CommandOutcome outcome = new ExternalCommand(command, folder, Duration.ofMinutes(2), 1 << 20).run();
        assertThat(outcome.succeeded()).as(outcome::said).isTrue();
        return outcome.output();
    }

    @Test
    void theTermThatTheRealOneFindsIsAProofWithoutIt() throws Exception {
        assumeTrue(CoqIdeTop.find() instanceof CoqIdeTop.Found, "no coqidetop");
        CoqIdeTop top = ((CoqIdeTop.Found) CoqIdeTop.find()).top();
        ProverSession.Source source = Sessions.plain(top);
        assumeTrue(Hammer.isInstalled(source), "the prover has no CoqHammer (Debian: libcoq-hammer)");
        try (ProverSession session = source.open()) {
            for (String sentence : TRUTHS) {
                assertThat(session.check(sentence)).isInstanceOf(Accepted.class);
            }
            Hammer.Result result = new Hammer(this::compiled).attack(session, TRUTHS, IMPLIED, "intros; try lia.");
            assertThat(result).isInstanceOf(Hammer.Result.Found.class);
            List<String> proof = new ArrayList<>(List.of(IMPLIED, "Proof."));
            proof.addAll(CoqSentences.split(((Hammer.Result.Found) result).proof()));
            proof.add("Qed.");
            for (String sentence : proof) {
                assertThat(session.check(sentence)).isInstanceOf(Accepted.class);
            }
            assertThat(session.check("Check Hammer.Tactics.Reflect.andE.")).isInstanceOf(Rejected.class);
        }
    }
}
