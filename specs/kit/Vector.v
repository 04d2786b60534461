(** Vectors: a number for each client, as a list of slots. A vector stands for a
    set of puts that is closed downwards: of client c the first [lookup c v].
    Most obligations about sets of puts become arithmetic that way.

    The lemmas hold for a core's own copy of them too, by computation:
    [Lemma raise_max : forall c d t v, lookup d (raise c t v) = ...
     Proof. exact (lookup_raise client_eq_dec). Qed.] *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Kit Require Import FiniteSet.
Import ListNotations.

Section Vector.

Context {client : Type}.
Context (eq_dec : forall a b : client, {a = b} + {a <> b}).

(** A slot that is absent means zero. *)
Definition vector := list (client * nat).

Fixpoint lookup (c : client) (v : vector) : nat :=
  match v with
  | [] => 0
  | (c', t) :: rest => if eq_dec c c' then t else lookup c rest
  end.

(** Written with a comparison, since that is what extracts to one. *)
Definition larger (a b : nat) : nat := if a <=? b then b else a.

(** [raise c t v] is [v] with the slot of [c] at least [t]. *)
Fixpoint raise (c : client) (t : nat) (v : vector) : vector :=
  match v with
  | [] => [(c, t)]
  | (c', t') :: rest =>
      if eq_dec c c' then (c', larger t t') :: rest
      else (c', t') :: raise c t rest
  end.

(** The pointwise maximum. *)
Fixpoint merge (v w : vector) : vector :=
  match v with
  | [] => w
  | (c, t) :: rest => merge rest (raise c t w)
  end.

(** Pointwise at most. *)
Fixpoint below (v w : vector) : bool :=
  match v with
  | [] => true
  | (c, t) :: rest => if t <=? lookup c w then below rest w else false
  end.

(** Whether put [t] of client [c] is among those that the vector stands for. *)
Definition covers (v : vector) (put : client * nat) : bool :=
  if 1 <=? snd put then snd put <=? lookup (fst put) v else false.

(** * What they compute *)

Lemma covers_spec : forall v c t,
  covers v (c, t) = true <-> 1 <= t <= lookup c v.
Proof.
  intros. unfold covers. cbn [fst snd].
  destruct (Nat.leb_spec 1 t); [rewrite Nat.leb_le; lia |].
  split; [discriminate | lia].
Qed.

Lemma larger_max : forall a b, larger a b = Nat.max a b.
Proof. intros. unfold larger. destruct (Nat.leb_spec a b); lia. Qed.

Lemma lookup_empty : forall c, lookup c [] = 0.
Proof. reflexivity. Qed.

Lemma lookup_raise_same : forall c t v,
  lookup c (raise c t v) = Nat.max t (lookup c v).
Proof.
  induction v as [| [d u] v IH]; simpl.
  - destruct (eq_dec c c); [lia | congruence].
  - destruct (eq_dec c d) as [E | E]; simpl;
      destruct (eq_dec c d); try contradiction; auto using larger_max.
Qed.

Lemma lookup_raise_other : forall c d t v,
  c <> d -> lookup d (raise c t v) = lookup d v.
Proof.
  induction v as [| [c' t'] v IH]; simpl; intros.
  - destruct (eq_dec d c); congruence.
  - destruct (eq_dec c c'); simpl; destruct (eq_dec d c'); auto; congruence.
Qed.

Lemma lookup_raise : forall c d t v,
  lookup d (raise c t v) =
  if eq_dec c d then Nat.max t (lookup d v) else lookup d v.
Proof.
  intros. destruct (eq_dec c d); [subst | auto using lookup_raise_other].
  apply lookup_raise_same.
Qed.

Lemma lookup_raise_grows : forall c d t v,
  lookup d v <= lookup d (raise c t v).
Proof. intros. rewrite lookup_raise. destruct (eq_dec c d); lia. Qed.

(** Of any two vectors; with one slot a client there is [lookup_merge_max]. *)
Lemma lookup_merge : forall d v w,
  lookup d v <= lookup d (merge v w) /\ lookup d w <= lookup d (merge v w).
Proof.
  induction v as [| [c t] v IH]; simpl; intros w; [lia |].
  destruct (IH (raise c t w)) as [H1 H2].
  pose proof (lookup_raise_grows c d t w).
  destruct (eq_dec d c); [subst | lia].
  rewrite lookup_raise_same in H2. lia.
Qed.

Lemma below_lookup : forall v w,
  below v w = true -> forall c, lookup c v <= lookup c w.
Proof.
  induction v as [| [c t] v IH]; simpl; intros w H d; [lia |].
  destruct (Nat.leb_spec t (lookup c w)); [| discriminate].
  destruct (eq_dec d c); [subst; auto | auto].
Qed.

(** * Vectors with at most one slot a client *)

Definition single_slots (v : vector) : Prop := NoDup (map fst v).

Lemma lookup_absent : forall c v, ~ In c (map fst v) -> lookup c v = 0.
Proof.
  induction v as [| [d t] v IH]; simpl; intros H; auto.
  destruct (eq_dec c d); [subst; tauto | apply IH; tauto].
Qed.

Lemma empty_single_slots : single_slots [].
Proof. constructor. Qed.

Lemma raise_clients : forall c t v d,
  In d (map fst (raise c t v)) -> d = c \/ In d (map fst v).
Proof.
  induction v as [| [e u] v IH]; simpl; intros d H.
  - destruct H; auto.
  - destruct (eq_dec c e); simpl in H; destruct H as [H | H]; auto.
    destruct (IH d H); auto.
Qed.

Lemma raise_single_slots : forall c t v,
  single_slots v -> single_slots (raise c t v).
Proof.
  unfold single_slots.
  induction v as [| [e u] v IH]; simpl; intros H.
  - constructor; [simpl; tauto | constructor].
  - inversion H; subst.
    destruct (eq_dec c e); simpl; constructor; auto.
    intros Hin. apply raise_clients in Hin. destruct Hin; [congruence | auto].
Qed.

Lemma merge_single_slots : forall v w,
  single_slots w -> single_slots (merge v w).
Proof.
  induction v as [| [c t] v IH]; simpl; intros w H;
    auto using raise_single_slots.
Qed.

Lemma lookup_merge_max : forall d v w,
  single_slots v ->
  lookup d (merge v w) = Nat.max (lookup d v) (lookup d w).
Proof.
  unfold single_slots.
  induction v as [| [c t] v IH]; simpl; intros w H; auto.
  inversion H; subst. rewrite IH by assumption.
  destruct (eq_dec d c).
  - subst. rewrite lookup_absent by assumption.
    rewrite lookup_raise_same. reflexivity.
  - rewrite lookup_raise_other by auto. reflexivity.
Qed.

(** A vector that is not below another exceeds it somewhere. *)
Lemma not_below_exceeds : forall v w,
  single_slots v -> below v w = false ->
  exists c, lookup c w < lookup c v.
Proof.
  unfold single_slots.
  induction v as [| [c t] v IH]; simpl; intros w H B; [discriminate |].
  inversion H; subst.
  destruct (Nat.leb_spec t (lookup c w)).
  - destruct (IH w) as [d Hd]; auto.
    exists d. destruct (eq_dec d c); auto.
    subst. rewrite (lookup_absent c v) in Hd by assumption. lia.
  - exists c. destruct (eq_dec c c); [lia | congruence].
Qed.

Lemma below_spec : forall v w,
  single_slots v ->
  (below v w = true <-> forall c, lookup c v <= lookup c w).
Proof.
  intros v w H. split; [apply below_lookup |].
  intros L. destruct (below v w) eqn:B; auto.
  destruct (not_below_exceeds v w H B) as [c Hc]. specialize (L c). lia.
Qed.

(** * The set that a vector stands for *)

Context (put_eq_dec : forall a b : client * nat, {a = b} + {a <> b}).

(** The set is the vector's ... *)
Definition same_puts (s : set (client * nat)) (v : vector) : Prop :=
  forall c t, member put_eq_dec (c, t) s = true <-> 1 <= t <= lookup c v.

(** ... or within it: a core may depend on more than it must. *)
Definition at_most (s : set (client * nat)) (v : vector) : Prop :=
  forall c t, member put_eq_dec (c, t) s = true -> 1 <= t <= lookup c v.

(** The set is the first [n] puts of [c]: a session's own puts. *)
Definition first_puts (s : set (client * nat)) (c : client) (n : nat) : Prop :=
  forall d t, member put_eq_dec (d, t) s = true <-> d = c /\ 1 <= t <= n.

Lemma subset_of_vectors : forall s s' v w,
  same_puts s v -> same_puts s' w ->
  (subset put_eq_dec s s' = true <-> forall c, lookup c v <= lookup c w).
Proof.
  intros s s' v w Hs Hs'. rewrite subset_spec. split.
  - intros H c. specialize (H (c, lookup c v)).
    rewrite (Hs c), (Hs' c) in H. destruct (lookup c v); lia.
  - intros H [c t]. rewrite (Hs c), (Hs' c). specialize (H c). lia.
Qed.

Lemma subset_of_first : forall s s' c n w,
  first_puts s c n -> same_puts s' w ->
  (subset put_eq_dec s s' = true <-> n <= lookup c w).
Proof.
  intros s s' c n w Hs Hs'. rewrite subset_spec. split.
  - intros H. specialize (H (c, n)).
    rewrite (Hs c), (Hs' c) in H.
    destruct n; [lia |]. apply H. split; [reflexivity | lia].
  - intros H [d t]. rewrite (Hs d), (Hs' d). intros [-> ?]. lia.
Qed.

Lemma same_is_at_most : forall s v, same_puts s v -> at_most s v.
Proof. intros s v H c t. apply H. Qed.

End Vector.

Arguments vector : clear implicits.

(** Rewrites questions about vectors to arithmetic. What holds only of vectors
    with one slot a client is used where that is known. *)
Create HintDb slots.
#[export] Hint Resolve empty_single_slots raise_single_slots merge_single_slots
  : slots.
Create HintDb vectors.
#[export] Hint Rewrite @covers_spec @larger_max @lookup_empty @lookup_raise
  : vectors.
#[export] Hint Rewrite @lookup_merge_max @below_spec
  using (solve [auto with slots]) : vectors.
