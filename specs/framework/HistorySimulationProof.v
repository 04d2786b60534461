(** The history-simulation theorem: a local simulation with a history gives trace
    inclusion. *)

From Coq Require Import List.
From Espalier.Framework Require Import
  Machine World Refinement SimulationProof HistorySimulation.
Import ListNotations.

Section HistorySimulationProof.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (I S : machine key value client replica).
Context (L : history_simulation I S).
Context (replicas : list replica).

Inductive message_related (h : history I S L) : message I -> message S -> Prop :=
| GetRequestRelated : forall r c n k g g',
    get_related I S L h k c g g' ->
    message_related h (GetRequest r c n k g) (GetRequest r c n k g')
| PutRequestRelated : forall r c k v p q,
    put_related I S L h k v c p q ->
    message_related h (PutRequest r c k v p) (PutRequest r c k v q)
| GetResponseRelated : forall c n k v a b,
    answer_related I S L h k v c a b ->
    message_related h (GetResponse c n k v a) (GetResponse c n k v b).

Record client_world_related (h : history I S L) (c : client)
  (x : client_world I) (y : client_world S) : Prop := {
  related_state : client_related I S L h c (state x) (state y);
  related_program : program x = program y;
  related_next : next x = next y;
  related_waiting : waiting x = waiting y
}.

Record world_related (h : history I S L) (w : world I) (x : world S) : Prop := {
  related_clients : forall c,
    client_world_related h c (clients w c) (clients x c);
  related_stores : forall r,
    replica_related I S L h r (stores w r) (stores x r);
  related_network : Forall2 (message_related h) (network w) (network x)
}.

(** The counterpart of a message in the network, with what stands around it. *)
Lemma related_split :
  forall h before m after net',
    Forall2 (message_related h) (before ++ m :: after) net' ->
    exists before' m' after',
      net' = before' ++ m' :: after' /\ message_related h m m' /\
      Forall2 (message_related h) before before' /\
      Forall2 (message_related h) after after'.
Proof.
  intros h before m after net' H.
  apply Forall2_app_inv_l in H.
  destruct H as [before' [rest [Hbefore [Hrest ->]]]].
  inversion Hrest; subst.
  eauto 10.
Qed.

Lemma broadcast_related :
  forall h (f : replica -> message I) (g : replica -> message S),
    (forall r, message_related h (f r) (g r)) ->
    Forall2 (message_related h) (map f replicas) (map g replicas).
Proof. intros h f g H. induction replicas; simpl; constructor; auto. Qed.

Lemma set_client_related :
  forall h f g c x y,
    (forall d, c <> d -> client_world_related h d (f d) (g d)) ->
    client_world_related h c x y ->
    forall d, client_world_related h d
      (set_client client_eq_dec I f c x d) (set_client client_eq_dec S g c y d).
Proof.
  intros. unfold set_client. destruct (client_eq_dec c d); subst; auto.
Qed.

Lemma set_store_related :
  forall h f g r x y,
    (forall r, replica_related I S L h r (f r) (g r)) ->
    replica_related I S L h r x y ->
    forall r', replica_related I S L h r'
      (set_store replica_eq_dec I f r x r')
      (set_store replica_eq_dec S g r y r').
Proof.
  intros. unfold set_store. destruct (replica_eq_dec r r'); subst; auto.
Qed.

(** The counterpart of a client: its program, number and wait are the same. *)
Lemma related_client :
  forall h w x c s todo n waits,
    world_related h w x ->
    clients w c = {| state := s; program := todo; next := n;
                     waiting := waits |} ->
    exists t,
      clients x c = {| state := t; program := todo; next := n;
                       waiting := waits |} /\
      client_related I S L h c s t.
Proof.
  intros h w x c s todo n waits Hw Hc.
  destruct (related_clients _ _ _ Hw c) as [Hs Hp Hn Hq].
  rewrite Hc in Hs, Hp, Hn, Hq. simpl in *.
  destruct (clients x c) as [t p m q]. simpl in *. subst. eauto.
Qed.

(** A put that a client made leaves the other parts related. *)
Lemma message_outlives : forall c h h' m m',
  grows I S L c h h' -> message_related h m m' -> message_related h' m m'.
Proof.
  intros c h h' m m' G H. destruct H; constructor.
  - eapply get_outlives; eauto.
  - eapply put_outlives; eauto.
  - eapply answer_outlives; eauto.
Qed.

Lemma network_outlives : forall c h h' net net',
  grows I S L c h h' -> Forall2 (message_related h) net net' ->
  Forall2 (message_related h') net net'.
Proof.
  intros c h h' net net' G H.
  induction H; constructor; eauto using message_outlives.
Qed.

(** Every step of the core is matched by the same step of the specification. *)
Lemma one_step :
  forall x o x',
    step client_eq_dec replica_eq_dec S replicas True x o x' ->
    run client_eq_dec replica_eq_dec S replicas True x (observed o []) x'.
Proof.
  intros. eapply RunStep; eauto using RunNothing.
Qed.

Theorem history_simulation_step :
  forall w o w' h x,
    step client_eq_dec replica_eq_dec I replicas True w o w' ->
    world_related h w x ->
    exists h' x',
      run client_eq_dec replica_eq_dec S replicas True x (observed o []) x'
      /\ world_related h' w' x'.
Proof.
  intros w o w' h x Hstep Hw.
  destruct Hstep as
    [ w c k rest n s Hc
    | w c k v rest n s now Hc
    | w before after r c n k g Hnet Hguard answered
    | w before after r c k v p Hnet Hguard
    | w before after c n k v a s todo m Hnet Hc
    | w before after m Hlose Hnet
    | w before after m Hnet ];
  try (pose proof (related_network _ _ _ Hw) as Hall; rewrite Hnet in Hall;
       apply related_split in Hall;
       destruct Hall as [before' [m' [after' [Hx [Hm [Hb Ha]]]]]]).
  - destruct (related_client _ _ _ _ _ _ _ _ Hw Hc) as [t [Hx Ht]].
    destruct (get_request_related I S L h k c s t Ht) as [Hg Hs].
    exists h. eexists; split; [eapply one_step; eapply StepGetRequest; eauto |].
    destruct Hw; constructor; simpl; auto.
    + apply set_client_related; auto. constructor; auto.
    + apply Forall2_app; auto. apply broadcast_related. constructor. exact Hg.
  - destruct (related_client _ _ _ _ _ _ _ _ Hw Hc) as [t [Hx Ht]].
    destruct (put_request_related I S L h k v now c s t Ht)
      as [now' [h' [G [Hp Hs]]]].
    exists h'. eexists; split;
      [eapply one_step; eapply StepPutRequest with (now := now'); eauto |].
    destruct Hw as [Hclients Hstores Hnetwork]; constructor; simpl.
    + apply set_client_related; [| constructor; auto].
      intros d D. destruct (Hclients d). constructor; auto.
      eapply client_outlives; eauto.
    + intros r. eapply replica_outlives; eauto.
    + apply Forall2_app; [| eapply network_outlives; eauto].
      apply broadcast_related. constructor. exact Hp.
  - inversion Hm as [r' c' n' k' g' g'' Hg | |]; subst.
    destruct (get_answer_related I S L h k c r g g'' _ _ Hg
                (related_stores _ _ _ Hw r) Hguard) as [Hguard' [Hv [Hans Hs]]].
    exists h. eexists; split; [eapply one_step; eapply StepGet; eauto |].
    destruct Hw; constructor; simpl; auto.
    + apply set_store_related; auto.
    + constructor; auto using Forall2_app.
      rewrite <- Hv. constructor. exact Hans.
  - inversion Hm as [ | r' c' k' v' p' q Hp |]; subst.
    destruct (put_applied_related I S L h k v c r p q _ _ Hp
                (related_stores _ _ _ Hw r) Hguard) as [Hguard' Hs].
    exists h. eexists; split; [eapply one_step; eapply StepPut; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
    apply set_store_related; auto.
  - destruct (related_client _ _ _ _ _ _ _ _ Hw Hc) as [t [Hx' Ht]].
    inversion Hm as [ | | c' n' k' v' a' b Hab ]; subst.
    exists h. eexists; split; [eapply one_step; eapply StepGetResponse; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
    apply set_client_related; auto. constructor; simpl; auto.
    eapply get_response_related; eauto.
  - exists h. eexists; split; [eapply one_step; eapply StepLose; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
  - exists h. eexists; split; [eapply one_step; eapply StepDuplicate; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
Qed.

Lemma world_related_initial : forall v programs,
  world_related (start I S L) (initial I v programs) (initial S v programs).
Proof.
  intros. constructor; simpl; auto.
  - intros c. constructor; simpl; auto. apply client_init_related.
  - intros r. apply replica_init_related.
Qed.

End HistorySimulationProof.

Theorem history_simulation_refines :
  forall {key value client replica : Type} client_eq_dec replica_eq_dec
    (I S : machine key value client replica),
    history_simulation I S -> refines client_eq_dec replica_eq_dec I S.
Proof.
  intros key value client replica client_eq_dec replica_eq_dec I S L.
  apply simulation_refines. intros replicas.
  exists (fun w x => exists h, world_related I S L h w x). constructor.
  - intros v programs. exists (start I S L). apply world_related_initial.
  - intros w o w' x Hstep [h Hw].
    destruct (history_simulation_step client_eq_dec replica_eq_dec I S L replicas
      w o w' h x Hstep Hw) as [h' [x' [Hrun Hw']]].
    eauto.
Qed.
