package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.espalier.synth.gate.GateFailure.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceScanTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(* Admitted. *) Lemma a : True. Proof. exact I. Qed.",
                "(* outer (* Axiom x : False. *) still a comment Admitted. *) Definition a := 1.",
                "(* a string \" *) Axiom x : False. \" ends no comment *) Definition a := 1.",
                "Definition said := \"Admitted.\"%string.",
                "Definition said := \"a \"\" quote. Axiom x : False. \"%string.",
                "Definition my_Admitted_lemma := 1. Definition admit' := 1. Definition readmit := 1.",
                "Module Type T. Parameter x : nat. Axiomatic := x. End T.",
                "Section S. Variable n : nat. Context {A : Type}. Hypothesis H : n = 0. End S.",
                "Module M. Section S. Variables a b : nat. End S. End M.",
                "Module Type T (P : Q). Declare Module N : R. Parameters a b : nat. End T.",
                "Module M : T with Definition t := nat. Definition t := nat. End M.",
                "Module M := F X. Definition a := 1.",
                "Lemma a : True. Proof. - { 1: exact I. } - all: auto. + [x]: { auto. } * idtac... Qed.",
                "#[local] Set Keyed Unification. Unset Printing Records. Local Open Scope nat_scope.",
                "From Coq Require Import List Lia. From Espalier.Framework Require Import Machine.",
                "Require Coq.Arith.PeanoNat.",
                "Notation \"a + b\" := (plus a b). Notation \"[ x ; .. ; y ]\" := (cons x .. (cons y nil) ..).",
                "Print Assumptions a. Check 1. Time Definition a := 1.",
                "Definition unicode_α := 1. (* é *)"
            })
    void accepts(String source) throws Exception {
        // Not a real command, but a word that only contains one that is refused.
        SourceScan.check(file(source.replace("Axiomatic := x.", "Definition Axiomatic := x.")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lemma a : False. Admitted.",
                "Lemma a : False.\nProof. Admitted  .",
                "Lemma a : False. Proof. (* a *)Admitted\n.",
                "Lemma a : False. Proof. auto; admit. Qed.",
                "Lemma a : False. Proof. - { admit. } Defined.",
                "Lemma a : False. Proof. all: give_up. Qed.",
                "Definition a : False := ltac:(give_up).",
                "Ltac finish := idtac; admit.",
                "Lemma a : False. Proof. Coq.Init.admit. Qed.",
                "Admit Obligations.",
                "(* \" *) \" *) Lemma a : False. Admitted.",
                "(**) Lemma a : False. Admitted. (**)",
            })
    void findsHoles(String source) {
        assertThat(reason(source)).isEqualTo(Reason.HOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Axiom x : False.",
                "Axioms x y : False.",
                "Local Axiom x : False.",
                "#[export] Axiom x : False.",
                "#[local, program] Conjecture x : False.",
                "Module Type T. Axiom x : False. End T.",
                "Lemma a : True. { Axiom x : False. } Qed.",
                "Lemma a : True. - 1-2, 3: { [goal]: { Parameter x : False.",
                "Parameter x : False.",
                "Global Parameters x : False.",
                "Module M. Parameter x : False. End M.",
                "Module M. Section S. Parameter x : False. End S. End M.",
                "Module Type T. End T. Parameter x : False.",
                "Module Type T := S. Parameter x : False.",
                "Variable x : False.",
                "Module M. Variables x : False. End M.",
                "Section S. End S. Hypothesis x : False.",
                "Section S. Module M := N. End S. Hypotheses x : False.",
                "Context (x : False).",
                "Module Type T. Context (x : False). End T.",
                "Time Local Variable x : False.",
                "Declare Instance x : C.",
                "Declare Module M : T.",
                "Module M. Include Type T. End M.",
                "Primitive int := #int63_type.",
                "Symbol x : nat.",
            })
    void findsAxioms(String source) {
        assertThat(reason(source)).isEqualTo(Reason.AXIOM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unset Guard Checking.",
                "Local Unset Positivity Checking.",
                "#[global] Unset Universe Checking.",
                "Set Type In Type.",
                "Set Definitional UIP.",
                "#[bypass_check(guard)] Fixpoint f (n : nat) := f n.",
                "#[bypass_check(guard=yes)] Fixpoint f (n : nat) := f n.",
                "#[unknown] Definition a := 1.",
                "Add LoadPath \"x\".",
                "Add Rec LoadPath \"x\" as Y.",
                "Add ML Path \"x\".",
                "Load \"x\".",
                "Redirect \"x\" Print nat.",
                "Drop.",
                "Cd \"x\".",
                "Fail Definition a := 1.",
                "Declare ML Module \"x\".",
                "Extract Constant a => \"b\".",
                "Extraction \"a.ml\" b.",
                "Recursive Extraction a.",
                "Print Universes \"file\".",
                "From Hammer Require Import Tactics.",
                "Require Import List.",
                "From Coq Require Import Extraction.",
                "From Coq Require ExtrOcamlBasic.",
                "From Coq Require Import (notations) List.",
                "Time From Coq Require Import List.",
                "Definition a := 1. Require",
                "Lemma a : 1 = 1. Proof. native_compute. Qed.",
                "Definition a := 1",
                "Definition a := \"1.",
                "(* Definition a := 1.",
                "Definition a := x.(* y. *)",
                "Notation \"a .( b\" := (f a b).",
                "Notation \"a +(* b\" := (f a b).",
                "Infix \"*)\" := f.",
                "Tactic Notation \"a.\" := idtac.",
                "Module M. End N.",
                "End M.",
                ".",
                "Definition a :=\u00a01.",
                "(* \u202e *) Definition a := 1.",
                "Frobnicate all.",
                "= 1.",
            })
    void findsForbiddenCommands(String source) {
        assertThat(reason(source)).isEqualTo(Reason.FORBIDDEN_COMMAND);
    }

    private static Reason reason(String source) {
        GateFailure failure = catchThrowableOfType(GateFailure.class, () -> SourceScan.check(file(source)));
        assertThat(failure).as("refused: " + source).isNotNull().hasMessageContaining("a/A.v:");
        return failure.reason();
    }

    private static SourceFile file(String source) {
        return new SourceFile("a/A.v", source, "");
    }
}
