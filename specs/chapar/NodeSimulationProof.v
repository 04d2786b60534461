(** The simulation theorem for node machines: a local simulation gives trace
    inclusion. *)

From Coq Require Import List.
From Espalier.Framework Require Import World.
From Espalier.Chapar Require Import
  NodeMachine NodeWorld NodeRefinement NodeSimulation.
Import ListNotations.

Section NodeSimulationProof.

Context {key value replica : Type}.
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (I S : node_machine key value replica).
Context (L : node_simulation I S).
Context (members : list replica).

Record transfer_related (h : history I S L) (t : transfer I) (u : transfer S)
  : Prop := {
  related_to : to t = to u;
  related_from : from t = from u;
  related_number : number t = number u;
  related_about : about t = about u;
  related_content : content t = content u;
  not_to_itself : from t <> to t;
  related_payload :
    message_related I S L h (from t) (about t) (content t)
      (payload t) (payload u)
}.

Record node_world_related (h : history I S L) (n : replica) (x : node_world I)
  (y : node_world S) : Prop := {
  related_state : state_related I S L h n (node_state x) (node_state y);
  related_program : node_program x = node_program y;
  related_next : node_next x = node_next y;
  related_applied : node_applied x = node_applied y
}.

Inductive world_related (w : world I) (x : world S) : Prop :=
| Related : forall h,
    (forall n, node_world_related h n (nodes w n) (nodes x n)) ->
    Forall2 (transfer_related h) (network w) (network x) ->
    world_related w x.

(** The counterpart of a message in the network, with what stands around it. *)
Lemma related_split : forall h before t after net,
  Forall2 (transfer_related h) (before ++ t :: after) net ->
  exists before' u after',
    net = before' ++ u :: after' /\ transfer_related h t u /\
    Forall2 (transfer_related h) before before' /\
    Forall2 (transfer_related h) after after'.
Proof.
  intros h before t after net H. apply Forall2_app_inv_l in H.
  destruct H as [before' [rest [Hbefore [Hrest ->]]]].
  inversion Hrest; subst. eauto 10.
Qed.

(** The counterpart of a node: all but its state is the same. *)
Lemma related_node : forall h n (x : node_world I) (y : node_world S) s p i a,
  node_world_related h n x y ->
  x = {| node_state := s; node_program := p; node_next := i;
         node_applied := a |} ->
  exists t,
    y = {| node_state := t; node_program := p; node_next := i;
           node_applied := a |} /\
    state_related I S L h n s t.
Proof.
  intros h n x [t p' i' a'] s p i a [] ->. simpl in *. subst. eauto.
Qed.

Lemma set_node_related : forall h f g n x y,
  (forall n', n' <> n -> node_world_related h n' (f n') (g n')) ->
  node_world_related h n x y ->
  forall n', node_world_related h n'
    (set_node replica_eq_dec I f n x n') (set_node replica_eq_dec S g n y n').
Proof.
  intros. unfold set_node. destruct (replica_eq_dec n n'); subst; auto.
Qed.

Lemma broadcast_related : forall h n i k v p q,
  message_related I S L h n k v p q ->
  Forall2 (transfer_related h)
    (broadcast replica_eq_dec I members n i k v p)
    (broadcast replica_eq_dec S members n i k v q).
Proof.
  intros. unfold broadcast.
  assert (N : forall n', In n' (others replica_eq_dec members n) -> n <> n').
  { unfold others. intros n' M. apply filter_In in M. destruct M as [_ M].
    destruct (replica_eq_dec n n'); [discriminate | auto]. }
  induction (others replica_eq_dec members n); simpl; constructor.
  - constructor; simpl; auto. apply N. simpl. auto.
  - apply IHl. intros. apply N. simpl. auto.
Qed.

Lemma network_stays : forall n h h' net net',
  grows I S L n h h' ->
  Forall2 (transfer_related h) net net' ->
  Forall2 (transfer_related h') net net'.
Proof.
  intros n h h' net net' G H. induction H as [| t u ? ? []]; constructor; auto.
  constructor; auto. eapply message_stays; eauto.
Qed.

Lemma one_step : forall x o x',
  step replica_eq_dec S members True x o x' ->
  run replica_eq_dec S members True x (observed o []) x'.
Proof. intros. eapply RunStep; eauto using RunNothing. Qed.

Lemma world_related_initial : forall v programs,
  world_related (initial I v programs) (initial S v programs).
Proof.
  intros. exists (beginning I S L); simpl; auto.
  intros n. constructor; simpl; auto. apply init_related.
Qed.

Lemma world_related_step : forall w o w' x,
  step replica_eq_dec I members True w o w' -> world_related w x ->
  exists x',
    run replica_eq_dec S members True x (observed o []) x' /\
    world_related w' x'.
Proof.
  intros w o w' x Hstep [h Hnodes Hnet].
  destruct Hstep as
    [ w n k rest i s applied Hn
    | w n k v rest i s applied Hn
    | w before after t s program i applied Hw Hn Hguard
    | w before after t _ Hw
    | w before after t Hw ].
  - destruct (related_node _ _ _ _ _ _ _ _ (Hnodes n) Hn) as [t [Hx Ht]].
    destruct (get_related I S L h n k s t Ht) as [Hv Hs]. rewrite Hv.
    eexists; split; [eapply one_step; eapply StepNodeGet; eauto |].
    exists h; simpl; auto. apply set_node_related; auto. constructor; auto.
  - destruct (related_node _ _ _ _ _ _ _ _ (Hnodes n) Hn) as [t [Hx Ht]].
    destruct (put_related I S L h n k v s t Ht) as [h' [Hg [Hs Hm]]].
    eexists; split; [eapply one_step; eapply StepNodePut; eauto |].
    exists h'; simpl.
    + apply set_node_related; [| constructor; auto].
      intros n' Hn'. destruct (Hnodes n'). constructor; auto.
      eapply state_stays; eauto.
    + apply Forall2_app; eauto using broadcast_related, network_stays.
  - rewrite Hw in Hnet. apply related_split in Hnet.
    destruct Hnet as [before' [u [after' [Hx [Hu [Hb Ha]]]]]].
    destruct (related_node _ _ _ _ _ _ _ _ (Hnodes (to t)) Hn)
      as [y [Hy Hs]].
    destruct Hu as [Eto Efrom Enumber Eabout Econtent Hself Hpayload].
    destruct (update_related I S L h (to t) (from t) (about t) (content t)
                (payload t) (payload u) s y Hs Hpayload Hself Hguard)
      as [Hguard' Hs'].
    rewrite Eto, Eabout, Econtent in Hguard'. rewrite Eto in Hy.
    eexists; split;
      [eapply one_step; eapply StepNodeUpdate; eauto |].
    exists h; simpl; auto using Forall2_app. rewrite <- Eto.
    apply set_node_related; auto.
    constructor; simpl; auto; congruence.
  - rewrite Hw in Hnet. apply related_split in Hnet.
    destruct Hnet as [before' [u [after' [Hx [Hu [Hb Ha]]]]]].
    eexists; split; [eapply one_step; eapply StepNodeLose; eauto |].
    exists h; simpl; auto using Forall2_app.
  - rewrite Hw in Hnet. apply related_split in Hnet.
    destruct Hnet as [before' [u [after' [Hx [Hu [Hb Ha]]]]]].
    eexists; split; [eapply one_step; eapply StepNodeDuplicate; eauto |].
    exists h; simpl; auto using Forall2_app.
Qed.

Lemma run_append : forall w first w' second w'',
  run replica_eq_dec S members True w first w' ->
  run replica_eq_dec S members True w' second w'' ->
  run replica_eq_dec S members True w (first ++ second) w''.
Proof.
  intros w first w' second w'' H.
  induction H as [| w o w1 later w2 Hstep Hrun IH]; intros H2; [exact H2 |].
  replace (observed o later ++ second) with (observed o (later ++ second))
    by (destruct o; reflexivity).
  econstructor; eauto.
Qed.

Lemma world_related_run : forall w events w',
  run replica_eq_dec I members True w events w' ->
  forall x, world_related w x ->
  exists x', run replica_eq_dec S members True x events x'.
Proof.
  intros w events w' H.
  induction H as [w | w o w1 later w2 H1 Hrun IH]; intros x Hx.
  - exists x. constructor.
  - destruct (world_related_step _ _ _ _ H1 Hx) as [x1 [Hx1 Hrel]].
    destruct (IH _ Hrel) as [x2 Hx2]. exists x2.
    replace (observed o later) with (observed o [] ++ later)
      by (destruct o; reflexivity).
    eapply run_append; eauto.
Qed.

End NodeSimulationProof.

Theorem node_simulation_refines :
  forall {key value replica : Type} replica_eq_dec
    (I S : node_machine key value replica),
    node_simulation I S -> refines replica_eq_dec I S.
Proof.
  intros key value replica replica_eq_dec I S L members v programs events
    [w Hrun].
  eapply world_related_run in Hrun; [| apply (world_related_initial I S L)].
  exact Hrun.
Qed.
