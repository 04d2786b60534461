(** The causal reference core with a vector clock a replica: what its vectors and
    guards say, that a put which is in stays in, and that no replica is stuck. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine Refinement Progress
  LocalInvariant LocalProgress LocalProgressProof.
From Espalier.Kit Require Vector.
From Espalier.Reference Require CausalVectorClock.

Module Progress (P : PARAMETERS).
  Module Core := CausalVectorClock.CausalVectorClock P.
  Module Implementation := MachineOf P Core.
  Module I := Core.

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

  (** * The puts that a vector covers, and a client's first ones *)

  Definition covered (v : I.vector) (i : P.client * nat) : Prop :=
    1 <= snd i <= I.lookup (fst i) v.

  Definition first_puts (c : P.client) (n : nat) (i : P.client * nat) : Prop :=
    fst i = c /\ 1 <= snd i <= n.

  Lemma first_puts_applied : forall c n v,
    n <= I.lookup c v -> forall i, first_puts c n i -> covered v i.
  Proof.
    unfold first_puts, covered. intros c n v H [d m] [? ?]. simpl in *.
    subst. lia.
  Qed.

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

End Progress.
