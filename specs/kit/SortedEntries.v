(** Lists of keys with values in the order of the keys: what a search tree reads
    from left to right, and what its operations do to that. *)

From Coq Require Import List Bool.
From Espalier.Kit Require Import Map.
Import ListNotations.

Module SortedEntries (K : ORDERED_KEYS).

  Definition before (a b : K.key) : Prop := K.key_leb a b = true /\ a <> b.

  Lemma before_transitive : forall a b c,
    before a b -> before b c -> before a c.
  Proof.
    intros a b c [H1 N1] [H2 N2]. split.
    - eapply K.key_leb_transitive; eauto.
    - intros E. subst. apply N1. apply K.key_leb_antisymmetric; auto.
  Qed.

  Lemma not_before : forall a b,
    a <> b -> K.key_leb a b = false -> before b a.
  Proof.
    intros a b N H. split; [| auto].
    destruct (K.key_leb_total a b); congruence.
  Qed.

  Lemma before_irreflexive : forall a, ~ before a a.
  Proof. intros a [_ N]. auto. Qed.

  Lemma before_asymmetric : forall a b, before a b -> before b a -> False.
  Proof.
    intros a b H H'. apply (before_irreflexive a).
    eauto using before_transitive.
  Qed.

  Section Entries.

  Context {value : Type}.

  Definition entries := list (K.key * value).

  (** The key is before, or after, all that are there. *)
  Definition precedes (k : K.key) (l : entries) : Prop :=
    forall k' x, In (k', x) l -> before k k'.
  Definition follows (k : K.key) (l : entries) : Prop :=
    forall k' x, In (k', x) l -> before k' k.

  Fixpoint sorted (l : entries) : Prop :=
    match l with
    | [] => True
    | (k, _) :: rest => precedes k rest /\ sorted rest
    end.

  Fixpoint find (k : K.key) (l : entries) : option value :=
    match l with
    | [] => None
    | (k', x) :: rest => if K.key_eq_dec k k' then Some x else find k rest
    end.

  Fixpoint add (k : K.key) (x : value) (l : entries) : entries :=
    match l with
    | [] => [(k, x)]
    | (k', x') :: rest =>
        if K.key_eq_dec k k' then (k, x) :: rest
        else if K.key_leb k k' then (k, x) :: l
        else (k', x') :: add k x rest
    end.

  Fixpoint remove (k : K.key) (l : entries) : entries :=
    match l with
    | [] => []
    | (k', x) :: rest =>
        if K.key_eq_dec k k' then remove k rest else (k', x) :: remove k rest
    end.

  Lemma sorted_app : forall l k x r,
    sorted (l ++ (k, x) :: r) <->
    sorted l /\ follows k l /\ sorted r /\ precedes k r.
  Proof.
    unfold follows, precedes.
    induction l as [| [k1 x1] l IH]; simpl; intros k x r.
    - firstorder.
    - rewrite IH. unfold precedes. split.
      + intros [H [H1 [H2 [H3 H4]]]]. split; [split | split]; auto.
        * intros k' x' Hin. apply (H _ x'). apply in_or_app. auto.
        * intros k' x' [E | Hin]; [inversion E; subst | eauto].
          apply (H _ x). apply in_or_app. simpl. auto.
      + intros [[H1 H2] [H3 [H4 H5]]].
        split; [| split; [| split; [| split]]]; auto.
        * intros k' x' Hin. apply in_app_or in Hin.
          assert (H6 : before k1 k) by (apply (H3 _ x1); auto).
          destruct Hin as [Hin | [E | Hin]];
            [eauto | inversion E; subst; auto |].
          eapply before_transitive; eauto.
        * intros. eapply H3; eauto.
  Qed.

  (** ** Finding *)

  Lemma find_app : forall asked l r,
    find asked (l ++ r) =
    match find asked l with Some x => Some x | None => find asked r end.
  Proof.
    induction l as [| [k x] l IH]; simpl; intros; auto.
    destruct (K.key_eq_dec asked k); auto.
  Qed.

  Lemma find_none : forall asked l,
    (forall x, ~ In (asked, x) l) -> find asked l = None.
  Proof.
    induction l as [| [k x] l IH]; simpl; intros H; auto.
    destruct (K.key_eq_dec asked k).
    - subst. destruct (H x). auto.
    - apply IH. intros x' Hin. apply (H x'). auto.
  Qed.

  Lemma find_before : forall asked k l,
    before asked k -> precedes k l -> find asked l = None.
  Proof.
    intros. apply find_none. intros x Hin.
    eapply before_asymmetric; eauto.
  Qed.

  Lemma find_after : forall asked k l,
    before k asked -> follows k l -> find asked l = None.
  Proof.
    intros. apply find_none. intros x Hin.
    eapply before_asymmetric; eauto.
  Qed.

  Lemma find_same : forall k l, follows k l -> find k l = None.
  Proof.
    intros. apply find_none. intros x Hin.
    eapply before_irreflexive; eauto.
  Qed.

  (** ** Adding *)

  Lemma find_add : forall asked k x l,
    find asked (add k x l) =
    if K.key_eq_dec k asked then Some x else find asked l.
  Proof.
    induction l as [| [k1 x1] l IH]; simpl.
    - destruct (K.key_eq_dec k asked), (K.key_eq_dec asked k); congruence.
    - destruct (K.key_eq_dec k k1); [| destruct (K.key_leb k k1)]; simpl;
        destruct (K.key_eq_dec asked k1);
        destruct (K.key_eq_dec k asked); destruct (K.key_eq_dec asked k);
        congruence.
  Qed.

  Lemma add_members : forall k x l k' x',
    In (k', x') (add k x l) -> (k' = k /\ x' = x) \/ In (k', x') l.
  Proof.
    induction l as [| [k1 x1] l IH]; simpl; intros k' x' H.
    - destruct H as [E | []]. inversion E. auto.
    - destruct (K.key_eq_dec k k1); [| destruct (K.key_leb k k1)];
        simpl in H; destruct H as [E | H]; try (inversion E); auto.
      destruct (IH _ _ H); auto.
  Qed.

  Lemma add_sorted : forall k x l, sorted l -> sorted (add k x l).
  Proof.
    unfold precedes. induction l as [| [k1 x1] l IH]; simpl; intros H.
    - split; [intros ? ? [] | auto].
    - destruct H as [H1 H2].
      destruct (K.key_eq_dec k k1) as [-> | N]; [simpl; auto |].
      destruct (K.key_leb k k1) eqn:L; simpl.
      + assert (B : before k k1) by (split; auto).
        split; [| split; auto].
        intros k' x' [E | Hin]; [inversion E; subst; auto |].
        eapply before_transitive; eauto.
      + split; auto. intros k' x' Hin. apply add_members in Hin.
        destruct Hin as [[-> _] | Hin]; [apply not_before; auto | eauto].
  Qed.

  Lemma add_app : forall k x l k1 x1 r,
    sorted (l ++ (k1, x1) :: r) ->
    add k x (l ++ (k1, x1) :: r) =
    if K.key_eq_dec k k1 then l ++ (k, x) :: r
    else if K.key_leb k k1 then add k x l ++ (k1, x1) :: r
    else l ++ (k1, x1) :: add k x r.
  Proof.
    induction l as [| [k2 x2] l IH]; simpl; intros k1 x1 r H.
    - reflexivity.
    - destruct H as [H1 H2]. rewrite IH by assumption.
      assert (B : before k2 k1).
      { apply (H1 _ x1). apply in_or_app. simpl. auto. }
      destruct (K.key_eq_dec k k2) as [-> | N2].
      + destruct (K.key_eq_dec k2 k1);
          [subst; destruct (before_irreflexive k1); auto |].
        destruct B as [B _]. rewrite B. reflexivity.
      + destruct (K.key_leb k k2) eqn:L2.
        * assert (B' : before k k1)
            by (apply (before_transitive _ k2); [split; auto | auto]).
          destruct (K.key_eq_dec k k1);
            [subst; destruct (before_irreflexive k1); auto |].
          destruct B' as [B' _]. rewrite B'. reflexivity.
        * destruct (K.key_eq_dec k k1), (K.key_leb k k1); reflexivity.
  Qed.

  (** ** Removing *)

  Lemma find_remove : forall asked k l,
    find asked (remove k l) =
    if K.key_eq_dec k asked then None else find asked l.
  Proof.
    induction l as [| [k1 x1] l IH]; simpl.
    - destruct (K.key_eq_dec k asked); reflexivity.
    - destruct (K.key_eq_dec k k1); simpl; destruct (K.key_eq_dec asked k1);
        destruct (K.key_eq_dec k asked); congruence.
  Qed.

  Lemma remove_members : forall k l k' x,
    In (k', x) (remove k l) -> In (k', x) l.
  Proof.
    induction l as [| [k1 x1] l IH]; simpl; intros k' x H; auto.
    destruct (K.key_eq_dec k k1); simpl in H; auto. destruct H; auto.
  Qed.

  Lemma remove_sorted : forall k l, sorted l -> sorted (remove k l).
  Proof.
    unfold precedes. induction l as [| [k1 x1] l IH]; simpl; intros H; auto.
    destruct H as [H1 H2]. destruct (K.key_eq_dec k k1); simpl; auto.
    split; auto. intros k' x Hin. eapply H1. eapply remove_members; eauto.
  Qed.

  Lemma remove_app : forall k l r,
    remove k (l ++ r) = remove k l ++ remove k r.
  Proof.
    induction l as [| [k1 x1] l IH]; simpl; intros; auto.
    rewrite IH. destruct (K.key_eq_dec k k1); reflexivity.
  Qed.

  Lemma remove_absent : forall k l,
    (forall x, ~ In (k, x) l) -> remove k l = l.
  Proof.
    induction l as [| [k1 x1] l IH]; simpl; intros H; auto.
    destruct (K.key_eq_dec k k1).
    - subst. destruct (H x1). auto.
    - rewrite IH; auto. intros x Hin. apply (H x). auto.
  Qed.

  End Entries.

End SortedEntries.
