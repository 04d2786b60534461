(** Facts about causality in histories, and what one more event at the end of a
    history leaves as it was. *)

From Coq Require Import List Relations Lia.
From Espalier.Framework Require Import World.
From Espalier.Strong Require Import Histories.
Import ListNotations.

Section HistoriesFacts.

Context {key value client : Type}.
Notation event := (@Histories.event key value client).
Notation explanation := (Histories.explanation key value client).

Lemma session_order_transitive : forall (h : list event) a b c,
  session_order h a b -> session_order h b c -> session_order h a c.
Proof.
  intros h a b c [Ha [_ [S N]]] [_ [Hc [S' N']]].
  repeat split; auto; [congruence | lia].
Qed.

Lemma put_is_not_get : forall h h' (e : event), put_in h e -> get_in h' e -> False.
Proof.
  intros h h' e [_ [c [n [k [v E]]]]] [_ [c' [n' [k' [v' E']]]]]. congruence.
Qed.

Lemma precedes_either : forall (h : list event) a b,
  In a h -> In b h -> a = b \/ precedes h a b \/ precedes h b a.
Proof.
  intros h a b Ha Hb. apply in_split in Ha. destruct Ha as [early [late ->]].
  apply in_app_or in Hb. simpl in Hb. destruct Hb as [Hb | [-> | Hb]]; auto.
  - right. right. exists early, late. auto.
  - right. left. apply in_split in Hb. destruct Hb as [m1 [m2 ->]].
    exists (early ++ a :: m1), m2. rewrite <- app_assoc. split; auto.
    apply in_or_app. simpl. auto.
Qed.

(** ** Causality *)

Section Causality.

Context (h : list event) (x : explanation).

Lemma session_is_causal : forall a b,
  session_order h a b -> happens_before h x a b.
Proof. intros. apply t_step. auto. Qed.

Lemma reading_is_causal : forall a b,
  reads_from h x a b -> happens_before h x a b.
Proof. intros. apply t_step. auto. Qed.

Lemma causal_transitive : forall a b c,
  happens_before h x a b -> happens_before h x b c -> happens_before h x a c.
Proof. intros. eapply t_trans; eauto. Qed.

Lemma comes_with_causal : forall d e f,
  comes_with h x e d -> happens_before h x e f -> happens_before h x d f.
Proof.
  intros d e f [_ [-> | H]] H'; [exact H' | eapply causal_transitive; eauto].
Qed.

(** A put is in the causal past of an event because the session had made it, or
    had read a put that it came with, or because the event itself reads such a
    put. *)
Lemma past_splits : forall d f, put_in h d -> happens_before h x d f ->
  session_order h d f \/
  (exists e g, reads_from h x e g /\ session_order h g f /\ comes_with h x e d) \/
  (exists e, reads_from h x e f /\ comes_with h x e d).
Proof.
  intros d f Hd H. apply clos_trans_tn1 in H.
  induction H as [f [S | R] | e f [S | R] H IH].
  - auto.
  - right. right. exists d. split; [exact R | split; auto].
  - destruct IH as [S' | [[a [g [R [S' C]]]] | [a [R C]]]].
    + left. eapply session_order_transitive; eauto.
    + right. left. exists a, g. repeat split; auto; try apply R; try apply C.
      all: eapply session_order_transitive; eauto.
    + right. left. exists a, e. auto.
  - right. right. exists e. split; [exact R |]. split; [exact Hd |].
    right. apply clos_tn1_trans. exact H.
Qed.

End Causality.

(** ** One more event *)

(** [x'] says of the events of [h] what [x] says, and the event [new] is not
    before any of them. *)
Record extends (h : list event) (x : explanation) (new : event)
  (x' : explanation) : Prop := {
  new_is_last : forall a, In a h -> session a = session new ->
    number a < number new;
  same_source : forall g, In g h -> source x' g = source x g;
  sources_are_in : forall e g, reads_from h x e g -> In e h
}.

Section OneMore.

Context (h : list event) (x : explanation) (new : event) (x' : explanation).
Context (E : extends h x new x').

Lemma in_one_more : forall a, In a (h ++ [new]) <-> In a h \/ a = new.
Proof. intros. rewrite in_app_iff. simpl. intuition. Qed.

Lemma new_is_new : ~ In new h.
Proof. intros H. pose proof (new_is_last _ _ _ _ E new H eq_refl). lia. Qed.

Lemma put_one_more : forall a,
  put_in (h ++ [new]) a <-> put_in h a \/ a = new /\ put_in [new] a.
Proof.
  intros. unfold put_in. rewrite in_one_more. simpl. split.
  - intros [[H | ->] P]; [left | right]; auto.
  - intros [[H P] | [-> [_ P]]]; auto.
Qed.

Lemma get_one_more : forall a,
  get_in (h ++ [new]) a <-> get_in h a \/ a = new /\ get_in [new] a.
Proof.
  intros. unfold get_in. rewrite in_one_more. simpl. split.
  - intros [[H | ->] P]; [left | right]; auto.
  - intros [[H P] | [-> [_ P]]]; auto.
Qed.

Lemma session_order_one_more : forall a b, In b h ->
  (session_order (h ++ [new]) a b <-> session_order h a b).
Proof.
  intros a b Hb. unfold session_order. rewrite !in_one_more. split.
  - intros [[Ha | ->] [_ [S N]]]; [auto |].
    pose proof (new_is_last _ _ _ _ E b Hb (eq_sym S)). lia.
  - intuition.
Qed.

Lemma reads_from_one_more : forall a b, In b h ->
  (reads_from (h ++ [new]) x' a b <-> reads_from h x a b).
Proof.
  intros a b Hb. unfold reads_from. rewrite (same_source _ _ _ _ E b Hb).
  unfold get_in. rewrite in_one_more. intuition.
Qed.

Lemma happens_before_one_more : forall a b, In b h ->
  (happens_before (h ++ [new]) x' a b <-> happens_before h x a b).
Proof.
  intros a b Hb. unfold happens_before. split; intros H;
    apply clos_trans_tn1 in H; apply clos_tn1_trans.
  - induction H as [b [S | R] | e b [S | R] H IH].
    + apply tn1_step. left. apply session_order_one_more; auto.
    + apply tn1_step. right. apply reads_from_one_more; auto.
    + apply session_order_one_more in S; auto.
      eapply Relation_Operators.tn1_trans; [left; exact S |]. apply IH, S.
    + apply reads_from_one_more in R; auto.
      eapply Relation_Operators.tn1_trans; [right; exact R |].
      apply IH. eapply sources_are_in; eauto.
  - induction H as [b [S | R] | e b [S | R] H IH].
    + apply tn1_step. left. apply session_order_one_more; auto.
    + apply tn1_step. right. apply reads_from_one_more; auto.
    + eapply Relation_Operators.tn1_trans.
      * left. apply session_order_one_more; eauto.
      * apply IH, S.
    + eapply Relation_Operators.tn1_trans.
      * right. apply reads_from_one_more; eauto.
      * apply IH. eapply sources_are_in; eauto.
Qed.

Lemma comes_with_one_more : forall e d, In e h ->
  (comes_with (h ++ [new]) x' e d <-> comes_with h x e d).
Proof.
  intros e d He. unfold comes_with. rewrite happens_before_one_more by exact He.
  rewrite put_one_more. split.
  - intros [[P | [Ed _]] [H | H]]; auto; exfalso; apply new_is_new;
      rewrite <- Ed.
    + rewrite H. exact He.
    + apply clos_trans_t1n in H.
      destruct H as [? [S | R] | ? ? [S | R] _];
        [apply S | eapply sources_are_in; eauto | apply S
        | eapply sources_are_in; eauto].
  - intuition.
Qed.

End OneMore.

(** ** Order of arrival *)

(** Lists of puts have the last to arrive first. *)
Definition arrived (l : list event) (d e : event) : Prop :=
  exists late early, l = late ++ e :: early /\ In d early.

Lemma arrived_once : forall (l late early late' early' : list event) e,
  NoDup l -> l = late ++ e :: early -> l = late' ++ e :: early' ->
  early = early'.
Proof.
  intros l late. revert l. induction late as [| a late IH]; simpl;
    intros l early late' early' e N -> E; destruct late' as [| b late']; simpl in E.
  - congruence.
  - injection E as <- E. inversion N as [| ? ? H _]. exfalso. apply H.
    rewrite E. apply in_or_app. simpl. auto.
  - injection E as -> E. inversion N as [| ? ? H _]. exfalso. apply H.
    apply in_or_app. simpl. auto.
  - injection E as <- E. inversion N. eapply IH; eauto.
Qed.

Lemma arrival_is_order : forall l : list event,
  NoDup l -> strict_total_order (fun e => In e l) (arrived l).
Proof.
  intros l N. constructor.
  - intros a _ [late [early [-> H]]]. apply NoDup_remove_2 in N.
    apply N. apply in_or_app. auto.
  - intros a b c _ _ _ [late [early [E H]]] [late' [early' [E' H']]].
    exists late', early'. split; [exact E' |].
    apply in_split in H'. destruct H' as [m1 [m2 ->]].
    replace early with m2 in H; [apply in_or_app; simpl; auto |].
    eapply (arrived_once l (late' ++ c :: m1)); eauto.
    rewrite E', <- app_assoc. reflexivity.
  - intros a b Ha Hb. apply in_split in Ha. destruct Ha as [late [early ->]].
    apply in_app_or in Hb. simpl in Hb. destruct Hb as [Hb | [-> | Hb]]; auto.
    + right. left. apply in_split in Hb. destruct Hb as [m1 [m2 ->]].
      exists m1, (m2 ++ a :: early). split; [rewrite <- app_assoc; reflexivity |].
      apply in_or_app. simpl. auto.
    + right. right. exists late, early. auto.
Qed.

Lemma arrived_add : forall (l : list event) f d e,
  arrived l d e -> arrived (f :: l) d e.
Proof.
  intros l f d e [late [early [-> H]]]. exists (f :: late), early. auto.
Qed.

End HistoriesFacts.
