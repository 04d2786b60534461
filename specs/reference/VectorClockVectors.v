(** What the reference core's vectors compute: the pointwise order and maximum. *)

From Coq Require Import List Arith Lia.
From Espalier.Framework Require Import Parameters Machine.
From Espalier.Reference Require VectorClock.
Import ListNotations.

Module Vectors (P : PARAMETERS).
  Module Core := VectorClock.VectorClock P.
  Module Implementation := MachineOf P Core.
  Module I := Core.

  Lemma larger_max : forall a b, I.larger a b = Nat.max a b.
  Proof. intros. unfold I.larger. destruct (Nat.leb_spec a b); lia. Qed.

  Lemma lookup_raise_same : forall c t v,
    I.lookup c (I.raise c t v) = Nat.max t (I.lookup c v).
  Proof.
    induction v as [| [d u] v IH]; simpl.
    - destruct (P.client_eq_dec c c); [lia | congruence].
    - destruct (P.client_eq_dec c d) as [E | E]; simpl;
        destruct (P.client_eq_dec c d); try contradiction; auto using larger_max.
  Qed.

  Lemma lookup_raise_other : forall c d t v,
    c <> d -> I.lookup d (I.raise c t v) = I.lookup d v.
  Proof.
    induction v as [| [c' t'] v IH]; simpl; intros.
    - destruct (P.client_eq_dec d c); congruence.
    - destruct (P.client_eq_dec c c'); simpl;
        destruct (P.client_eq_dec d c'); auto; congruence.
  Qed.

  Lemma lookup_raise_grows : forall c d t v,
    I.lookup d v <= I.lookup d (I.raise c t v).
  Proof.
    intros. destruct (P.client_eq_dec c d).
    - subst. rewrite lookup_raise_same. lia.
    - rewrite lookup_raise_other; auto.
  Qed.

  Lemma lookup_merge : forall d v w,
    I.lookup d v <= I.lookup d (I.merge v w) /\
    I.lookup d w <= I.lookup d (I.merge v w).
  Proof.
    induction v as [| [c t] v IH]; simpl; intros w; [lia |].
    destruct (IH (I.raise c t w)) as [H1 H2].
    pose proof (lookup_raise_grows c d t w).
    destruct (P.client_eq_dec d c); [subst | lia].
    rewrite lookup_raise_same in H2. lia.
  Qed.

  Lemma below_lookup : forall v w,
    I.below v w = true -> forall c, I.lookup c v <= I.lookup c w.
  Proof.
    induction v as [| [c t] v IH]; simpl; intros w H d; [lia |].
    destruct (Nat.leb_spec t (I.lookup c w)); [| discriminate].
    destruct (P.client_eq_dec d c); [subst; auto | auto].
  Qed.

  (** ** Vectors with at most one slot a client *)

  Definition single_slots (v : I.vector) : Prop := NoDup (map fst v).

  Lemma lookup_absent : forall c v, ~ In c (map fst v) -> I.lookup c v = 0.
  Proof.
    induction v as [| [d t] v IH]; simpl; intros H; auto.
    destruct (P.client_eq_dec c d); [subst; tauto | apply IH; tauto].
  Qed.

  Lemma raise_clients : forall c t v d,
    In d (map fst (I.raise c t v)) -> d = c \/ In d (map fst v).
  Proof.
    induction v as [| [e u] v IH]; simpl; intros d H.
    - destruct H; auto.
    - destruct (P.client_eq_dec c e); simpl in H; destruct H as [H | H]; auto.
      destruct (IH d H); auto.
  Qed.

  Lemma raise_single_slots : forall c t v,
    single_slots v -> single_slots (I.raise c t v).
  Proof.
    unfold single_slots.
    induction v as [| [e u] v IH]; simpl; intros H.
    - constructor; [simpl; tauto | constructor].
    - inversion H; subst.
      destruct (P.client_eq_dec c e); simpl; constructor; auto.
      intros Hin. apply raise_clients in Hin. destruct Hin; [congruence | auto].
  Qed.

  Lemma merge_single_slots : forall v w,
    single_slots w -> single_slots (I.merge v w).
  Proof.
    induction v as [| [c t] v IH]; simpl; intros w H; auto using raise_single_slots.
  Qed.

  Lemma lookup_merge_max : forall d v w,
    single_slots v ->
    I.lookup d (I.merge v w) = Nat.max (I.lookup d v) (I.lookup d w).
  Proof.
    unfold single_slots.
    induction v as [| [c t] v IH]; simpl; intros w H; auto.
    inversion H; subst. rewrite IH by assumption.
    destruct (P.client_eq_dec d c).
    - subst. rewrite lookup_absent by assumption.
      rewrite lookup_raise_same. reflexivity.
    - rewrite lookup_raise_other by auto. reflexivity.
  Qed.

  (** A vector that is not below another exceeds it somewhere. *)
  Lemma not_below_exceeds : forall v w,
    single_slots v -> I.below v w = false ->
    exists c, I.lookup c w < I.lookup c v.
  Proof.
    unfold single_slots.
    induction v as [| [c t] v IH]; simpl; intros w H B; [discriminate |].
    inversion H; subst.
    destruct (Nat.leb_spec t (I.lookup c w)).
    - destruct (IH w) as [d Hd]; auto.
      exists d. destruct (P.client_eq_dec d c); auto.
      subst. rewrite (lookup_absent c v) in Hd by assumption. lia.
    - exists c. destruct (P.client_eq_dec c c); [lia | congruence].
  Qed.
End Vectors.
