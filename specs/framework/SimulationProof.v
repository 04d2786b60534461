(** Trace inclusion from simulation. *)

From Coq Require Import List.
From Espalier.Framework Require Import Machine World Refinement.
Import ListNotations.

Section SimulationProof.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).

Lemma run_append :
  forall (M : machine key value client replica) replicas w first w' second w'',
    run client_eq_dec replica_eq_dec M replicas True w first w' ->
    run client_eq_dec replica_eq_dec M replicas True w' second w'' ->
    run client_eq_dec replica_eq_dec M replicas True w (first ++ second) w''.
Proof.
  intros M replicas w first w' second w'' H.
  induction H as [w | w o w1 later w2 Hstep Hrun IH]; intros H2.
  - exact H2.
  - replace (observed o later ++ second) with (observed o (later ++ second))
      by (destruct o; reflexivity).
    econstructor; eauto.
Qed.

Theorem simulation_refines :
  forall I S : machine key value client replica,
    (forall replicas, exists related,
      simulation client_eq_dec replica_eq_dec replicas I S related) ->
    refines client_eq_dec replica_eq_dec I S.
Proof.
  intros I S H replicas v programs events [w Hrun].
  destruct (H replicas) as [related [Hinitial Hstep]].
  assert (G : forall w events w',
    run client_eq_dec replica_eq_dec I replicas True w events w' ->
    forall x, related w x ->
    exists x', run client_eq_dec replica_eq_dec S replicas True x events x').
  { clear - Hstep. intros w events w' Hrun.
    induction Hrun as [w | w o w1 later w2 H1 Hrun IH]; intros x Hx.
    - exists x. constructor.
    - destruct (Hstep _ _ _ _ H1 Hx) as [x1 [Hx1 Hrel]].
      destruct (IH _ Hrel) as [x2 Hx2].
      exists x2.
      replace (observed o later) with (observed o [] ++ later)
        by (destruct o; reflexivity).
      eapply run_append; eauto. }
  destruct (G _ _ _ Hrun _ (Hinitial v programs)) as [x Hx].
  exists x. exact Hx.
Qed.

End SimulationProof.
