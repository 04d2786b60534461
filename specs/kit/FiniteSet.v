(** Finite sets as lists, for specifications: every question that a guard asks
    is computed, so that a specification can be explored as well as proved
    about. What a proof needs of a set is which elements are members: the
    lemmas rewrite every other question to that one. *)

From Coq Require Import List Bool.
Import ListNotations.

Section FiniteSet.

Context {element : Type}.
Context (eq_dec : forall a b : element, {a = b} + {a <> b}).

Definition set := list element.

Definition empty : set := [].
Definition single (x : element) : set := [x].

Fixpoint member (x : element) (s : set) : bool :=
  match s with
  | [] => false
  | y :: rest => if eq_dec x y then true else member x rest
  end.

Definition add (x : element) (s : set) : set :=
  if member x s then s else x :: s.

Fixpoint union (a b : set) : set :=
  match a with
  | [] => b
  | x :: rest => union rest (add x b)
  end.

(** The members of [s] that [keep] accepts. *)
Fixpoint restrict (keep : element -> bool) (s : set) : set :=
  match s with
  | [] => []
  | x :: rest => if keep x then x :: restrict keep rest else restrict keep rest
  end.

Fixpoint subset (a b : set) : bool :=
  match a with
  | [] => true
  | x :: rest => if member x b then subset rest b else false
  end.

Definition strict_subset (a b : set) : bool :=
  if subset a b then negb (subset b a) else false.

(** * What they mean *)

Lemma member_In : forall x s, member x s = true <-> In x s.
Proof.
  induction s as [| y s IH]; simpl; [split; [discriminate | tauto] |].
  destruct (eq_dec x y); [subst; tauto |].
  rewrite IH. split; [auto | intros [E | ?]; [congruence | auto]].
Qed.

Lemma member_empty : forall x, member x empty = true <-> False.
Proof. intros. rewrite member_In. reflexivity. Qed.

Lemma member_single : forall x y, member x (single y) = true <-> x = y.
Proof.
  intros. rewrite member_In. simpl. split; [intros [? | []] | ]; auto.
Qed.

Lemma member_add : forall x y s,
  member x (add y s) = true <-> x = y \/ member x s = true.
Proof.
  intros. unfold add. destruct (member y s) eqn:M; rewrite !member_In.
  - rewrite member_In in M. split; [auto | intros [E | ?]; subst; auto].
  - simpl. split; intros [? | ?]; auto.
Qed.

Lemma member_union : forall x a b,
  member x (union a b) = true <-> member x a = true \/ member x b = true.
Proof.
  induction a as [| y a IH]; intros b; simpl.
  - split; [auto | intros [? | ?]; [discriminate | auto]].
  - rewrite IH, member_add.
    destruct (eq_dec x y); [subst; tauto | tauto].
Qed.

Lemma member_restrict : forall x keep s,
  member x (restrict keep s) = true <-> member x s = true /\ keep x = true.
Proof.
  intros. rewrite !member_In. induction s as [| y s IH]; simpl; [tauto |].
  destruct (keep y) eqn:K; simpl; rewrite IH.
  - split; [intros [E | ?] | intros [[E | ?] ?]]; subst; tauto.
  - split; [tauto |]. intros [[E | ?] ?]; [subst; congruence | tauto].
Qed.

Lemma subset_spec : forall a b,
  subset a b = true <->
  (forall x, member x a = true -> member x b = true).
Proof.
  intros. split.
  - intros H x. induction a as [| y a IH]; simpl in *; [discriminate |].
    destruct (member y b) eqn:M; [| discriminate].
    destruct (eq_dec x y); subst; auto.
  - induction a as [| y a IH]; simpl; intros H; [reflexivity |].
    rewrite (H y) by (destruct (eq_dec y y); congruence).
    apply IH. intros x M. apply H. destruct (eq_dec x y); auto.
Qed.

Lemma strict_subset_spec : forall a b,
  strict_subset a b = true <->
  (forall x, member x a = true -> member x b = true) /\
  exists x, member x b = true /\ member x a = false.
Proof.
  intros. unfold strict_subset. destruct (subset a b) eqn:S.
  - rewrite subset_spec in S. rewrite negb_true_iff. split.
    + intros N. split; auto. clear S.
      induction b as [| y b IH]; simpl in *; [discriminate |].
      destruct (member y a) eqn:M.
      * destruct (IH N) as [x [H1 H2]]. exists x.
        destruct (eq_dec x y); auto.
      * exists y. destruct (eq_dec y y); [auto | congruence].
    + intros [_ [x [H1 H2]]]. destruct (subset b a) eqn:T; [| reflexivity].
      rewrite subset_spec in T. rewrite (T x H1) in H2. discriminate.
  - split; [discriminate |]. intros [H _].
    rewrite <- subset_spec in H. congruence.
Qed.

End FiniteSet.

Arguments set : clear implicits.
Arguments empty {element}.
Arguments single {element}.
Arguments restrict {element}.

(** Rewrites questions about sets to questions about membership. *)
Create HintDb sets.
#[export] Hint Rewrite @member_empty @member_single @member_add @member_union
  @member_restrict @subset_spec @strict_subset_spec : sets.
