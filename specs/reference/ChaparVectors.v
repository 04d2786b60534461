(** What the vectors of Chapar's algorithms satisfy. Each algorithm has the
    functions for itself, so that it stands alone when it is extracted; they are
    the same functions, so a lemma proved here holds of each. *)

From Coq Require Import List Bool Arith Lia.
Import ListNotations.

Section ChaparVectors.

Context {node : Type}.
Context (node_eq_dec : forall a b : node, {a = b} + {a <> b}).

Fixpoint lookup (n : node) (v : list (node * nat)) : nat :=
  match v with
  | [] => 0
  | (n', t) :: rest => if node_eq_dec n n' then t else lookup n rest
  end.

Fixpoint assign (n : node) (t : nat) (v : list (node * nat)) :=
  match v with
  | [] => [(n, t)]
  | (n', t') :: rest =>
      if node_eq_dec n n' then (n, t) :: rest else (n', t') :: assign n t rest
  end.

Fixpoint below_elsewhere (n : node) (v w : list (node * nat)) : bool :=
  match v with
  | [] => true
  | (n', t) :: rest =>
      if node_eq_dec n n' then below_elsewhere n rest w
      else if t <=? lookup n' w then below_elsewhere n rest w else false
  end.

Fixpoint below (v w : list (node * nat)) : bool :=
  match v with
  | [] => true
  | (n, t) :: rest => if t <=? lookup n w then below rest w else false
  end.

Lemma lookup_assign : forall n t v n',
  lookup n' (assign n t v) = if node_eq_dec n n' then t else lookup n' v.
Proof.
  induction v as [| [m u] v IH]; intros n'; simpl.
  - destruct (node_eq_dec n' n), (node_eq_dec n n'); congruence.
  - destruct (node_eq_dec n m); simpl;
      destruct (node_eq_dec n' n), (node_eq_dec n' m), (node_eq_dec n n');
      rewrite ?IH; try congruence;
      destruct (node_eq_dec n n'); congruence.
Qed.

(** The puts that a vector counts: a node's, from 1 up to its slot. *)
Definition covered (v : list (node * nat)) (i : node * nat) : Prop :=
  1 <= snd i <= lookup (fst i) v.

(** One more put of a node is one more member of the set. *)
Lemma covered_assign : forall n v i,
  covered (assign n (S (lookup n v)) v) i <->
  i = (n, S (lookup n v)) \/ covered v i.
Proof.
  unfold covered. intros n v [m t]. simpl. rewrite lookup_assign.
  destruct (node_eq_dec n m) as [<- | N].
  - split; [| intros [E | ?]; [inversion E |]; lia].
    intros. destruct (Nat.eq_dec t (S (lookup n v)));
      [left; congruence | right; lia].
  - split; [auto | intros [E | ?]; [inversion E; congruence | auto]].
Qed.

(** The first slot of a node counts. With one slot a node there is no other. *)
Lemma below_elsewhere_lookup : forall n v w,
  below_elsewhere n v w = true ->
  forall n', n' <> n -> lookup n' v <= lookup n' w.
Proof.
  induction v as [| [m t] v IH]; intros w H n' N; simpl in *; [lia |].
  destruct (node_eq_dec n m); [subst |].
  - destruct (node_eq_dec n' m); [congruence | auto].
  - destruct (Nat.leb_spec t (lookup m w)); [| discriminate].
    destruct (node_eq_dec n' m); [subst; auto | auto].
Qed.

Lemma below_lookup : forall v w,
  below v w = true -> forall n, lookup n v <= lookup n w.
Proof.
  induction v as [| [m t] v IH]; intros w H n; simpl in *; [lia |].
  destruct (Nat.leb_spec t (lookup m w)); [| discriminate].
  destruct (node_eq_dec n m); [subst; auto | auto].
Qed.

(** One slot a node. *)
Definition regular (v : list (node * nat)) : Prop := NoDup (map fst v).

Lemma in_assign : forall m n t v,
  In m (map fst (assign n t v)) -> m = n \/ In m (map fst v).
Proof.
  intros m n t v. induction v as [| [m' t'] v IH]; simpl.
  - intros [? | []]; auto.
  - destruct (node_eq_dec n m'); simpl; intros [? | ?]; subst; tauto.
Qed.

Lemma regular_assign : forall n t v, regular v -> regular (assign n t v).
Proof.
  unfold regular. induction v as [| [m u] v IH]; simpl; intros H.
  - constructor; [auto | constructor].
  - inversion H; subst. destruct (node_eq_dec n m); simpl.
    + subst. constructor; auto.
    + constructor; auto. intros M. apply in_assign in M.
      destruct M; [congruence | auto].
Qed.

Lemma lookup_in : forall n t v, regular v -> In (n, t) v -> lookup n v = t.
Proof.
  unfold regular. induction v as [| [m u] v IH]; simpl; intros H M; [tauto |].
  inversion H; subst. destruct M as [E | M].
  - inversion E; subst. destruct (node_eq_dec n n); congruence.
  - destruct (node_eq_dec n m); [subst | auto].
    exfalso. apply H2. apply (in_map fst) in M. exact M.
Qed.

Lemma lookup_below_elsewhere : forall n v w,
  regular v ->
  (forall n', n' <> n -> lookup n' v <= lookup n' w) ->
  below_elsewhere n v w = true.
Proof.
  intros n v w R H.
  assert (G : forall n' t, In (n', t) v -> n' <> n -> t <= lookup n' w).
  { intros n' t M N. rewrite <- (lookup_in n' t v R M). auto. }
  clear R H. induction v as [| [m t] v IH]; simpl in *; [reflexivity |].
  destruct (node_eq_dec n m); [eauto |].
  destruct (Nat.leb_spec t (lookup m w)); [eauto |].
  specialize (G m t (or_introl eq_refl)). assert (t <= lookup m w) by auto. lia.
Qed.

End ChaparVectors.
