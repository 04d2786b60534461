(** The sets of CC-star (suite/cc) by their members: what a proof needs of them. *)

From Coq Require Import List Bool.
From Espalier.Framework Require Import Parameters.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require Causal.
Import ListNotations.

Module CausalSets (P : PARAMETERS).
  Module C := Causal.Specification P.

  Lemma In_add : forall x y s,
    In x (add C.put_id_eq_dec y s) <-> x = y \/ In x s.
  Proof. intros. rewrite <- !(member_In C.put_id_eq_dec). apply member_add. Qed.

  Lemma In_both : forall x a b, In x (C.both a b) <-> In x a \/ In x b.
  Proof.
    intros. unfold C.both. rewrite <- !(member_In C.put_id_eq_dec).
    apply member_union.
  Qed.

  Lemma In_on : forall x k s, In x (C.on k s) <-> In x s /\ C.on_key x = k.
  Proof.
    intros. unfold C.on. rewrite <- !(member_In C.put_id_eq_dec), member_restrict.
    unfold C.is_on. destruct (P.key_eq_dec k (C.on_key x)); subst;
      intuition congruence.
  Qed.

  Lemma In_all_of : forall x family,
    In x (C.all_of family) <-> exists s, In s family /\ In x s.
  Proof.
    induction family as [| s family IH].
    - simpl. split; [intros [] | intros [? [[] _]]].
    - change (C.all_of (s :: family)) with (C.both s (C.all_of family)).
      rewrite In_both, IH. split.
      + intros [H | [s' [H1 H2]]]; [exists s | exists s']; simpl; auto.
      + intros [s' [[<- | H1] H2]]; eauto.
  Qed.

  Lemma In_whole : forall x e,
    In x (C.whole e) <->
    exists i, C.written e = Some i /\ (x = i \/ In x (C.depends e)).
  Proof.
    intros x e. unfold C.whole. destruct (C.written e) as [i |].
    - rewrite In_add. split; [eauto | intros [j [E H]]; inversion E; auto].
    - simpl. split; [intros [] | intros [i [E _]]; discriminate].
  Qed.

  Lemma subset_In : forall a b,
    subset C.put_id_eq_dec a b = true <-> (forall x, In x a -> In x b).
  Proof.
    intros. rewrite subset_spec.
    split; intros H x; specialize (H x); rewrite !member_In in *; auto.
  Qed.

  Lemma strict_subset_In : forall a b z,
    (forall x, In x a -> In x b) -> In z b -> ~ In z a ->
    strict_subset C.put_id_eq_dec a b = true.
  Proof.
    intros a b z H Hb Ha. apply strict_subset_spec. split.
    - intros x. rewrite !member_In. apply H.
    - exists z. rewrite member_In. split; [assumption |].
      apply not_true_is_false. rewrite member_In. assumption.
  Qed.

End CausalSets.
