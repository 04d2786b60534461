(** What nobody can see. A client's gets are tied to each other, and to its puts,
    by the guarantees about reads alone. Without read your writes and monotonic
    reads each get can be explained by itself, so that a client is promised the
    same with the other guarantees as without them. *)

From Coq Require Import List.
From Espalier.Framework Require Import World.
From Espalier.Strong Require Import Guarantees Histories HistoriesFacts
  HistoriesOrder.
Import ListNotations.

Section HistoriesUnseen.

Context {key value client : Type}.
Notation event := (@Histories.event key value client).
Context (event_eq_dec : forall a b : event, {a = b} + {a <> b}).
Context (v0 : value) (h : list event)
  (x : Histories.explanation key value client).
Context (N : numbered h) (X : explains v0 h x).

Let once : NoDup h := numbered_once h N.

Lemma precedes_irreflexive : forall a, ~ precedes h a a.
Proof.
  intros a H. pose proof (ahead_precedes event_eq_dec h a a once H) as L.
  exact (PeanoNat.Nat.lt_irrefl _ L).
Qed.

Lemma precedes_is_order : forall on : event -> Prop,
  (forall e, on e -> In e h) -> strict_total_order on (precedes h).
Proof.
  intros on H. constructor.
  - intros a _. apply precedes_irreflexive.
  - intros a b c _ _ _. apply (precedes_transitive event_eq_dec). exact once.
  - intros a b Ha Hb. apply precedes_either; auto.
Qed.

Lemma precedes_or_not : forall a b, precedes h a b \/ ~ precedes h a b.
Proof.
  intros a b. destruct (in_dec event_eq_dec b h) as [Hb | Hb].
  - destruct (in_split _ _ Hb) as [early [late E]].
    destruct (in_dec event_eq_dec a early) as [Ha | Ha].
    + left. exists early, late. auto.
    + right. intros [early' [late' [E' Ha']]]. apply Ha.
      assert (F : forall l l', h = l ++ b :: l' -> ~ In b l).
      { intros l l' El Hin. pose proof once as O. rewrite El in O.
        apply NoDup_remove_2 in O. apply O. apply in_or_app. auto. }
      rewrite <- (ahead_split event_eq_dec b early late (F _ _ E)).
      rewrite <- E, E', (ahead_split event_eq_dec); eauto.
  - right. intros [early [late [-> _]]]. apply Hb. apply in_or_app. simpl. auto.
Qed.

Lemma put_or_not : forall e : event, put_in h e \/ ~ put_in h e.
Proof.
  intros e. destruct (in_dec event_eq_dec e h) as [He | He].
  - destruct e as [c n k v | c n k v]; [left; split; eauto 6 | right].
    intros [_ [? [? [? [? E]]]]]. discriminate.
  - right. intros [He' _]. contradiction.
Qed.

(** Every get sees the put that it returned, and all that were called before
    that, in the order in which they were. *)
Definition each_by_itself : Histories.explanation key value client := {|
  source := source x;
  visible := fun e g => exists s, source x g = Some s /\
    put_in h e /\ (e = s \/ precedes h e s);
  arbitration := fun _ => precedes h
|}.

Lemma each_explains : explains v0 h each_by_itself.
Proof.
  constructor; simpl.
  - intros g e Hg [s [Hs [He Hes]]]. split; [exact He |].
    destruct (source_is_last _ _ _ X g s (conj Hg Hs)) as [V _].
    destruct (visible_was_put _ _ _ X g s Hg V) as [_ Hsg].
    destruct Hes as [-> | Hes]; [exact Hsg |].
    eapply (precedes_transitive event_eq_dec); eauto.
  - intros g _. apply precedes_is_order. intros e [s [_ [He _]]]. apply He.
  - intros g e R. pose proof R as [Hg Hs]. simpl in Hs.
    destruct (source_is_last _ _ _ X g e (conj Hg Hs)) as [V [Hk [Hv _]]].
    destruct (visible_was_put _ _ _ X g e Hg V) as [He _].
    repeat split; auto; [exists e; auto |].
    intros d [s [Hs' [_ Hd]]] _. replace e with s by congruence. exact Hd.
  - intros g Hg Hs. destruct (initial_if_none _ _ _ X g Hg Hs) as [Hv _].
    split; auto. intros d [s [Hs' _]]. congruence.
Qed.

Lemma earlier_is_seen : forall d e g, put_in h d -> precedes h d e ->
  visible each_by_itself e g ->
  visible each_by_itself d g /\ arbitration each_by_itself g d e.
Proof.
  intros d e g Hd P [s [Hs [He Hes]]]. split; [| exact P].
  exists s. split; [exact Hs |]. split; [exact Hd |]. right.
  destruct Hes as [<- | Hes]; [exact P |].
  eapply (precedes_transitive event_eq_dec); eauto.
Qed.

Lemma each_settled : settled each_by_itself.
Proof.
  intros e g. simpl. destruct (source x g) as [s |].
  - destruct (put_or_not e) as [He | He];
      [| right; intros [? [_ [He' _]]]; contradiction].
    destruct (event_eq_dec e s) as [-> | Hne]; [left; eauto 6 |].
    destruct (precedes_or_not e s) as [P | P]; [left; eauto 6 | right].
    intros [s' [[= <-] [_ [E | P']]]]; contradiction.
  - right. intros [s [Hs _]]. discriminate.
Qed.

Lemma each_has : forall chosen,
  read_your_writes chosen = false -> monotonic_reads chosen = false ->
  explained chosen v0 h.
Proof.
  intros chosen Y1 Y2. exists each_by_itself.
  pose proof each_explains as E.
  assert (C : forall a b, happens_before h each_by_itself a b ->
    precedes h a b).
  { intros a b. apply (causal_precedes event_eq_dec v0); auto. }
  split; [exact E |]. rewrite Y1, Y2.
  split; [discriminate | split; [discriminate | split; [| split; [| split]]]].
  - intros _ d e g Hd S Hg V. apply earlier_is_seen; auto.
    apply numbered_precedes; auto.
  - intros _ e d f g' g R K S Hg V. apply earlier_is_seen; auto; [apply K |].
    apply C. eapply comes_with_causal; [exact K |]. eapply causal_transitive;
      [apply reading_is_causal; exact R | apply session_is_causal; exact S].
  - intros _. exists (precedes h). constructor.
    + apply precedes_is_order. intros e He. apply He.
    + intros d e _ _. apply C.
    + intros. reflexivity.
  - exact each_settled.
Qed.

End HistoriesUnseen.
