package dev.espalier.synth.trellis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no move may say, whoever proposes it. */
class RailsTest {
    private static void assertNoDefinition(String name, String text, String kind) {
        assertThatExceptionOfType(RefusedMoveException.class)
                .isThrownBy(() -> Rails.definition(name, text))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Axiom f : False.",
                "Definition f := 1. Axiom g : False.",
                "Parameter f : nat.",
                "Variable f : nat.",
                "Hypothesis f : False.",
                "Definition f : False. Admitted.",
                "Definition f : False. Proof. admit. Defined.",
                "Conjecture f : False.",
                "Primitive f := #int63_add."
            })
    void assumptionsAreRefused(String text) {
        assertThatExceptionOfType(RefusedMoveException.class).isThrownBy(() -> Rails.definition("f", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Require Import Classical.",
                "Declare ML Module \"ltac2_plugin\".",
                "Load \"/etc/passwd\".",
                "Redirect \"out\" Print nat.",
                "Extraction \"out.ml\" nat.",
                "Cd \"/\".",
                "Add LoadPath \"/\" as X.",
                "Set Bypass Guard Checking.",
                "Unset Guard Checking.",
                "Unset Universe Checking.",
                "Set Typing Flags.",
                "#[bypass_check(guard)] Fixpoint f (n : nat) : False := f n.",
                "Notation \"'f'\" := (fun x => x).",
                "Notation f := (ltac:(admit)).",
                "Infix \"+\" := f.",
                "Module f. End f.",
                "End Grown.",
                "Section f.",
                "Lemma f : True. Proof. exact I. Qed.",
                "Compute 1.",
                "Drop.",
                "Quit.",
                "Reset Initial.",
                "Back 3.",
                "Undo.",
                "Abort All.",
                "Definition f := 1. Import Classical.",
                "Definition f := 1. Definition g := 2.",
                "Definition f := 1. auto.",
                "Definition g := 1.",
                "Hint Resolve f. End Grown."
            })
    void commandsThatLeaveTheModuleAreRefused(String text) {
        assertThatExceptionOfType(RefusedMoveException.class).isThrownBy(() -> Rails.definition("f", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admit.",
                "give_up.",
                "auto. Admitted",
                "auto. Qed. Axiom f : False. Lemma g : True. Proof. exact I.",
                "exact I. Qed. Lemma refinement : True. Proof. exact I.",
                "vm_compute. native_compute.",
                "Redirect \"out\" auto.",
                "Fail auto.",
                "Time auto.",
                "Unset Guard Checking. auto.",
                "Import Classical.",
                "auto. (* Qed",
                "auto",
                "exact (fun x => \"",
                "abstract (exact_no_check I). Abort",
                "Show Proof.",
                ""
            })
    void aProofHasTacticsOnly(String tactics) {
        assertThatExceptionOfType(RefusedMoveException.class).isThrownBy(() -> Rails.tactics("f", tactics));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto.",
                "intros x y.\n  - auto.\n  - { apply H. }",
                "destruct x; [auto | congruence].",
                "{ auto. }\n{ auto. }",
                "1: auto. all: eauto with slots.",
                "match goal with H : _ |- _ => exact H end.",
                "(* why *) (auto || lia)."
            })
    void tacticsPass(String tactics) throws Exception {
        assertThat(Rails.tactics("f", tactics)).isEqualTo(tactics);
    }

    @Test
    void whatStatementsAreWrittenWithStaysWhatItIs() {
        for (String name :
                new String[] {"refines", "refinement", "Specification", "S", "I", "P", "MachineOf", "progressive"}) {
            assertNoDefinition(name, "Definition " + name + " := True.", "name");
        }
        assertNoDefinition("f\"", "Definition f := 1.", "name");
    }

    @Test
    void aDefinitionMayHaveHintsAndATypeAloneIsAHole() throws Exception {
        Item defined = Rails.definition("f", "Definition f := 1.\n#[local] Hint Unfold f : methods.");
        assertThat(defined.isHole()).isFalse();
        assertThat(defined.written()).contains("Hint Unfold");
        Item declared = Rails.definition("f", "Definition f (n : nat) : nat.");
        assertThat(declared.isHole()).isTrue();
        assertThat(declared.written()).endsWith("Admitted.");
        Item shown = Rails.definition(
                "f", "Definition f (a b : nat) : {a = b} + {a <> b}.\nProof. decide equality. Defined.");
        assertThat(shown.isHole()).isFalse();
        assertThat(Rails.definition("hints", "#[local] Hint Unfold f g : methods.")
                        .isHole())
                .isFalse();
        assertNoDefinition("f", "Definition f (a b : nat) : {a = b} + {a <> b}.\nProof. decide equality.", "syntax");
    }

    @Test
    void aMegabyteIsNoStep() {
        String long1 = "x".repeat(MoveSizes.TEXT_MAX);
        assertNoDefinition("f", "Definition f := " + long1 + ".", "size");
        assertThatExceptionOfType(RefusedMoveException.class)
                .isThrownBy(() -> Rails.tactics("f", "exact " + long1 + "."))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo("size"));
    }

    @Test
    void lemmasAreStatementsWithoutProofs() throws Exception {
        assertThat(Rails.lemmas("Lemma a : True. Lemma b : forall n : nat, n = n."))
                .containsOnlyKeys("a", "b")
                .containsEntry("b", "Lemma b : forall n : nat, n = n.");
        for (String text : new String[] {
            "Lemma a : True. Proof. exact I. Qed.",
            "Lemma a := I.",
            "Lemma a : True. Lemma a : False.",
            "Lemma refinement : True.",
            "Axiom a : False.",
            "Lemma a : True. End Proof.",
            "Definition a := 1."
        }) {
            assertThatExceptionOfType(RefusedMoveException.class).as(text).isThrownBy(() -> Rails.lemmas(text));
        }
    }
}
