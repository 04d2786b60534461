(** The local-simulation theorem: a local simulation gives trace inclusion. *)

From Coq Require Import List.
From Espalier.Framework Require Import
  Machine World Refinement SimulationProof LocalSimulation.
Import ListNotations.

Section LocalSimulationProof.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (I S : machine key value client replica).
Context (L : local_simulation I S).
Context (replicas : list replica).

Inductive message_related : message I -> message S -> Prop :=
| GetRequestRelated : forall r c n k g h,
    get_related I S L k c g h ->
    message_related (GetRequest r c n k g) (GetRequest r c n k h)
| PutRequestRelated : forall r c k v p q,
    put_related I S L k v c p q ->
    message_related (PutRequest r c k v p) (PutRequest r c k v q)
| GetResponseRelated : forall c n k v a b,
    answer_related I S L k v c a b ->
    message_related (GetResponse c n k v a) (GetResponse c n k v b).

Record client_world_related (c : client) (x : client_world I)
  (y : client_world S) : Prop := {
  related_state : client_related I S L c (state x) (state y);
  related_program : program x = program y;
  related_next : next x = next y;
  related_waiting : waiting x = waiting y
}.

Record world_related (w : world I) (x : world S) : Prop := {
  related_clients : forall c, client_world_related c (clients w c) (clients x c);
  related_stores : forall r, replica_related I S L r (stores w r) (stores x r);
  related_network : Forall2 message_related (network w) (network x)
}.

(** The counterpart of a message in the network, with what stands around it. *)
Lemma related_split :
  forall before m after net',
    Forall2 message_related (before ++ m :: after) net' ->
    exists before' m' after',
      net' = before' ++ m' :: after' /\ message_related m m' /\
      Forall2 message_related before before' /\
      Forall2 message_related after after'.
Proof.
  intros before m after net' H.
  apply Forall2_app_inv_l in H.
  destruct H as [before' [rest [Hbefore [Hrest ->]]]].
  inversion Hrest; subst.
  eauto 10.
Qed.

Lemma broadcast_get_related :
  forall c n k g h, get_related I S L k c g h ->
  Forall2 message_related
    (broadcast_get I replicas c n k g) (broadcast_get S replicas c n k h).
Proof.
  intros. unfold broadcast_get.
  induction replicas; simpl; constructor; auto using message_related.
Qed.

Lemma broadcast_put_related :
  forall c k v p q, put_related I S L k v c p q ->
  Forall2 message_related
    (broadcast_put I replicas c k v p) (broadcast_put S replicas c k v q).
Proof.
  intros. unfold broadcast_put.
  induction replicas; simpl; constructor; auto using message_related.
Qed.

Lemma set_client_related :
  forall f g c x y,
    (forall c, client_world_related c (f c) (g c)) ->
    client_world_related c x y ->
    forall c', client_world_related c'
      (set_client client_eq_dec I f c x c')
      (set_client client_eq_dec S g c y c').
Proof.
  intros. unfold set_client. destruct (client_eq_dec c c'); subst; auto.
Qed.

Lemma set_store_related :
  forall f g r x y,
    (forall r, replica_related I S L r (f r) (g r)) ->
    replica_related I S L r x y ->
    forall r', replica_related I S L r'
      (set_store replica_eq_dec I f r x r')
      (set_store replica_eq_dec S g r y r').
Proof.
  intros. unfold set_store. destruct (replica_eq_dec r r'); subst; auto.
Qed.

(** The counterpart of a client: its program, number and wait are the same. *)
Lemma related_client :
  forall w x c s todo n waits,
    world_related w x ->
    clients w c = {| state := s; program := todo; next := n;
                     waiting := waits |} ->
    exists t,
      clients x c = {| state := t; program := todo; next := n;
                       waiting := waits |} /\
      client_related I S L c s t.
Proof.
  intros w x c s todo n waits Hw Hc.
  destruct (related_clients _ _ Hw c) as [Hs Hp Hn Hq].
  rewrite Hc in Hs, Hp, Hn, Hq. simpl in *.
  destruct (clients x c) as [t p m q]. simpl in *. subst. eauto.
Qed.

(** Every step of the core is matched by the same step of the specification. *)
Lemma one_step :
  forall x o x',
    step client_eq_dec replica_eq_dec S replicas True x o x' ->
    run client_eq_dec replica_eq_dec S replicas True x (observed o []) x'.
Proof.
  intros. eapply RunStep; eauto using RunNothing.
Qed.

Theorem local_simulation_step :
  forall w o w' x,
    step client_eq_dec replica_eq_dec I replicas True w o w' ->
    world_related w x ->
    exists x',
      run client_eq_dec replica_eq_dec S replicas True x (observed o []) x'
      /\ world_related w' x'.
Proof.
  intros w o w' x Hstep Hw.
  destruct Hstep as
    [ w c k rest n s Hc
    | w c k v rest n s now Hc
    | w before after r c n k g Hnet Hguard answered
    | w before after r c k v p Hnet Hguard
    | w before after c n k v a s todo m Hnet Hc
    | w before after m Hlose Hnet
    | w before after m Hnet ].
  - destruct (related_client _ _ _ _ _ _ _ Hw Hc) as [t [Hx Ht]].
    destruct (get_request_related I S L k c s t Ht) as [Hg Hs].
    eexists; split; [eapply one_step; eapply StepGetRequest; eauto |].
    destruct Hw; constructor; simpl; auto.
    + apply set_client_related; auto. constructor; auto.
    + apply Forall2_app; auto using broadcast_get_related.
  - destruct (related_client _ _ _ _ _ _ _ Hw Hc) as [t [Hx Ht]].
    destruct (put_request_related I S L k v now c s t Ht) as [now' [Hp Hs]].
    eexists; split; [eapply one_step; eapply StepPutRequest with (now := now'); eauto |].
    destruct Hw; constructor; simpl; auto.
    + apply set_client_related; auto. constructor; auto.
    + apply Forall2_app; auto using broadcast_put_related.
  - pose proof (related_network _ _ Hw) as Hall. rewrite Hnet in Hall.
    apply related_split in Hall.
    destruct Hall as [before' [m' [after' [Hx [Hm [Hb Ha]]]]]].
    inversion Hm as [r' c' n' k' g' h Hg | |]; subst.
    destruct (get_answer_related I S L k c r g h _ _ Hg
                (related_stores _ _ Hw r) Hguard) as [Hguard' [Hv [Hans Hs]]].
    eexists; split; [eapply one_step; eapply StepGet; eauto |].
    destruct Hw; constructor; simpl; auto.
    + apply set_store_related; auto.
    + constructor; auto using Forall2_app.
      rewrite <- Hv. constructor. exact Hans.
  - pose proof (related_network _ _ Hw) as Hall. rewrite Hnet in Hall.
    apply related_split in Hall.
    destruct Hall as [before' [m' [after' [Hx [Hm [Hb Ha]]]]]].
    inversion Hm as [ | r' c' k' v' p' q Hp |]; subst.
    destruct (put_applied_related I S L k v c r p q _ _ Hp
                (related_stores _ _ Hw r) Hguard) as [Hguard' Hs].
    eexists; split; [eapply one_step; eapply StepPut; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
    apply set_store_related; auto.
  - destruct (related_client _ _ _ _ _ _ _ Hw Hc) as [t [Hx' Ht]].
    pose proof (related_network _ _ Hw) as Hall. rewrite Hnet in Hall.
    apply related_split in Hall.
    destruct Hall as [before' [m' [after' [Hx [Hm [Hb Ha]]]]]].
    inversion Hm as [ | | c' n' k' v' a' b Hab ]; subst.
    eexists; split; [eapply one_step; eapply StepGetResponse; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
    apply set_client_related; auto. constructor; simpl; auto.
    eapply get_response_related; eauto.
  - pose proof (related_network _ _ Hw) as Hall. rewrite Hnet in Hall.
    apply related_split in Hall.
    destruct Hall as [before' [m' [after' [Hx [Hm [Hb Ha]]]]]].
    eexists; split; [eapply one_step; eapply StepLose; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
  - pose proof (related_network _ _ Hw) as Hall. rewrite Hnet in Hall.
    apply related_split in Hall.
    destruct Hall as [before' [m' [after' [Hx [Hm [Hb Ha]]]]]].
    eexists; split; [eapply one_step; eapply StepDuplicate; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
Qed.

Lemma world_related_initial :
  forall v programs, world_related (initial I v programs) (initial S v programs).
Proof.
  intros. constructor; simpl; auto.
  - intros c. constructor; simpl; auto. apply client_init_related.
  - intros r. apply replica_init_related.
Qed.

End LocalSimulationProof.

Theorem local_simulation_refines :
  forall {key value client replica : Type} client_eq_dec replica_eq_dec
    (I S : machine key value client replica),
    local_simulation I S -> refines client_eq_dec replica_eq_dec I S.
Proof.
  intros. apply simulation_refines. intros replicas.
  exists (world_related I S X). constructor.
  - apply world_related_initial.
  - apply local_simulation_step.
Qed.
