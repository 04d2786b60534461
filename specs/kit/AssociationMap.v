(** A map as a list of pairs, a key at most once. It is as long as there are
    keys, and a look-up walks it: for few keys, such as clients. A core may call
    the functions of the section. *)

From Coq Require Import List.
From Espalier.Kit Require Import Map.
Import ListNotations.

Section Association.

Context {key value : Type}.
Context (key_eq_dec : forall a b : key, {a = b} + {a <> b}).

Definition association := list (key * value).

Fixpoint find_pair (k : key) (m : association) : option value :=
  match m with
  | [] => None
  | (k', x) :: rest => if key_eq_dec k k' then Some x else find_pair k rest
  end.

Fixpoint add_pair (k : key) (x : value) (m : association) : association :=
  match m with
  | [] => [(k, x)]
  | (k', x') :: rest =>
      if key_eq_dec k k' then (k, x) :: rest else (k', x') :: add_pair k x rest
  end.

Fixpoint remove_pair (k : key) (m : association) : association :=
  match m with
  | [] => []
  | (k', x) :: rest =>
      if key_eq_dec k k' then remove_pair k rest
      else (k', x) :: remove_pair k rest
  end.

(** No key stands twice: what keeps the list short. *)
Definition keys_once (m : association) : Prop := NoDup (List.map fst m).

Lemma add_keys : forall k x m k',
  In k' (List.map fst (add_pair k x m)) -> k' = k \/ In k' (List.map fst m).
Proof.
  induction m as [| [k1 x1] m IH]; simpl; intros k' H.
  - destruct H; auto.
  - destruct (key_eq_dec k k1); simpl in H; destruct H as [H | H]; subst; auto.
    destruct (IH k' H); auto.
Qed.

Lemma remove_keys : forall k m k',
  In k' (List.map fst (remove_pair k m)) -> In k' (List.map fst m).
Proof.
  induction m as [| [k1 x1] m IH]; simpl; intros k' H; auto.
  destruct (key_eq_dec k k1); simpl in H; auto.
  destruct H; auto.
Qed.

Lemma add_keys_once : forall k x m,
  keys_once m -> keys_once (add_pair k x m).
Proof.
  unfold keys_once. induction m as [| [k1 x1] m IH]; simpl; intros H.
  - constructor; [simpl; tauto | constructor].
  - inversion H; subst. destruct (key_eq_dec k k1); simpl.
    + subst. exact H.
    + constructor; auto. intros Hin. apply add_keys in Hin.
      destruct Hin; [congruence | auto].
Qed.

Lemma remove_keys_once : forall k m, keys_once m -> keys_once (remove_pair k m).
Proof.
  unfold keys_once. induction m as [| [k1 x1] m IH]; simpl; intros H; auto.
  inversion H; subst. destruct (key_eq_dec k k1); simpl; auto.
  constructor; auto. intros Hin. apply remove_keys in Hin. auto.
Qed.

Lemma find_add_pair : forall asked k x m,
  find_pair asked (add_pair k x m) =
  if key_eq_dec k asked then Some x else find_pair asked m.
Proof.
  induction m as [| [k1 x1] m IH]; simpl.
  - destruct (key_eq_dec k asked), (key_eq_dec asked k); congruence.
  - destruct (key_eq_dec k k1); simpl; destruct (key_eq_dec asked k1);
      destruct (key_eq_dec k asked); destruct (key_eq_dec asked k); congruence.
Qed.

Lemma find_remove_pair : forall asked k m,
  find_pair asked (remove_pair k m) =
  if key_eq_dec k asked then None else find_pair asked m.
Proof.
  induction m as [| [k1 x1] m IH]; simpl.
  - destruct (key_eq_dec k asked); reflexivity.
  - destruct (key_eq_dec k k1); simpl; destruct (key_eq_dec asked k1);
      destruct (key_eq_dec k asked); congruence.
Qed.

End Association.

Arguments association : clear implicits.

Module AssociationMap (K : KEYS) <: MAP K.

  Definition map : Type -> Type := association K.key.

  Definition empty {value} : map value := [].
  Definition find {value} : K.key -> map value -> option value :=
    find_pair K.key_eq_dec.
  Definition add {value} : K.key -> value -> map value -> map value :=
    add_pair K.key_eq_dec.
  Definition remove {value} : K.key -> map value -> map value :=
    remove_pair K.key_eq_dec.

  Definition well_formed {value} (m : map value) : Prop := keys_once m.

  Lemma well_formed_empty : forall value, well_formed (@empty value).
  Proof. constructor. Qed.

  Lemma well_formed_add : forall value k (x : value) m,
    well_formed m -> well_formed (add k x m).
  Proof. intros value. apply add_keys_once. Qed.

  Lemma well_formed_remove : forall value k (m : map value),
    well_formed m -> well_formed (remove k m).
  Proof. intros value. apply remove_keys_once. Qed.

  Lemma find_empty : forall value k, find k (@empty value) = None.
  Proof. reflexivity. Qed.

  Lemma find_add : forall value asked k (x : value) m,
    well_formed m ->
    find asked (add k x m) =
    if K.key_eq_dec k asked then Some x else find asked m.
  Proof. intros value asked k x m _. apply find_add_pair. Qed.

  Lemma find_remove : forall value asked k (m : map value),
    well_formed m ->
    find asked (remove k m) =
    if K.key_eq_dec k asked then None else find asked m.
  Proof. intros value asked k m _. apply find_remove_pair. Qed.

End AssociationMap.
