(** The reference core's vectors are the kit's, by computation; and the puts that
    they stand for. *)

From Coq Require Import Arith Lia.
From Espalier.Framework Require Import Parameters Machine.
From Espalier.Kit Require Vector.
From Espalier.Reference Require VectorClock.

Module Vectors (P : PARAMETERS).
  Module Core := VectorClock.VectorClock P.
  Module Implementation := MachineOf P Core.
  Module I := Core.

  (** * The order, the maximum, and one slot a client *)

  Definition single_slots (v : I.vector) : Prop := Vector.single_slots v.

  Lemma larger_max : forall a b, I.larger a b = Nat.max a b.
  Proof. exact Vector.larger_max. Qed.

  Lemma lookup_raise : forall c d t v,
    I.lookup d (I.raise c t v) =
    if P.client_eq_dec c d then Nat.max t (I.lookup d v) else I.lookup d v.
  Proof. exact (Vector.lookup_raise P.client_eq_dec). Qed.

  Lemma lookup_raise_grows : forall c d t v,
    I.lookup d v <= I.lookup d (I.raise c t v).
  Proof. exact (Vector.lookup_raise_grows P.client_eq_dec). Qed.

  Lemma lookup_merge : forall d v w,
    I.lookup d v <= I.lookup d (I.merge v w) /\
    I.lookup d w <= I.lookup d (I.merge v w).
  Proof. exact (Vector.lookup_merge P.client_eq_dec). Qed.

  Lemma lookup_merge_max : forall d v w, single_slots v ->
    I.lookup d (I.merge v w) = Nat.max (I.lookup d v) (I.lookup d w).
  Proof. exact (Vector.lookup_merge_max P.client_eq_dec). Qed.

  Lemma below_lookup : forall v w,
    I.below v w = true -> forall c, I.lookup c v <= I.lookup c w.
  Proof. exact (Vector.below_lookup P.client_eq_dec). Qed.

  Lemma not_below_exceeds : forall v w, single_slots v -> I.below v w = false ->
    exists c, I.lookup c w < I.lookup c v.
  Proof. exact (Vector.not_below_exceeds P.client_eq_dec). Qed.

  Lemma raise_single_slots : forall c t v,
    single_slots v -> single_slots (I.raise c t v).
  Proof. exact (Vector.raise_single_slots P.client_eq_dec). Qed.

  Lemma merge_single_slots : forall v w,
    single_slots w -> single_slots (I.merge v w).
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

  Lemma covered_merge : forall v w i, single_slots v ->
    covered (I.merge v w) i -> covered v i \/ covered w i.
  Proof.
    unfold covered. intros v w [c n] Hv. simpl.
    rewrite lookup_merge_max by exact Hv. lia.
  Qed.
End Vectors.
