(** A map as a balanced search tree: the functions are those of Tree.v. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Kit Require Import Map SortedEntries Tree.
Import ListNotations.

Module TreeMap (K : ORDERED_KEYS) <: MAP K.

  #[local] Notation found := (Tree.find K.key_eq_dec K.key_leb).
  #[local] Notation added := (Tree.add K.key_eq_dec K.key_leb).
  #[local] Notation removed := (Tree.remove K.key_eq_dec K.key_leb).

  (** * Read from left to right, a tree is its entries in order *)

  Module E := SortedEntries K.

  Section Order.

  Context {value : Type}.

  Fixpoint entries (m : tree K.key value) : list (K.key * value) :=
    match m with
    | Leaf => []
    | Node _ l k x r => entries l ++ (k, x) :: entries r
    end.

  Lemma balance_entries : forall l k x r,
    entries (balance l k x r) = entries l ++ (k, x) :: entries r.
  Proof.
    intros. unfold balance, node.
    destruct (S (S (height r)) <=? height l);
      [| destruct (S (S (height l)) <=? height r)]; [| | reflexivity].
    - destruct l as [| h ll lk lx lr]; [reflexivity |].
      destruct (height lr <=? height ll); [| destruct lr];
        cbn [entries]; repeat (rewrite <- app_assoc; cbn [app]); reflexivity.
    - destruct r as [| h rl rk rx rr]; [reflexivity |].
      destruct (height rl <=? height rr); [| destruct rl];
        cbn [entries]; repeat (rewrite <- app_assoc; cbn [app]); reflexivity.
  Qed.

  Lemma find_entries : forall k m,
    E.sorted (entries m) -> found k m = E.find k (entries m).
  Proof.
    induction m as [| h l IHl k' x r IHr]; simpl; intros H; [reflexivity |].
    rewrite E.sorted_app in H. destruct H as [Hl [Fl [Hr Pr]]].
    rewrite E.find_app. simpl. destruct (K.key_eq_dec k k') as [-> | N].
    - rewrite (E.find_same k'); auto.
    - destruct (K.key_leb k k') eqn:L.
      + rewrite IHl by assumption.
        rewrite (E.find_before k k' (entries r)) by (auto; split; auto).
        destruct (E.find k (entries l)); reflexivity.
      + rewrite IHr by assumption.
        rewrite (E.find_after k k' (entries l)); auto using E.not_before.
  Qed.

  Lemma add_entries : forall k x m,
    E.sorted (entries m) -> entries (added k x m) = E.add k x (entries m).
  Proof.
    induction m as [| h l IHl k' x' r IHr]; simpl; intros H; [reflexivity |].
    rewrite E.add_app by assumption.
    rewrite E.sorted_app in H. destruct H as [Hl [_ [Hr _]]].
    destruct (K.key_eq_dec k k'); [reflexivity |].
    destruct (K.key_leb k k'); rewrite balance_entries, ?IHl, ?IHr; auto.
  Qed.

  Lemma take_least_entries : forall l k x r k' x' rest,
    take_least l k x r = (k', x', rest) ->
    (k', x') :: entries rest = entries l ++ (k, x) :: entries r.
  Proof.
    induction l as [| h ll IHl lk lx lr _]; simpl; intros k x r k' x' rest H.
    - inversion H; subst. reflexivity.
    - destruct (take_least ll lk lx lr) as [[k1 x1] rest1] eqn:T.
      inversion H; subst. rewrite balance_entries.
      apply IHl in T. rewrite <- T. reflexivity.
  Qed.

  Lemma join_entries : forall l r,
    entries (join l r) = entries l ++ entries r.
  Proof.
    intros l [| h rl rk rx rr]; simpl; [rewrite app_nil_r; reflexivity |].
    destruct (take_least rl rk rx rr) as [[k x] rest] eqn:T.
    apply take_least_entries in T. rewrite balance_entries, T. reflexivity.
  Qed.

  Lemma remove_entries : forall k m,
    E.sorted (entries m) -> entries (removed k m) = E.remove k (entries m).
  Proof.
    induction m as [| h l IHl k' x' r IHr]; simpl; intros H; [reflexivity |].
    rewrite E.sorted_app in H. destruct H as [Hl [Fl [Hr Pr]]].
    rewrite E.remove_app. simpl. destruct (K.key_eq_dec k k') as [-> | N].
    - rewrite join_entries. f_equal; symmetry; apply E.remove_absent;
        intros x Hin; eapply E.before_irreflexive; eauto.
    - destruct (K.key_leb k k') eqn:L; rewrite balance_entries;
        rewrite ?IHl, ?IHr by assumption; f_equal.
      + f_equal. symmetry. apply E.remove_absent. intros x Hin.
        apply (E.before_asymmetric k k'); [split; auto | eauto].
      + symmetry. apply E.remove_absent. intros x Hin.
        apply (E.before_asymmetric k k'); [eauto | apply E.not_before; auto].
  Qed.

  End Order.

  (** * Balance *)

  Section Balance.

  Context {value : Type}.

  (** The height is what it says, and no two subtrees differ by two. *)
  Fixpoint balanced (m : tree K.key value) : Prop :=
    match m with
    | Leaf => True
    | Node h l _ _ r =>
        balanced l /\ balanced r /\ h = S (Nat.max (height l) (height r)) /\
        height l <= S (height r) /\ height r <= S (height l)
    end.

  Lemma node_is : forall l (k : K.key) (x : value) r,
    node l k x r = Node (S (Nat.max (height l) (height r))) l k x r.
  Proof.
    intros. unfold node. f_equal. destruct (Nat.leb_spec (height l) (height r));
      lia.
  Qed.

  Ltac finish :=
    repeat match goal with
      | H : _ /\ _ |- _ => destruct H
      | |- _ /\ _ => split
      end; intros; first [lia | assumption | exact I].

  (** Changing one subtree by one level changes the whole by one at most. *)
  Lemma balance_balanced : forall l k x r,
    balanced l -> balanced r ->
    height l <= S (S (height r)) -> height r <= S (S (height l)) ->
    balanced (balance l k x r) /\
    Nat.max (height l) (height r) <= height (balance l k x r)
      <= S (Nat.max (height l) (height r)) /\
    (height l <= S (height r) -> height r <= S (height l) ->
     height (balance l k x r) = S (Nat.max (height l) (height r))).
  Proof.
    intros l k x r Hl Hr D1 D2. unfold balance. rewrite !node_is.
    repeat (match goal with
      | |- context [?a <=? ?b] => destruct (Nat.leb_spec a b)
      | |- context [match ?t with Leaf => _ | Node _ _ _ _ _ => _ end] =>
          is_var t; destruct t; rewrite ?node_is
      end; cbn [balanced height] in *); finish.
  Qed.

  Lemma add_balanced : forall k x m,
    balanced m ->
    balanced (added k x m) /\
    height m <= height (added k x m) <= S (height m).
  Proof.
    induction m as [| h l IHl k' x' r IHr]; simpl; intros H;
      [finish |].
    destruct H as [Hl [Hr [Hh [D1 D2]]]].
    destruct (IHl Hl) as [Bl Gl]. destruct (IHr Hr) as [Br Gr].
    destruct (K.key_eq_dec k k'); [simpl; finish |].
    destruct (K.key_leb k k').
    - destruct (balance_balanced (added k x l) k' x' r)
        as [B [G G']]; auto; finish.
    - destruct (balance_balanced l k' x' (added k x r))
        as [B [G G']]; auto; finish.
  Qed.

  Lemma take_least_balanced : forall l k x r,
    balanced l -> balanced r ->
    height l <= S (height r) -> height r <= S (height l) ->
    balanced (snd (take_least l k x r)) /\
    Nat.max (height l) (height r) <= height (snd (take_least l k x r))
      <= S (Nat.max (height l) (height r)).
  Proof.
    induction l as [| h ll IHl lk lx lr _]; simpl; intros k x r Hl Hr D1 D2.
    - finish.
    - destruct Hl as [Hll [Hlr [Hh [D3 D4]]]].
      destruct (IHl lk lx lr Hll Hlr D3 D4) as [B G].
      destruct (take_least ll lk lx lr) as [[k' x'] rest]. simpl in *.
      destruct (balance_balanced rest k x r) as [B' [G1 G2]]; auto; finish.
  Qed.

  Lemma join_balanced : forall l r,
    balanced l -> balanced r ->
    height l <= S (height r) -> height r <= S (height l) ->
    balanced (join l r) /\
    Nat.max (height l) (height r) <= height (join l r)
      <= S (Nat.max (height l) (height r)).
  Proof.
    intros l [| h rl rk rx rr] Hl Hr D1 D2; simpl in *; [finish |].
    destruct Hr as [Hrl [Hrr [Hh [D3 D4]]]].
    destruct (take_least_balanced rl rk rx rr Hrl Hrr D3 D4) as [B G].
    destruct (take_least rl rk rx rr) as [[k x] rest]. simpl in *.
    destruct (balance_balanced l k x rest) as [B' [G1 G2]]; auto; finish.
  Qed.

  Lemma remove_balanced : forall k m,
    balanced m ->
    balanced (removed k m) /\
    height (removed k m) <= height m <= S (height (removed k m)).
  Proof.
    induction m as [| h l IHl k' x' r IHr]; simpl; intros H;
      [finish |].
    destruct H as [Hl [Hr [Hh [D1 D2]]]].
    destruct (IHl Hl) as [Bl Gl]. destruct (IHr Hr) as [Br Gr].
    destruct (K.key_eq_dec k k').
    - destruct (join_balanced l r Hl Hr D1 D2) as [B G]. finish.
    - destruct (K.key_leb k k').
      + destruct (balance_balanced (removed k l) k' x' r)
          as [B [G G']]; auto; finish.
      + destruct (balance_balanced l k' x' (removed k r))
          as [B [G G']]; auto; finish.
  Qed.

  Fixpoint size (m : tree K.key value) : nat :=
    match m with Leaf => 0 | Node _ l _ _ r => S (size l + size r) end.

  (** The height is at most twice the logarithm of the number of keys. *)
  Theorem balanced_is_low : forall m,
    balanced m -> 2 ^ height m <= S (size m) * S (size m).
  Proof.
    induction m as [| h l IHl k x r IHr]; simpl; intros H; [lia |].
    destruct H as [Hl [Hr [-> [D1 D2]]]].
    specialize (IHl Hl). specialize (IHr Hr).
    assert (Low : exists n, Nat.max (height l) (height r) <= S n /\
      n <= height l /\ n <= height r)
      by (exists (Nat.min (height l) (height r)); lia).
    destruct Low as [n [H1 [H2 H3]]].
    apply (Nat.pow_le_mono_r 2) in H1, H2, H3; [| discriminate ..].
    simpl in *. nia.
  Qed.

  End Balance.

  (** * The laws *)

  Definition map (value : Type) : Type := tree K.key value.
  Definition empty {value} : map value := Leaf.
  Definition find {value} : K.key -> map value -> option value :=
    Tree.find K.key_eq_dec K.key_leb.
  Definition add {value} : K.key -> value -> map value -> map value :=
    Tree.add K.key_eq_dec K.key_leb.
  Definition remove {value} : K.key -> map value -> map value :=
    Tree.remove K.key_eq_dec K.key_leb.

  (** In order, and low. *)
  Definition well_formed {value} (m : map value) : Prop :=
    E.sorted (entries m) /\ balanced m.

  Lemma well_formed_empty : forall value, well_formed (@empty value).
  Proof. split; exact I. Qed.

  Lemma well_formed_add : forall value k (x : value) m,
    well_formed m -> well_formed (add k x m).
  Proof.
    intros value k x m [Hs Hb]. split.
    - unfold add. rewrite add_entries by assumption.
      apply E.add_sorted. exact Hs.
    - apply add_balanced. exact Hb.
  Qed.

  Lemma well_formed_remove : forall value k (m : map value),
    well_formed m -> well_formed (remove k m).
  Proof.
    intros value k m [Hs Hb]. split.
    - unfold remove. rewrite remove_entries by assumption.
      apply E.remove_sorted. exact Hs.
    - apply remove_balanced. exact Hb.
  Qed.

  Lemma find_empty : forall value k, find k (@empty value) = None.
  Proof. reflexivity. Qed.

  Lemma find_add : forall value asked k (x : value) m,
    well_formed m ->
    find asked (add k x m) =
    if K.key_eq_dec k asked then Some x else find asked m.
  Proof.
    intros value asked k x m H. unfold find.
    rewrite find_entries by (apply well_formed_add; exact H).
    destruct H as [Hs _].
    unfold add. rewrite add_entries, E.find_add, find_entries by assumption.
    reflexivity.
  Qed.

  Lemma find_remove : forall value asked k (m : map value),
    well_formed m ->
    find asked (remove k m) =
    if K.key_eq_dec k asked then None else find asked m.
  Proof.
    intros value asked k m H. unfold find.
    rewrite find_entries by (apply well_formed_remove; exact H).
    destruct H as [Hs _].
    unfold remove.
    rewrite remove_entries, E.find_remove, find_entries by assumption.
    reflexivity.
  Qed.

End TreeMap.
