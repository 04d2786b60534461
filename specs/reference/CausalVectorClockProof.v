(** The reference core with a vector clock a replica refines causal consistency,
    and is never stuck. The relations:
    - a replica's clock is its set of applied puts: client c's put number n is
      applied exactly when 1 <= n <= clock(c);
    - a client's vector, and a put's, cover what the specification's sets hold:
      the core depends on more than it must, never on less. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine Refinement Progress
  LocalSimulation LocalSimulationProof LocalInvariant LocalProgress
  LocalProgressProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Kit Require Vector.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Reference Require CausalVectorClock CausalVectorClockStatement.
Import ListNotations.

Module Proof (P : PARAMETERS) <: CausalVectorClockStatement.STATEMENT P.
  Module Core := CausalVectorClock.CausalVectorClock P.
  Module Implementation := MachineOf P Core.
  Module Causal := Strong.Strong P Guarantees.Causal.
  Module Specification := MachineOf P Causal.
  Module I := Core.
  Module S := Causal.

  (** * The core's vectors are the kit's, by computation *)

  Definition slots (v : I.vector) : Prop := Vector.single_slots v.

  Lemma lookup_raise : forall c d t v,
    I.lookup d (I.raise c t v) =
    if P.client_eq_dec c d then Nat.max t (I.lookup d v) else I.lookup d v.
  Proof. exact (Vector.lookup_raise P.client_eq_dec). Qed.

  Lemma lookup_raise_grows : forall c d t v,
    I.lookup d v <= I.lookup d (I.raise c t v).
  Proof. exact (Vector.lookup_raise_grows P.client_eq_dec). Qed.

  Lemma lookup_merge_max : forall d v w, slots v ->
    I.lookup d (I.merge v w) = Nat.max (I.lookup d v) (I.lookup d w).
  Proof. exact (Vector.lookup_merge_max P.client_eq_dec). Qed.

  Lemma lookup_merge : forall d v w,
    I.lookup d v <= I.lookup d (I.merge v w) /\
    I.lookup d w <= I.lookup d (I.merge v w).
  Proof. exact (Vector.lookup_merge P.client_eq_dec). Qed.

  Lemma below_lookup : forall v w,
    I.below v w = true -> forall c, I.lookup c v <= I.lookup c w.
  Proof. exact (Vector.below_lookup P.client_eq_dec). Qed.

  Lemma not_below_exceeds : forall v w, slots v -> I.below v w = false ->
    exists c, I.lookup c w < I.lookup c v.
  Proof. exact (Vector.not_below_exceeds P.client_eq_dec). Qed.

  Lemma raise_slots : forall c t v, slots v -> slots (I.raise c t v).
  Proof. exact (Vector.raise_single_slots P.client_eq_dec). Qed.

  Lemma merge_slots : forall v w, slots w -> slots (I.merge v w).
  Proof. exact (Vector.merge_single_slots P.client_eq_dec). Qed.

  (** * Sets of put ids that a vector covers, or is *)

  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  Definition covered (v : I.vector) (i : S.put_id) : Prop :=
    1 <= snd i <= I.lookup (fst i) v.

  Definition first_puts (c : P.client) (n : nat) (i : S.put_id) : Prop :=
    fst i = c /\ 1 <= snd i <= n.

  Lemma all_in_within : forall a b,
    S.all_in a b = true <-> (forall i, within a i -> within b i).
  Proof. intros. apply subset_spec. Qed.

  Lemma within_both : forall a b i,
    within (S.both a b) i <-> within a i \/ within b i.
  Proof. intros. apply member_union. Qed.

  Lemma within_single : forall j i, within (single j) i <-> i = j.
  Proof. intros. apply member_single. Qed.

  Lemma covered_mono : forall v w,
    (forall c, I.lookup c v <= I.lookup c w) ->
    forall i, covered v i -> covered w i.
  Proof. unfold covered. intros v w H [c n]. simpl. specialize (H c). lia. Qed.

  Lemma covered_raise : forall c n v i,
    n = Datatypes.S (I.lookup c v) ->
    (covered (I.raise c n v) i <-> covered v i \/ i = (c, n)).
  Proof.
    unfold covered. intros c n v [d m] Hn. simpl. rewrite lookup_raise.
    destruct (P.client_eq_dec c d) as [<- | D].
    - split.
      + intros. destruct (Nat.eq_dec m n); [subst; auto | left; lia].
      + intros [? | E]; [lia | inversion E; lia].
    - split; [tauto |]. intros [? | E]; [tauto | inversion E; congruence].
  Qed.

  Lemma covered_merge : forall v w i, slots v ->
    covered (I.merge v w) i -> covered v i \/ covered w i.
  Proof.
    unfold covered. intros v w [c n] Hv. simpl.
    rewrite lookup_merge_max by exact Hv. lia.
  Qed.

  (** * What the guards say *)

  Lemma get_guard_says : forall k g c r s, I.get_guard k g c r s = true ->
    I.get_own g <= I.lookup c (I.clock s) /\
    forall d, I.lookup d (I.get_depends g) <= I.lookup d (I.clock s).
  Proof.
    unfold I.get_guard. intros k g c r s.
    destruct (Nat.leb_spec (I.get_own g) (I.lookup c (I.clock s)));
      [auto using below_lookup | discriminate].
  Qed.

  Lemma put_guard_says : forall k v p c r s, I.put_guard k v p c r s = true ->
    I.number p = Datatypes.S (I.lookup c (I.clock s)) /\
    forall d, I.lookup d (I.put_depends p) <= I.lookup d (I.clock s).
  Proof.
    unfold I.put_guard. intros k v p c r s.
    destruct (Nat.eqb_spec (I.number p) (Datatypes.S (I.lookup c (I.clock s))));
      [auto using below_lookup | discriminate].
  Qed.

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

  Lemma first_puts_applied : forall c n v,
    n <= I.lookup c v -> forall i, first_puts c n i -> covered v i.
  Proof.
    unfold first_puts, covered. intros c n v H [d m] [? ?]. simpl in *.
    subst. lia.
  Qed.

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
      { intros i Hi. eapply first_puts_applied; [| apply Hearlier; exact Hi]. lia. }
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

  (** * Seen *)

  Theorem seen : seen_is_final Implementation.machine.
  Proof.
    constructor; simpl; unfold I.put_seen; intros; rewrite ?Nat.leb_le in *.
    - intros G. apply put_guard_says in G. lia.
    - simpl. pose proof (lookup_raise_grows c' c (I.number p') (I.clock s)). lia.
    - exact H.
    - simpl. rewrite lookup_raise. destruct (P.client_eq_dec c c); [lia | easy].
  Qed.

  (** * Progress: what each part depends on *)

  (** Vectors have a slot a client, and puts are numbered from 1. *)
  Definition invariant : local_invariant Implementation.machine.
  Proof.
    refine (let M := Implementation.machine in {|
      client_ok := fun _ (s : client_state M) => slots (I.depends s);
      replica_ok := fun _ (s : replica_state M) => slots (I.clock s);
      get_ok := fun _ _ (g : get_payload M) => slots (I.get_depends g);
      answer_ok := fun _ _ _ (a : answer_payload M) => slots a;
      put_ok := fun _ _ _ (p : put_payload M) =>
        1 <= I.number p /\ slots (I.put_depends p)
    |}); simpl; intros.
    - constructor.
    - constructor.
    - auto.
    - auto.
    - apply merge_slots. assumption.
    - auto with arith.
    - apply raise_slots. assumption.
  Defined.

  Definition dependencies : local_progress Implementation.machine invariant.
  Proof.
    refine (let M := Implementation.machine in {|
      put_name := P.client * nat;
      name := fun _ _ c (p : put_payload M) => (c, I.number p);
      client_needs := fun c (s : client_state M) i =>
        first_puts c (I.own s) i \/ covered (I.depends s) i;
      get_needs := fun _ c (g : get_payload M) i =>
        first_puts c (I.get_own g) i \/ covered (I.get_depends g) i;
      answer_needs := fun _ _ _ (a : answer_payload M) i => covered a i;
      put_needs := fun _ _ c (p : put_payload M) i =>
        first_puts c (I.number p - 1) i \/ covered (I.put_depends p) i;
      applied := fun _ (s : replica_state M) i => covered (I.clock s) i
    |}); simpl; intros.
    - intros [[_ H] | H]; [lia | unfold covered in H; simpl in H; lia].
    - unfold covered. simpl. lia.
    - tauto.
    - assumption.
    - tauto.
    - destruct H1 as [H1 | H1]; auto. apply covered_merge in H1; tauto.
    - rewrite Nat.sub_0_r in H0. exact H0.
    - destruct H0 as [[E H0] | H0]; auto.
      destruct i as [d n]. simpl in *. subst d.
      destruct (Nat.eq_dec n (Datatypes.S (I.own s))); [subst; auto |].
      left. left. split; simpl; [reflexivity | lia].
    - apply covered_raise. eapply put_guard_says; eauto.
    - unfold covered. simpl. apply Nat.leb_le in H1. lia.
    - unfold I.put_guard, I.put_seen. destruct H as [H Hp].
      destruct (Nat.eqb_spec (I.number p) (Datatypes.S (I.lookup c (I.clock s)))).
      + destruct (I.below (I.put_depends p) (I.clock s)) eqn:B; auto.
        right. right. destruct (not_below_exceeds _ _ Hp B) as [d Hd].
        exists (d, I.lookup d (I.put_depends p)).
        unfold covered. simpl. split; [right | ]; lia.
      + rewrite Nat.leb_le.
        destruct (Nat.le_gt_cases (I.number p) (I.lookup c (I.clock s))); auto.
        right. right. exists (c, I.number p - 1).
        unfold first_puts, covered. simpl. split; [left; split |]; lia || auto.
    - unfold I.get_guard.
      destruct (Nat.leb_spec (I.get_own g) (I.lookup c (I.clock s))).
      + destruct (I.below (I.get_depends g) (I.clock s)) eqn:B; auto.
        right. destruct (not_below_exceeds _ _ H B) as [d Hd].
        exists (d, I.lookup d (I.get_depends g)).
        unfold covered. simpl. split; [right | ]; lia.
      + right. exists (c, I.get_own g). unfold first_puts, covered. simpl.
        split; [left; split |]; lia || auto.
  Defined.

  Theorem progress :
    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
  Proof. exact (local_progress_progressive _ _ _ _ dependencies). Qed.

End Proof.
