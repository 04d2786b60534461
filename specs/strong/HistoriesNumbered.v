(** The observable traces of every machine are numbered as programs are. *)

From Coq Require Import List Lia.
From Espalier.Framework Require Import Machine World.
From Espalier.Strong Require Import Histories HistoriesFacts.
Import ListNotations.

Section HistoriesNumbered.

Context {key value client replica : Type}.
Notation event := (@Histories.event key value client).

(** The client's next operation has this number. *)
Definition next_number (h : list event) (c : client) (n : nat) : Prop :=
  (forall a, In a h -> session a = c -> number a < n) /\
  (forall m, m < n -> exists a, In a h /\ session a = c /\ number a = m).

Lemma next_number_unique : forall h c m n,
  next_number h c m -> next_number h c n -> m = n.
Proof.
  intros h c m n [A B] [A' B'].
  destruct (PeanoNat.Nat.lt_trichotomy m n) as [L | [E | L]]; auto; exfalso.
  - destruct (B' m L) as [a [Ha [Hs Hn]]]. specialize (A a Ha Hs). lia.
  - destruct (B n L) as [a [Ha [Hs Hn]]]. specialize (A' a Ha Hs). lia.
Qed.

Lemma next_number_same : forall h e,
  next_number h (session e) (number e) ->
  next_number (h ++ [e]) (session e) (S (number e)).
Proof.
  intros h e [A B]. split.
  - intros a Ha Hs. apply in_app_or in Ha. destruct Ha as [Ha | [<- | []]];
      [specialize (A a Ha Hs) |]; lia.
  - intros m Hm. destruct (PeanoNat.Nat.eq_dec m (number e)) as [-> | Hne].
    + exists e. rewrite in_app_iff. simpl. auto.
    + destruct (B m) as [a [Ha Hs]]; [lia |]. exists a.
      rewrite in_app_iff. auto.
Qed.

Lemma next_number_other : forall h e c n, session e <> c ->
  next_number h c n -> next_number (h ++ [e]) c n.
Proof.
  intros h e c n Hc [A B]. split.
  - intros a Ha Hs. apply in_app_or in Ha. destruct Ha as [Ha | [<- | []]];
      [auto | contradiction].
  - intros m Hm. destruct (B m Hm) as [a [Ha Hs]]. exists a.
    rewrite in_app_iff. auto.
Qed.

Lemma numbered_more : forall h e, numbered h ->
  next_number h (session e) (number e) -> numbered (h ++ [e]).
Proof.
  intros h e H N early f late E.
  destruct late as [| a late _] using rev_ind.
  - apply app_inj_tail in E. destruct E as [<- <-]. exact N.
  - apply (H early f late).
    change (early ++ f :: late ++ [a]) with (early ++ (f :: late) ++ [a]) in E.
    rewrite app_assoc in E. apply app_inj_tail in E. apply E.
Qed.

Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (M : machine key value client replica).

Definition counted (h : list event) (w : world M) : Prop :=
  numbered h /\ forall c,
    match waiting (clients w c) with
    | Some n => next_number h c n /\ next (clients w c) = S n
    | None => next_number h c (next (clients w c))
    end.

Lemma step_counted : forall replicas w o w' h,
  step client_eq_dec replica_eq_dec M replicas True w o w' ->
  counted h w -> counted (h ++ observed o []) w'.
Proof.
  intros replicas w o w' h Hstep [H C].
  destruct Hstep as
    [ w c k rest n s Hc | w c k v rest n s now Hc | | | w before after c n k v a s
      todo m Hnet Hc | | ]; simpl observed; rewrite ?app_nil_r;
    try (split; [exact H | exact C]).
  - split; [exact H |]. intros d. simpl. unfold set_client.
    destruct (client_eq_dec c d) as [<- |]; [| apply C]. simpl.
    specialize (C c). rewrite Hc in C. auto.
  - pose proof (C c) as Cc. rewrite Hc in Cc. simpl in Cc. split.
    + apply numbered_more; auto.
    + intros d. simpl. unfold set_client.
      destruct (client_eq_dec c d) as [<- | Hd]; simpl.
      * apply (next_number_same h (PutCalled c n k v)). exact Cc.
      * specialize (C d). destruct (waiting (clients w d)); [destruct C; split |];
          auto; apply next_number_other; auto.
  - pose proof (C c) as Cc. rewrite Hc in Cc. simpl in Cc.
    destruct Cc as [Cc ->]. split.
    + apply numbered_more; auto.
    + intros d. simpl. unfold set_client.
      destruct (client_eq_dec c d) as [<- | Hd]; simpl.
      * apply (next_number_same h (GetReturned c n k v)). exact Cc.
      * specialize (C d). destruct (waiting (clients w d)); [destruct C; split |];
          auto; apply next_number_other; auto.
Qed.

Lemma trace_numbered : forall replicas v0 programs h,
  trace client_eq_dec replica_eq_dec M replicas True v0 programs h -> numbered h.
Proof.
  intros replicas v0 programs h [w R].
  assert (G : forall w later w',
    run client_eq_dec replica_eq_dec M replicas True w later w' ->
    forall h, counted h w -> counted (h ++ later) w').
  { clear. intros w later w' R.
    induction R as [w | w o w1 later w2 Hstep R IH]; intros h C.
    - rewrite app_nil_r. exact C.
    - replace (h ++ observed o later) with ((h ++ observed o []) ++ later)
        by (destruct o; rewrite <- app_assoc; reflexivity).
      apply IH. eapply step_counted; eauto. }
  apply (G _ _ _ R []). split.
  - intros early e late E. destruct early; discriminate.
  - intros c. simpl. split; [contradiction | intros; lia].
Qed.

End HistoriesNumbered.
