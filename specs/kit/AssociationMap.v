(** A map as a list of pairs, a key at most once. It is as long as there are
    keys, and a look-up walks it: for few keys, such as clients. *)

From Coq Require Import List.
From Espalier.Kit Require Import Map.
Import ListNotations.

Module AssociationMap (K : KEYS) <: MAP K.

  Definition map (value : Type) : Type := list (K.key * value).

  Section Maps.

  Context {value : Type}.

  Definition empty : map value := [].

  Fixpoint find (k : K.key) (m : map value) : option value :=
    match m with
    | [] => None
    | (k', x) :: rest => if K.key_eq_dec k k' then Some x else find k rest
    end.

  Fixpoint add (k : K.key) (x : value) (m : map value) : map value :=
    match m with
    | [] => [(k, x)]
    | (k', x') :: rest =>
        if K.key_eq_dec k k' then (k, x) :: rest else (k', x') :: add k x rest
    end.

  Fixpoint remove (k : K.key) (m : map value) : map value :=
    match m with
    | [] => []
    | (k', x) :: rest =>
        if K.key_eq_dec k k' then remove k rest else (k', x) :: remove k rest
    end.

  (** No key stands twice: what keeps the list short. *)
  Definition well_formed (m : map value) : Prop := NoDup (List.map fst m).

  Lemma add_keys : forall k x m k',
    In k' (List.map fst (add k x m)) -> k' = k \/ In k' (List.map fst m).
  Proof.
    induction m as [| [k1 x1] m IH]; simpl; intros k' H.
    - destruct H; auto.
    - destruct (K.key_eq_dec k k1); simpl in H; destruct H as [H | H]; subst;
        auto. destruct (IH k' H); auto.
  Qed.

  Lemma remove_keys : forall k m k',
    In k' (List.map fst (remove k m)) -> In k' (List.map fst m).
  Proof.
    induction m as [| [k1 x1] m IH]; simpl; intros k' H; auto.
    destruct (K.key_eq_dec k k1); simpl in H; auto.
    destruct H; auto.
  Qed.

  End Maps.

  Lemma well_formed_empty : forall value, well_formed (@empty value).
  Proof. constructor. Qed.

  Lemma well_formed_add : forall value k (x : value) m,
    well_formed m -> well_formed (add k x m).
  Proof.
    unfold well_formed. induction m as [| [k1 x1] m IH]; simpl; intros H.
    - constructor; [simpl; tauto | constructor].
    - inversion H; subst. destruct (K.key_eq_dec k k1); simpl.
      + subst. exact H.
      + constructor; auto. intros Hin. apply add_keys in Hin.
        destruct Hin; [congruence | auto].
  Qed.

  Lemma well_formed_remove : forall value k (m : map value),
    well_formed m -> well_formed (remove k m).
  Proof.
    unfold well_formed. induction m as [| [k1 x1] m IH]; simpl; intros H; auto.
    inversion H; subst. destruct (K.key_eq_dec k k1); simpl; auto.
    constructor; auto. intros Hin. apply remove_keys in Hin. auto.
  Qed.

  Lemma find_empty : forall value k, find k (@empty value) = None.
  Proof. reflexivity. Qed.

  Lemma find_add : forall value asked k (x : value) m,
    well_formed m ->
    find asked (add k x m) =
    if K.key_eq_dec k asked then Some x else find asked m.
  Proof.
    intros value asked k x m _. induction m as [| [k1 x1] m IH]; simpl.
    - destruct (K.key_eq_dec k asked), (K.key_eq_dec asked k); congruence.
    - destruct (K.key_eq_dec k k1); simpl; destruct (K.key_eq_dec asked k1);
        destruct (K.key_eq_dec k asked); destruct (K.key_eq_dec asked k);
        congruence.
  Qed.

  Lemma find_remove : forall value asked k (m : map value),
    well_formed m ->
    find asked (remove k m) =
    if K.key_eq_dec k asked then None else find asked m.
  Proof.
    intros value asked k m _. induction m as [| [k1 x1] m IH]; simpl.
    - destruct (K.key_eq_dec k asked); reflexivity.
    - destruct (K.key_eq_dec k k1); simpl; destruct (K.key_eq_dec asked k1);
        destruct (K.key_eq_dec k asked); congruence.
  Qed.

End AssociationMap.
