package dev.espalier.synth.prover.coqidetop;

import static dev.espalier.synth.prover.coqidetop.InstalledCoq.accept;
import static dev.espalier.synth.prover.coqidetop.InstalledCoq.reject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.synth.prover.ExternalCommand;
import dev.espalier.synth.prover.ProgramPath;
import dev.espalier.synth.prover.session.Accepted;
import dev.espalier.synth.prover.session.Answered;
import dev.espalier.synth.prover.session.Goal;
import dev.espalier.synth.prover.session.Hypothesis;
import dev.espalier.synth.prover.session.Location;
import dev.espalier.synth.prover.session.ProofState;
import dev.espalier.synth.prover.session.ProverError;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.ProverSessions;
import dev.espalier.synth.prover.session.QueryResult;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.SessionLimits;
import dev.espalier.synth.prover.session.StateId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the installed prover says, and that it is understood. */
final class CoqIdeTopSessionTest {
    private static final String LEMMA = "Lemma swap : forall a b : nat, a < b /\\ True -> True /\\ a < b.";

    private ProverSession session;

    @BeforeEach
    void open() throws Exception {
        session = InstalledCoq.source(SessionLimits.DEFAULT).open();
    }

    @AfterEach
    void close() {
        if (session != null) {
            session.close();
        }
    }

    @Test
    void aProofStepByStep() throws Exception {
        assertThat(session.goals()).isEqualTo(ProofState.NONE);
        accept(session, LEMMA + " Proof. intros a b [H _].");
        assertThat(session.goals().foreground()).hasSize(1);
        Goal goal = session.goals().foreground().getFirst();
        assertThat(goal.hypotheses())
                .containsExactly(
                        new Hypothesis(List.of("a", "b"), false, "nat"), new Hypothesis(List.of("H"), false, "a < b"));
        assertThat(goal.conclusion()).isEqualTo("True /\\ a < b");
        Accepted split = accept(session, "split. - ");
        assertThat(split.goals().foreground()).hasSize(1);
        assertThat(split.goals().background()).extracting(Goal::conclusion).containsExactly("a < b");
        accept(session, "exact I. - exact H.");
        assertThat(session.goals().finished()).isTrue();
        Accepted done = accept(session, "Qed.");
        assertThat(done.goals()).isEqualTo(ProofState.NONE);
        assertThat(done.state()).isEqualTo(session.tip());
        assertThat(session.query("Print Assumptions swap."))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answer -> assertThat(answer.text()).contains("Closed under the global context"));
    }

    @Test
    void errorsAreTyped() throws Exception {
        reject(session, "Lemma a : 1 = .", ProverError.SYNTAX);
        reject(session, "Definition a := 1. Definition b := 2.", ProverError.SYNTAX);
        reject(session, "(* nothing *)", ProverError.SYNTAX);
        reject(session, "Require Import Nowhere.", ProverError.UNKNOWN_REFERENCE);
        reject(session, "Fixpoint f (n : nat) : nat := f n.", ProverError.RECURSION);
        reject(session, "Inductive t := c : (t -> nat) -> t.", ProverError.RECURSION);
        reject(session, "Definition u : Set := Type.", ProverError.UNIVERSE);
        accept(session, LEMMA);
        assertThat(reject(session, "exact I.", ProverError.TYPE).goals()).isEqualTo(session.goals());
        reject(session, "exact missing.", ProverError.UNKNOWN_REFERENCE);
        reject(session, "missing.", ProverError.UNKNOWN_REFERENCE);
        reject(session, "reflexivity.", ProverError.TACTIC_FAILURE);
        reject(session, "rewrite Nat.add_0_r.", ProverError.UNKNOWN_REFERENCE);
        reject(session, "fail 0 \"because\".", ProverError.TACTIC_FAILURE);
        reject(session, "timeout 1 (do 1000000000 (pose proof I; clear)).", ProverError.TIMEOUT);
        Rejected unsolved = reject(session, "Qed.", ProverError.UNSOLVED_GOAL);
        assertThat(unsolved.message()).contains("Attempt to save an incomplete proof");
        assertThat(unsolved.goals().foreground()).hasSize(1);
        accept(session, "intros a b [H _]. split. -");
        reject(session, "-", ProverError.UNSOLVED_GOAL);
    }

    @Test
    void anErrorTellsItsPlace() throws Exception {
        Rejected wrong = reject(session, "Definition λ :=\n  (* é *) 1 + true.", ProverError.TYPE);
        assertThat(wrong.location()).contains(new Location(30, 34, 2, 14));
        assertThat(wrong.message())
                .isEqualTo("The term \"true\" has type \"bool\" while it is expected to have type \"nat\".");
        assertThat(reject(session, "Definition x := y ++ .", ProverError.SYNTAX).location())
                .hasValueSatisfying(place -> assertThat(place.start()).isGreaterThan(15));
    }

    @Test
    void aFailureInOneSentenceIsNoneOfTheNext() throws Exception {
        reject(session, "Lemma a : 1 = true.", ProverError.TYPE);
        accept(session, "Lemma a : 1 = 1.");
        reject(session, "intros x y z; nonsense.", ProverError.UNKNOWN_REFERENCE);
        accept(session, "reflexivity. Qed.");
    }

    @Test
    void theKernelHasItsSayAtTheEnd() throws Exception {
        accept(session, "Lemma wrong : forall n : nat, False. Proof. fix self 1. exact self.");
        assertThat(session.goals().finished()).isTrue();
        reject(session, "Qed.", ProverError.RECURSION);
        reject(session, "Check wrong.", ProverError.UNKNOWN_REFERENCE);
    }

    @Test
    void specialCharactersComeThrough() throws Exception {
        accept(session, "Require Import Coq.Strings.String. Open Scope string_scope.");
        accept(session, "Lemma odd : forall α : nat, \"<&amp;  'é'>\" = \"]]>\" -> α <> 1 -> 1 < α.");
        accept(session, "intros α strange. pose (β := fun x : nat => x).");
        Goal goal = session.goals().foreground().getFirst();
        assertThat(goal.conclusion()).isEqualTo("α <> 1 -> 1 < α");
        assertThat(goal.hypotheses())
                .contains(
                        new Hypothesis(List.of("strange"), false, "\"<&amp;  'é'>\" = \"]]>\""),
                        new Hypothesis(List.of("β"), true, "fun x : nat => x : nat -> nat"));
    }

    @Test
    void aStateIsReturnedToAndLeftOtherwise() throws Exception {
        StateId before = session.tip();
        StateId stated = accept(session, LEMMA + " Proof.").state();
        StateId left = accept(session, "intros a b [H _]. split.").state();
        session.backTo(stated);
        assertThat(session.goals().foreground()).hasSize(1);
        accept(session, "intros a b H. destruct H as [H1 H2]. split. exact H2. exact H1. Qed.");
        assertThatThrownBy(() -> session.backTo(left)).isInstanceOf(IllegalArgumentException.class);
        // Into a proof that is done, with something after it.
        accept(session, "Definition after := swap.");
        session.backTo(stated);
        accept(session, "tauto. Qed.");
        reject(session, "Check after.", ProverError.UNKNOWN_REFERENCE);
        session.backTo(before);
        reject(session, "Check swap.", ProverError.UNKNOWN_REFERENCE);
        assertThat(accept(session, LEMMA + " Proof.").state()).isEqualTo(stated);
    }

    @Test
    void aQueryChangesNothing() throws Exception {
        accept(session, "Definition one := 1. Lemma a : one = 1.");
        ProofState before = session.goals();
        assertThat(session.query("Definition two := 2. Check two.")).isNotNull();
        assertThat(session.query("Compute one + one."))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answer -> assertThat(answer.text().strip()).startsWith("= 2"));
        QueryResult unknown = session.query("Check two.");
        assertThat(unknown)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.error()).isEqualTo(ProverError.UNKNOWN_REFERENCE));
        assertThat(session.goals()).isEqualTo(before);
        accept(session, "reflexivity. Qed.");
    }

    @Test
    void equalStatesHashAlike() throws Exception {
        StateId start = accept(session, LEMMA + " Proof.").state();
        String stated = session.goals().hash();
        String destructed = accept(session, "intros a b H. destruct H as [H H']. clear H'. split.")
                .goals()
                .hash();
        session.backTo(start);
        String introduced =
                accept(session, "intros a b [H _]. apply conj.").goals().hash();
        assertThat(introduced).isEqualTo(destructed).isNotEqualTo(stated);
        session.backTo(start);
        assertThat(accept(session, "intros a b [G _]. split.").goals().hash()).isNotEqualTo(introduced);
        session.backTo(start);
        String evars = accept(session, "intros a b H. enough (exists x, x = a). 2: { eexists. reflexivity. } ")
                .goals()
                .hash();
        assertThat(evars).isNotEqualTo(introduced);
    }

    @Test
    void sessionsSideBySide() throws Exception {
        try (ProverSessions sessions = new ProverSessions(InstalledCoq.source(SessionLimits.DEFAULT), 2);
                ProverSession first = sessions.open();
                ProverSession second = sessions.open()) {
            accept(first, "Definition here := 1.");
            accept(second, "Definition here := true.");
            accept(first, "Definition more := here + 1.");
            reject(second, "Definition more := here + 1.", ProverError.TYPE);
            first.close();
            try (ProverSession third = sessions.open()) {
                reject(third, "Check here.", ProverError.UNKNOWN_REFERENCE);
            }
        }
    }

    @Test
    void librariesAreLoadedFromTheFoldersThatAreGiven(@TempDir Path folder) throws Exception {
        CoqIdeTopSource source = InstalledCoq.source(SessionLimits.DEFAULT);
        Path compiler = ProgramPath.find("coqc").orElseThrow();
        Files.writeString(folder.resolve("Lib.v"), "Definition seven := 7.\n");
        List<String> compile = List.of(compiler.toString(), "-Q", ".", "Mine", "Lib.v");
        assertThat(new ExternalCommand(compile, folder, Duration.ofMinutes(1), 10_000)
                        .run()
                        .succeeded())
                .isTrue();
        CoqIdeTopSource mine = new CoqIdeTopSource(
                source.top(), List.of("-Q", folder.toString(), "Mine"), "Lib 1", SessionLimits.DEFAULT);
        assertThat(mine.foundation()).isNotEqualTo(source.foundation());
        reject(session, "Require Import Mine.Lib.", ProverError.UNKNOWN_REFERENCE);
        try (ProverSession loading = mine.open()) {
            accept(loading, "Require Import Mine.Lib. Lemma a : seven = 7. reflexivity. Qed.");
        }
    }
}
