(** The strong family's machine means what StrongMeaning.v says. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine World Refinement.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees HistoriesFacts HistoriesCausal.
From Espalier.Strong Require Histories StrongMeaning StrongMeaningReplicas.
Import Histories ListNotations.

Module Proof (P : PARAMETERS) (G : GUARANTEES) <: StrongMeaning.STATEMENT P G.
  Include StrongMeaningReplicas.Replicas P G.

  Theorem explained : forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    Histories.explained G.chosen v0 h.
  Proof.
    intros replicas v0 programs h T.
    destruct (trace_explained _ _ _ _ T) as [n H].
    exists (explanation_of n). split; [apply history_explained; exact H |].
    split; [| split; [| split; [| split; [| split]]]].
    - intros Y e g He Hg S. destruct (gets_ok _ _ _ H g Hg) as [_ _ Hown _].
      apply Hown; auto; apply S.
    - intros Y e d g g' R K Hg' S.
      destruct (gets_ok _ _ _ H g' Hg') as [_ _ _ Hreads].
      apply (Hreads Y e d g); auto; apply S.
    - intros Y d e g Hd S Hg He. apply (arbitration_keeps v0 h); auto.
      + left. auto.
      + apply session_is_causal. exact S.
    - intros Y e d f g' g R K S Hg Hf. apply (arbitration_keeps v0 h); auto.
      + right. eauto 6.
      + apply K.
      + eapply comes_with_causal; [exact K |]. eapply causal_transitive;
          [apply reading_is_causal; exact R | apply session_is_causal; exact S].
    - intros V. exists (stamped n). eapply stamps_decide; eauto.
    - intros e g. simpl. destruct (in_dec event_eq_dec e (log n g)); auto.
  Qed.

  Theorem refined : forall I replicas v0 programs h,
    refines P.client_eq_dec P.replica_eq_dec I Specification.machine ->
    trace P.client_eq_dec P.replica_eq_dec I replicas True v0 programs h ->
    Histories.explained G.chosen v0 h.
  Proof. intros I replicas v0 programs h R T. eapply explained. eauto. Qed.

  Theorem in_order : forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    forall a b, precedes h a b -> session a = session b -> session_order h a b.
  Proof.
    intros replicas v0 programs h T a b Hab Hs.
    destruct (trace_explained _ _ _ _ T) as [n H].
    pose proof (numbers_rise _ _ _ H a b Hab Hs).
    destruct Hab as [early [late [-> Ha]]].
    repeat split; auto; apply in_or_app; simpl; auto.
  Qed.

  (** ** One guarantee at a time *)

  Theorem read_your_writes : Guarantees.read_your_writes G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, explains v0 h x /\ reads_its_writes h x.
  Proof.
    intros Y replicas v0 programs h T.
    destruct (explained _ _ _ _ T) as [x [X [H _]]]. eauto.
  Qed.

  Theorem monotonic_reads : Guarantees.monotonic_reads G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, explains v0 h x /\ reads_monotonically h x.
  Proof.
    intros Y replicas v0 programs h T.
    destruct (explained _ _ _ _ T) as [x [X [_ [H _]]]]. eauto.
  Qed.

  Theorem monotonic_writes : Guarantees.monotonic_writes G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, explains v0 h x /\ writes_monotonically h x.
  Proof.
    intros Y replicas v0 programs h T.
    destruct (explained _ _ _ _ T) as [x [X [_ [_ [H _]]]]]. eauto.
  Qed.

  Theorem writes_follow_reads :
    Guarantees.writes_follow_reads G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, explains v0 h x /\ writes_after_reads h x.
  Proof.
    intros Y replicas v0 programs h T.
    destruct (explained _ _ _ _ T) as [x [X [_ [_ [_ [H _]]]]]]. eauto.
  Qed.

  Theorem convergence : Guarantees.convergent G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, explains v0 h x /\ converges h x.
  Proof.
    intros Y replicas v0 programs h T.
    destruct (explained _ _ _ _ T) as [x [X [_ [_ [_ [_ [H _]]]]]]]. eauto.
  Qed.

  (** ** The four together *)

  Theorem causal : all_four G.chosen ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, explains v0 h x /\ Histories.causal h x.
  Proof.
    intros Y replicas v0 programs h T.
    apply (all_four_causal G.chosen); [exact Y | eapply explained; eauto].
  Qed.

  Theorem causal_plus : all_four G.chosen ->
    Guarantees.convergent G.chosen = true ->
    forall replicas v0 programs h,
    trace P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs h ->
    exists x, explains v0 h x /\ Histories.causal h x /\
      Histories.causal_plus h x.
  Proof.
    intros Y V replicas v0 programs h T.
    apply (all_four_causal_plus G.chosen); [exact Y | exact V |].
    eapply explained; eauto.
  Qed.
End Proof.
