(** Orders of events as lists: a finite history can be sorted, and an event's
    place in a list is a number. *)

From Coq Require Import List Sorting.Sorted Lia.
From Espalier.Framework Require Import World.
From Espalier.Strong Require Import Histories HistoriesFacts.
Import ListNotations.

Section HistoriesOrder.

Context {key value client : Type}.
Notation event := (@Histories.event key value client).
Context (event_eq_dec : forall a b : event, {a = b} + {a <> b}).

(** ** Sorting *)

Section Sorting.

Context (on : event -> Prop) (before : event -> event -> Prop).
Context (O : strict_total_order on before).

Lemma insert_sorted : forall a s, on a -> (forall e, In e s -> on e) ->
  StronglySorted before s ->
  exists s', StronglySorted before s' /\ (forall e, In e s' <-> e = a \/ In e s).
Proof.
  intros a s Ha. induction s as [| b s IH]; intros Hs Sorted.
  - exists [a]. split; [repeat constructor |]. simpl. intuition.
  - inversion Sorted as [| ? ? Sorted' Hb]; subst.
    assert (Ob : on b) by (apply Hs; simpl; auto).
    destruct (total _ _ O a b Ha Ob) as [-> | [L | L]].
    + exists (b :: s). split; auto. simpl. intuition.
    + exists (a :: b :: s). split; [| simpl; intuition].
      constructor; auto. constructor; auto. rewrite Forall_forall in *.
      intros e He. apply (transitive _ _ O a b e); auto.
      apply Hs. simpl. auto.
    + destruct IH as [s' [S' M]]; auto; [intros e He; apply Hs; simpl; auto |].
      exists (b :: s'). split.
      * constructor; auto. rewrite Forall_forall in *.
        intros e He. apply M in He. destruct He as [-> | He]; auto.
      * intros e. simpl. rewrite M. intuition.
Qed.

Lemma sort_events : forall l, (forall e, In e l -> on e) ->
  exists s, StronglySorted before s /\ (forall e, In e s <-> In e l).
Proof.
  induction l as [| a l IH]; intros H.
  - exists []. split; [constructor | reflexivity].
  - destruct IH as [s [S M]]; [intros e He; apply H; simpl; auto |].
    destruct (insert_sorted a s) as [s' [S' M']]; auto;
      [apply H; simpl; auto | intros e He; apply H; apply M in He; simpl; auto |].
    exists s'. split; auto. intros e. rewrite M', M. simpl. intuition.
Qed.

Lemma sorted_once : forall s, (forall e, In e s -> on e) ->
  StronglySorted before s -> NoDup s.
Proof.
  induction s as [| a s IH]; intros H S; [constructor |].
  inversion S as [| ? ? S' Ha]; subst. rewrite Forall_forall in Ha.
  constructor; [| apply IH; auto; intros e He; apply H; simpl; auto].
  intros Hin. apply (irreflexive _ _ O a); auto. apply H. simpl. auto.
Qed.

Lemma sorted_places : forall s d e, (forall a, In a s -> on a) ->
  StronglySorted before s -> In d s -> In e s -> before d e ->
  exists early late, s = early ++ e :: late /\ In d early.
Proof.
  induction s as [| a s IH]; intros d e H S Hd He B; [contradiction |].
  inversion S as [| ? ? S' Ha]; subst. rewrite Forall_forall in Ha.
  assert (Hs : forall a', In a' s -> on a') by (intros; apply H; simpl; auto).
  destruct He as [<- | He].
  - exfalso. destruct Hd as [<- | Hd].
    + apply (irreflexive _ _ O a); auto. apply H. simpl. auto.
    + apply (irreflexive _ _ O a); [apply H; simpl; auto |].
      apply (transitive _ _ O a d a); auto; apply H; simpl; auto.
  - destruct Hd as [<- | Hd].
    + apply in_split in He. destruct He as [l1 [l2 ->]].
      exists (a :: l1), l2. simpl. auto.
    + destruct (IH d e Hs S' Hd He B) as [early [late [-> Hin]]].
      exists (a :: early), late. simpl. auto.
Qed.

End Sorting.

Lemma flip_order : forall (on : event -> Prop) before,
  strict_total_order on before ->
  strict_total_order on (fun a b => before b a).
Proof.
  intros on before [I T L]. constructor; [exact I | |].
  - intros a b c Ha Hb Hc H H'. apply (T c b a); auto.
  - intros a b Ha Hb. destruct (L a b Ha Hb) as [| [|]]; auto.
Qed.

(** ** Choosing *)

Lemma chosen_from : forall (V : event -> Prop), (forall e, V e \/ ~ V e) ->
  forall l, exists l', forall e, In e l' <-> In e l /\ V e.
Proof.
  intros V D. induction l as [| a l [l' IH]].
  - exists []. simpl. intuition.
  - destruct (D a) as [H | H].
    + exists (a :: l'). intros e. simpl. rewrite IH. intuition. subst. auto.
    + exists l'. intros e. simpl. rewrite IH. intuition. subst. contradiction.
Qed.

(** ** Places *)

(** What stands before the event in the list. *)
Fixpoint ahead (e : event) (l : list event) : list event :=
  match l with
  | [] => []
  | a :: rest => if event_eq_dec e a then [] else a :: ahead e rest
  end.

Lemma ahead_split : forall e early late, ~ In e early ->
  ahead e (early ++ e :: late) = early.
Proof.
  induction early as [| a early IH]; simpl; intros late H.
  - destruct (event_eq_dec e e); congruence.
  - destruct (event_eq_dec e a); [subst; tauto |]. f_equal. apply IH. tauto.
Qed.

Lemma ahead_precedes : forall l d e, NoDup l -> precedes l d e ->
  length (ahead d l) < length (ahead e l).
Proof.
  intros l d e N [early [late [-> H]]].
  assert (He : ~ In e early).
  { apply NoDup_remove_2 in N. intros Hin. apply N. apply in_or_app. auto. }
  rewrite (ahead_split e) by exact He.
  apply in_split in H. destruct H as [l1 [l2 ->]].
  rewrite <- app_assoc in *. simpl in *.
  rewrite ahead_split.
  - rewrite app_length. simpl. lia.
  - apply NoDup_remove_2 in N. intros Hin. apply N. apply in_or_app. auto.
Qed.

(** ** Numbered histories *)

Lemma numbered_once : forall h : list event, numbered h -> NoDup h.
Proof.
  intros h H.
  assert (G : forall late early, h = early ++ late -> NoDup early ->
    NoDup (early ++ late)).
  { induction late as [| e late IH]; intros early -> N.
    - rewrite app_nil_r. exact N.
    - change (e :: late) with ([e] ++ late). rewrite app_assoc.
      apply IH; [rewrite <- app_assoc; reflexivity |].
      destruct (H early e late eq_refl) as [L _].
      apply (proj2 (NoDup_Add (Add_app e early []))). rewrite app_nil_r.
      split; [exact N |]. intros Hin. specialize (L e Hin eq_refl). lia. }
  apply (G h []); auto. constructor.
Qed.

Lemma numbered_precedes : forall (h : list event) a b, numbered h ->
  session_order h a b -> precedes h a b.
Proof.
  intros h a b H [Ha [Hb [S N]]]. apply in_split in Hb.
  destruct Hb as [early [late ->]]. exists early, late. split; auto.
  apply in_app_or in Ha. simpl in Ha. destruct Ha as [Ha | [-> | Ha]]; auto.
  - lia.
  - exfalso. apply in_split in Ha. destruct Ha as [l1 [l2 ->]].
    destruct (H (early ++ b :: l1) a l2) as [L _];
      [rewrite <- app_assoc; reflexivity |].
    specialize (L b). rewrite in_app_iff in L. simpl in L.
    specialize (L (or_intror (or_introl eq_refl)) (eq_sym S)). lia.
Qed.

Lemma precedes_transitive : forall (h : list event) a b c, NoDup h ->
  precedes h a b -> precedes h b c -> precedes h a c.
Proof.
  intros h a b c N [e1 [l1 [E1 H1]]] [e2 [l2 [-> H2]]].
  exists e2, l2. split; auto. apply in_split in H2. destruct H2 as [m1 [m2 ->]].
  assert (e1 = m1).
  { rewrite <- app_assoc in E1. simpl in E1. rewrite <- app_assoc in N.
    simpl in N.
    assert (Hb : ~ In b m1).
    { apply NoDup_remove_2 in N. intros Hin. apply N. apply in_or_app. auto. }
    assert (Hb' : ~ In b e1).
    { rewrite E1 in N. apply NoDup_remove_2 in N. intros Hin. apply N.
      apply in_or_app. auto. }
    rewrite <- (ahead_split b m1 (m2 ++ c :: l2) Hb), E1.
    symmetry. apply ahead_split. exact Hb'. }
  subst. apply in_or_app. auto.
Qed.

(** Causality runs forward. *)
Lemma causal_precedes : forall v0 (h : list event) x a b,
  numbered h -> explains v0 h x -> happens_before h x a b -> precedes h a b.
Proof.
  intros v0 h x a b H X B. induction B as [a b [S | R] | a b c _ IH _ IH'].
  - apply numbered_precedes; auto.
  - destruct (source_is_last _ _ _ X b a R) as [V _].
    apply (visible_was_put _ _ _ X b a); auto. apply R.
  - eapply precedes_transitive; eauto. apply numbered_once. exact H.
Qed.

End HistoriesOrder.
