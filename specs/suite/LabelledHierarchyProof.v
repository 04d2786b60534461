(** LCC-star refines the relaxed machine whatever the labels; and where every
    client cares for every label, CC-star and LCC-star refine each other: they
    keep the same puts, named in LCC-star with their labels too. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof
  HistorySimulation HistorySimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require Import Labels.
From Espalier.Suite Require CausalHierarchy LabelledNames.
Import ListNotations.

Module Proof (P : PARAMETERS) (G : LABELS P) <: CausalHierarchy.LABELLED_STATEMENT P G.
  Include LabelledNames.LabelledNames P G.
  Module CausalCore := C.
  Module Causal := MachineOf P CausalCore.
  Module LabelledCore := L.
  Module Labelled := MachineOf P LabelledCore.
  Module RelaxedCore := Relaxed.Specification P.
  Module Relaxed := MachineOf P RelaxedCore.

  Section EveryLabel.

  Hypothesis all_cared : forall c l, G.cares c l = true.

  Lemma same_on : forall h c k s t,
    same h s t -> same h (C.on k s) (L.on c k t).
  Proof.
    intros h c k s t [H1 H2]. unfold C.on, L.on. split.
    - intros z Hz. rewrite <- (member_In C.put_id_eq_dec), member_restrict,
        member_In in Hz.
      destruct Hz as [Hz Hk], (H1 z Hz) as [w [Hw N]]. exists w.
      split; [| assumption].
      rewrite <- (member_In L.put_id_eq_dec), member_restrict, member_In.
      split; [assumption |]. rewrite all_cared.
      destruct N as [_ [_ [E _]]]. unfold L.is_on. rewrite <- E.
      unfold C.is_on in Hk. rewrite Hk. reflexivity.
    - intros w Hw. rewrite <- (member_In L.put_id_eq_dec), member_restrict,
        member_In in Hw.
      destruct Hw as [Hw Hk], (H2 w Hw) as [z [Hz N]]. exists z.
      split; [| assumption].
      rewrite <- (member_In C.put_id_eq_dec), member_restrict, member_In.
      split; [assumption |]. rewrite all_cared in Hk.
      destruct N as [_ [_ [E _]]]. unfold C.is_on. rewrite E.
      unfold L.is_on in Hk.
      destruct (P.key_eq_dec k (L.on_key w)); congruence.
  Qed.

  (** ** The parts *)

  Record same_session (h : history) (c : P.client) (s : C.session)
    (t : L.session) : Prop := {
    same_made : C.made s = L.made t;
    same_count : C.made s = length (h c);
    same_own : same h (C.own_puts s) (L.own_puts t);
    same_reads : Forall2 (same h) (C.reads s) (L.reads t)
  }.

  Record same_entry (h : history) (e : C.entry) (f : L.entry) : Prop := {
    same_content : C.content e = L.content f;
    same_written :
      match C.written e, L.written f with
      | None, None => True
      | Some z, Some w => names h z w
      | _, _ => False
      end;
    same_depends : same h (C.depends e) (L.depends f)
  }.

  Definition same_store (h : history) (r : C.replica_state)
    (t : L.replica_state) : Prop := forall k, same_entry h (r k) (t k).

  Record same_get (h : history) (a : C.get_of) (b : L.get_of) : Prop := {
    same_get_own : same h (C.get_own a) (L.get_own b);
    same_get_reads : Forall2 (same h) (C.get_reads a) (L.get_reads b)
  }.

  Record same_put (h : history) (p : C.put_of) (q : L.put_of) : Prop := {
    same_id : names h (C.id p) (L.id q);
    same_put_depends : same h (C.put_depends p) (L.put_depends q)
  }.

  Lemma family_stays : forall h h' a b,
    longer h h' -> Forall2 (same h) a b -> Forall2 (same h') a b.
  Proof.
    intros h h' a b H F. induction F; constructor; eauto using same_stays.
  Qed.

  Lemma session_stays : forall h h' c s t,
    longer h h' -> length (h' c) = length (h c) ->
    same_session h c s t -> same_session h' c s t.
  Proof.
    intros h h' c s t H E []. constructor; try congruence;
      eauto using same_stays, family_stays.
  Qed.

  Lemma store_stays : forall h h' r t,
    longer h h' -> same_store h r t -> same_store h' r t.
  Proof.
    intros h h' r t H S k. destruct (S k). constructor; eauto using same_stays.
    destruct (C.written (r k)), (L.written (t k)); auto.
    eauto using names_stays.
  Qed.

  Lemma get_stays : forall h h' a b,
    longer h h' -> same_get h a b -> same_get h' a b.
  Proof.
    intros h h' a b H []. constructor; eauto using same_stays, family_stays.
  Qed.

  Lemma put_stays : forall h h' p q,
    longer h h' -> same_put h p q -> same_put h' p q.
  Proof.
    intros h h' a b H []. constructor; eauto using same_stays, names_stays.
  Qed.

  Lemma same_whole : forall h e f,
    same_entry h e f -> same h (C.whole e) (L.whole f).
  Proof.
    intros h e f [_ Hw Hd]. unfold C.whole, L.whole.
    destruct (C.written e), (L.written f); try contradiction.
    - apply same_add; assumption.
    - apply same_empty.
  Qed.

  Lemma same_not_behind : forall h c k e f a b,
    same_entry h e f -> Forall2 (same h) a b ->
    C.not_behind k e a = L.not_behind c k f b.
  Proof.
    intros h c k e f a b He H. unfold C.not_behind, L.not_behind.
    induction H; simpl; [reflexivity |]. rewrite IHForall2. f_equal. f_equal.
    eapply same_strict_subset; apply same_on; eauto using same_whole.
  Qed.

  Lemma same_get_guard : forall h k a b c r s t,
    same_get h a b -> same_store h s t ->
    C.get_guard k a c r s = L.get_guard k b c r t.
  Proof.
    intros h k a b c r s t [Ho Hr] Hs. unfold C.get_guard, L.get_guard.
    rewrite (same_not_behind h c k (s k) (t k) _ _ (Hs k) Hr).
    assert (E : C.has_own k (s k) (C.get_own a)
      = L.has_own c k (t k) (L.get_own b)).
    { unfold C.has_own, L.has_own.
      eapply same_subset; apply same_on; eauto using same_whole. }
    rewrite E. destruct (Hs k) as [_ Hw _].
    destruct (C.written (s k)), (L.written (t k)); try contradiction; auto.
    destruct Hw as [-> _]. reflexivity.
  Qed.

  Lemma same_put_guard : forall h k v p q c r s t,
    same_put h p q -> same_store h s t ->
    C.put_guard k v p c r s = L.put_guard k v q c r t.
  Proof.
    intros h k v p q c r s t [Hi _] Hs. unfold C.put_guard, L.put_guard.
    f_equal. eapply same_member; [exact Hi | apply (Hs k)].
  Qed.

  Lemma same_applied : forall h k v p q c r s t,
    same_put h p q -> same_store h s t ->
    same_store h (C.put k v p c r s) (L.put k v q c r t).
  Proof.
    intros h k v p q c r s t [Hi Hd] Hs k'. unfold C.put, L.put.
    destruct (P.key_eq_dec k k'); [| apply Hs]. constructor; auto.
  Qed.

  Lemma same_response : forall h k v a b c s t,
    same h a b -> same_session h c s t ->
    same_session h c (C.get_response k v a c s) (L.get_response k v b c t).
  Proof. intros h k v a b c s t H []. constructor; simpl; auto. Qed.

  Lemma same_request : forall h h' k v now now' c s t,
    longer h h' -> h' c = h c ++ [(k, v)] -> same_session h c s t ->
    same_put h' (fst (C.put_request k v now c s))
      (fst (L.put_request k v now' c t)) /\
    same_session h' c (snd (C.put_request k v now c s))
      (snd (L.put_request k v now' c t)).
  Proof.
    intros h h' k v now now' c s t H E [Hm Hc Ho Hr].
    assert (N : names h' (C.id (fst (C.put_request k v now c s)))
      (L.id (fst (L.put_request k v now' c t)))).
    { simpl. unfold names. simpl. rewrite Hm.
      split; [| split; [| split]]; auto.
      exists (L.made t), v. split; [| split]; auto.
      rewrite E, nth_error_app2; rewrite <- Hm, Hc; [| auto].
      rewrite Nat.sub_diag. reflexivity. }
    split; constructor; auto; simpl.
    - apply same_both; [eauto using same_stays |].
      apply same_all_of. eauto using family_stays.
    - congruence.
    - rewrite E, app_length. simpl. lia.
    - apply same_add; [exact N | eauto using same_stays].
    - eauto using family_stays.
  Qed.

  Lemma same_client_init : forall h c,
    h c = [] -> same_session h c (C.client_init c) (L.client_init c).
  Proof.
    intros h c E. constructor; simpl; auto; [rewrite E; auto | apply same_empty].
  Qed.

  Lemma same_replica_init : forall h r v,
    same_store h (C.replica_init r v) (L.replica_init r v).
  Proof. intros h r v k. constructor; simpl; auto. apply same_empty. Qed.

  (** ** Both directions *)

  Definition to_labelled :
    history_simulation Causal.machine Labelled.machine.
  Proof.
    refine {|
      HistorySimulation.history := history;
      start := fun _ => [];
      grows := one_more;
      HistorySimulation.client_related := fun h c
        (s : Machine.client_state Causal.machine) (t : Machine.client_state Labelled.machine) =>
        same_session h c s t;
      HistorySimulation.replica_related := fun h _
        (s : Machine.replica_state Causal.machine) (t : Machine.replica_state Labelled.machine) =>
        same_store h s t;
      HistorySimulation.get_related := fun h _ _
        (s : Machine.get_payload Causal.machine) (t : Machine.get_payload Labelled.machine) =>
        same_get h s t;
      HistorySimulation.answer_related := fun h _ _ _
        (s : Machine.answer_payload Causal.machine) (t : Machine.answer_payload Labelled.machine) =>
        same h s t;
      HistorySimulation.put_related := fun h _ _ _
        (s : Machine.put_payload Causal.machine) (t : Machine.put_payload Labelled.machine) =>
        same_put h s t
    |}; simpl; intros.
    - eauto using session_stays, one_more_longer, one_more_other.
    - eauto using store_stays, one_more_longer.
    - eauto using get_stays, one_more_longer.
    - eauto using same_stays, one_more_longer.
    - eauto using put_stays, one_more_longer.
    - apply same_client_init. reflexivity.
    - apply same_replica_init.
    - split; [| assumption]. destruct H. constructor; assumption.
    - split; [rewrite <- H1; symmetry; eapply same_get_guard; eauto |].
      split; [apply (H0 k) | split; [apply same_whole, H0 | assumption]].
    - eapply same_response; eauto.
    - exists now, (with_put h c (k, v)). split; [apply with_put_more |].
      apply (same_request h _ k v now now); auto using with_put_same.
      eapply one_more_longer, with_put_more.
    - split; [rewrite <- H1; symmetry; eapply same_put_guard; eauto |].
      apply same_applied; assumption.
  Defined.

  Definition from_labelled :
    history_simulation Labelled.machine Causal.machine.
  Proof.
    refine {|
      HistorySimulation.history := history;
      start := fun _ => [];
      grows := one_more;
      HistorySimulation.client_related := fun h c
        (s : Machine.client_state Labelled.machine) (t : Machine.client_state Causal.machine) =>
        same_session h c t s;
      HistorySimulation.replica_related := fun h _
        (s : Machine.replica_state Labelled.machine) (t : Machine.replica_state Causal.machine) =>
        same_store h t s;
      HistorySimulation.get_related := fun h _ _
        (s : Machine.get_payload Labelled.machine) (t : Machine.get_payload Causal.machine) =>
        same_get h t s;
      HistorySimulation.answer_related := fun h _ _ _
        (s : Machine.answer_payload Labelled.machine) (t : Machine.answer_payload Causal.machine) =>
        same h t s;
      HistorySimulation.put_related := fun h _ _ _
        (s : Machine.put_payload Labelled.machine) (t : Machine.put_payload Causal.machine) =>
        same_put h t s
    |}; simpl; intros.
    - eauto using session_stays, one_more_longer, one_more_other.
    - eauto using store_stays, one_more_longer.
    - eauto using get_stays, one_more_longer.
    - eauto using same_stays, one_more_longer.
    - eauto using put_stays, one_more_longer.
    - apply same_client_init. reflexivity.
    - apply same_replica_init.
    - split; [| assumption]. destruct H. constructor; assumption.
    - split; [rewrite <- H1; eapply same_get_guard; eauto |].
      split; [symmetry; apply (H0 k) |].
      split; [apply same_whole, H0 | assumption].
    - eapply same_response; eauto.
    - exists now, (with_put h c (k, v)). split; [apply with_put_more |].
      apply (same_request h _ k v now now); auto using with_put_same.
      eapply one_more_longer, with_put_more.
    - split; [rewrite <- H1; eapply same_put_guard; eauto |].
      apply same_applied; assumption.
  Defined.

  End EveryLabel.

  Theorem causal_refines_labelled :
    (forall c l, G.cares c l = true) ->
    refines P.client_eq_dec P.replica_eq_dec Causal.machine Labelled.machine.
  Proof. intros. apply history_simulation_refines, to_labelled. assumption. Qed.

  Theorem labelled_refines_causal :
    (forall c l, G.cares c l = true) ->
    refines P.client_eq_dec P.replica_eq_dec Labelled.machine Causal.machine.
  Proof. intros. apply history_simulation_refines, from_labelled. assumption. Qed.

  (** * The relaxed machine: the stores hold the same values. *)

  Definition relaxed_simulation :
    local_simulation Labelled.machine Relaxed.machine.
  Proof.
    refine {|
      LocalSimulation.client_related := fun _ _ _ => True;
      LocalSimulation.replica_related := fun _
        (r : Machine.replica_state Labelled.machine)
        (t : Machine.replica_state Relaxed.machine) =>
        forall k, L.content (r k) = t k;
      LocalSimulation.get_related := fun _ _ _ _ => True;
      LocalSimulation.answer_related := fun _ _ _ _ _ => True;
      LocalSimulation.put_related := fun _ _ _ _ _ => True
    |}; simpl; intros; try (exists now); repeat split; auto.
    intros k'. unfold L.put, RelaxedCore.put.
    destruct (P.key_eq_dec k k'); auto.
  Defined.

  Theorem labelled_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Labelled.machine Relaxed.machine.
  Proof. apply local_simulation_refines. exact relaxed_simulation. Qed.

End Proof.
