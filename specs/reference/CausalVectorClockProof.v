(** The reference core with a vector clock a replica refines causal consistency.
    The relations:
    - a replica's clock is its set of applied puts: client c's put number n is
      applied exactly when 1 <= n <= clock(c);
    - a client's vector, and a put's, cover what the specification's sets hold:
      the core depends on more than it must, never on less. *)

From Coq Require Import Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Reference Require
  CausalVectorClockProgress CausalVectorClockStatement.

Module Proof (P : PARAMETERS) <: CausalVectorClockStatement.STATEMENT P.
  Include CausalVectorClockProgress.Progress P.
  Module Causal := Strong.Strong P Guarantees.Causal.
  Module Specification := MachineOf P Causal.
  Module S := Causal.

  (** * Sets of put ids *)

  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  Lemma all_in_within : forall a b,
    S.all_in a b = true <-> (forall i, within a i -> within b i).
  Proof. intros. apply subset_spec. Qed.

  Lemma within_both : forall a b i,
    within (S.both a b) i <-> within a i \/ within b i.
  Proof. intros. apply member_union. Qed.

  Lemma within_single : forall j i, within (single j) i <-> i = j.
  Proof. intros. apply member_single. Qed.

  (** * Refinement: the relations *)

  Record replica_related (r : I.replica_state) (s : S.replica_state) : Prop := {
    clock_is_applied : forall i, within (S.applied s) i <-> covered (I.clock r) i;
    same_content : forall k, I.store r k = S.content (S.entry_of s k);
    causes_covered : forall k i,
      within (S.causes (S.entry_of s k)) i -> covered (I.clock r) i
  }.

  Record client_related (c : P.client) (x : I.client_state) (y : S.client_state)
    : Prop := {
    same_number : I.own x = S.made y;
    own_are_first : forall i, within (S.own_puts y) i -> first_puts c (I.own x) i;
    reads_covered : forall i,
      within (S.read_causes y) i -> covered (I.depends x) i
  }.

  Record get_related (c : P.client) (g : I.get_payload) (h : S.get_payload)
    : Prop := {
    asked_own : forall i,
      within (S.asked_puts h) i -> first_puts c (I.get_own g) i;
    asked_covered : forall i,
      within (S.asked_reads h) i -> covered (I.get_depends g) i
  }.

  Definition answer_related (a : I.answer_payload) (b : S.answer_payload)
    : Prop :=
    forall i, within (S.answer_causes b) i -> covered a i.

  Record put_related (c : P.client) (p : I.put_payload) (q : S.put_payload)
    : Prop := {
    same_id : S.id q = (c, I.number p);
    earlier_own : forall i,
      within (S.earlier_puts q) i -> first_puts c (I.number p - 1) i;
    earlier_covered : forall i,
      within (S.earlier_reads q) i -> covered (I.put_depends p) i
  }.

  Definition simulation :
    local_simulation Implementation.machine Specification.machine.
  Proof.
    refine {|
      LocalSimulation.client_related := client_related : _ ->
        Machine.client_state Implementation.machine ->
        Machine.client_state Specification.machine -> Prop;
      LocalSimulation.replica_related := fun _ => replica_related :
        Machine.replica_state Implementation.machine ->
        Machine.replica_state Specification.machine -> Prop;
      LocalSimulation.get_related := fun _ => get_related : _ ->
        Machine.get_payload Implementation.machine ->
        Machine.get_payload Specification.machine -> Prop;
      LocalSimulation.answer_related := fun _ _ _ => answer_related :
        Machine.answer_payload Implementation.machine ->
        Machine.answer_payload Specification.machine -> Prop;
      LocalSimulation.put_related := fun _ _ => put_related : _ ->
        Machine.put_payload Implementation.machine ->
        Machine.put_payload Specification.machine -> Prop
    |}; simpl; intros.
    - (* a client that has done nothing *)
      constructor; simpl; discriminate || auto.
    - (* a replica on which nothing was applied *)
      constructor; simpl; [| auto | discriminate].
      intros [c n]. unfold covered, within. simpl. split; [discriminate | lia].
    - (* forming a get *)
      split; auto. destruct H. constructor; simpl; auto.
    - (* answering it *)
      destruct (get_guard_says _ _ _ _ _ H1) as [Hc Hd].
      destruct H as [Hown Hreads], H0 as [Happlied Hcontent Hcauses].
      split; [| split; [| split]]; auto.
      + unfold S.get_guard. simpl. rewrite andb_true_iff, !all_in_within.
        split; intros i Hi; apply Happlied.
        * eapply first_puts_applied; eauto.
        * apply (covered_mono _ _ Hd). auto.
      + exact (Hcauses k).
      + constructor; assumption.
    - (* taking the answer *)
      destruct H0 as [Hmade Hown Hreads].
      constructor; simpl; auto.
      intros i. rewrite within_both. intros [Hi | Hi].
      + apply (covered_mono (I.depends s)); auto. intros d. apply lookup_merge.
      + apply (covered_mono a); auto. intros d. apply lookup_merge.
    - (* forming a put *)
      destruct H as [Hmade Hown Hreads]. exists now.
      split; constructor; simpl; auto.
      + rewrite Nat.sub_0_r. exact Hown.
      + intros i. rewrite within_both, within_single. intros [Hi | ->].
        * destruct (Hown i Hi). split; auto. lia.
        * rewrite <- Hmade. split; simpl; [reflexivity | lia].
    - (* applying it *)
      destruct (put_guard_says _ _ _ _ _ _ H1) as [Hnumber Hbelow].
      destruct H as [Hid Hearlier Hreads], H0 as [Happlied Hcontent Hcauses].
      assert (Hearlier' : forall i,
        within (S.earlier_puts q) i -> covered (I.clock s) i).
      { intros i Hi. eapply first_puts_applied; [| apply Hearlier; exact Hi].
        lia. }
      assert (Hreads' : forall i,
        within (S.earlier_reads q) i -> covered (I.clock s) i).
      { intros i Hi. apply (covered_mono _ _ Hbelow). auto. }
      split.
      + unfold S.put_guard, S.put_seen. simpl.
        rewrite !andb_true_iff, !all_in_within, negb_true_iff.
        split; [split |]; try (intros i Hi; apply Happlied; auto).
        apply not_true_is_false. intros Hin. apply Happlied in Hin.
        rewrite Hid in Hin. unfold covered in Hin. simpl in Hin. lia.
      + constructor; simpl.
        * intros i. rewrite covered_raise by exact Hnumber.
          rewrite within_both, within_single, Happlied, Hid. tauto.
        * intros asked. destruct (P.key_eq_dec k asked); simpl; auto.
        * intros asked i. rewrite covered_raise by exact Hnumber.
          destruct (P.key_eq_dec k asked); simpl; eauto.
          rewrite !within_both, within_single, Hid. intuition.
  Defined.

  Theorem refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
  Proof. apply local_simulation_refines. exact simulation. Qed.

End Proof.
