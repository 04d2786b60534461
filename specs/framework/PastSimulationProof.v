(** A local simulation that looks at the past gives trace inclusion. *)

From Coq Require Import List.
From Espalier.Framework Require Import
  Machine World Refinement SimulationProof PastSimulation.
Import ListNotations.

Section PastSimulationProof.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (I S : machine key value client replica).
Context (L : past_simulation client_eq_dec I S).
Context (replicas : list replica).

Inductive message_related (g : past I) : message I -> message S -> Prop :=
| GetRequestRelated : forall r c n k a b,
    get_related _ _ _ L g k c a b ->
    message_related g (GetRequest r c n k a) (GetRequest r c n k b)
| PutRequestRelated : forall r c k v p q,
    put_related _ _ _ L g k v c p q ->
    message_related g (PutRequest r c k v p) (PutRequest r c k v q)
| GetResponseRelated : forall c n k v a b,
    answer_related _ _ _ L g k v c a b ->
    message_related g (GetResponse c n k v a) (GetResponse c n k v b).

Record client_world_related (g : past I) (c : client) (x : client_world I)
  (y : client_world S) : Prop := {
  related_state : client_related _ _ _ L g c (state x) (state y);
  related_program : program x = program y;
  related_next : next x = next y;
  related_waiting : waiting x = waiting y
}.

Record world_related (g : past I) (w : world I) (x : world S) : Prop := {
  related_clients : forall c, client_world_related g c (clients w c) (clients x c);
  related_stores : forall r, replica_related _ _ _ L g r (stores w r) (stores x r);
  related_network : Forall2 (message_related g) (network w) (network x)
}.

(** The counterpart of a message in the network, with what stands around it. *)
Lemma related_split :
  forall g before m after net',
    Forall2 (message_related g) (before ++ m :: after) net' ->
    exists before' m' after',
      net' = before' ++ m' :: after' /\ message_related g m m' /\
      Forall2 (message_related g) before before' /\
      Forall2 (message_related g) after after'.
Proof.
  intros g before m after net' H.
  apply Forall2_app_inv_l in H.
  destruct H as [before' [rest [Hbefore [Hrest ->]]]].
  inversion Hrest; subst.
  eauto 10.
Qed.

Lemma broadcast_get_related :
  forall g c n k a b, get_related _ _ _ L g k c a b ->
  Forall2 (message_related g)
    (broadcast_get I replicas c n k a) (broadcast_get S replicas c n k b).
Proof.
  intros. unfold broadcast_get.
  induction replicas; simpl; constructor; auto using message_related.
Qed.

Lemma broadcast_put_related :
  forall g c k v p q, put_related _ _ _ L g k v c p q ->
  Forall2 (message_related g)
    (broadcast_put I replicas c k v p) (broadcast_put S replicas c k v q).
Proof.
  intros. unfold broadcast_put.
  induction replicas; simpl; constructor; auto using message_related.
Qed.

Lemma set_client_related :
  forall g f h c x y,
    (forall c', c <> c' -> client_world_related g c' (f c') (h c')) ->
    client_world_related g c x y ->
    forall c', client_world_related g c'
      (set_client client_eq_dec I f c x c')
      (set_client client_eq_dec S h c y c').
Proof.
  intros. unfold set_client. destruct (client_eq_dec c c'); subst; auto.
Qed.

Lemma set_store_related :
  forall g f h r x y,
    (forall r, replica_related _ _ _ L g r (f r) (h r)) ->
    replica_related _ _ _ L g r x y ->
    forall r', replica_related _ _ _ L g r'
      (set_store replica_eq_dec I f r x r')
      (set_store replica_eq_dec S h r y r').
Proof.
  intros. unfold set_store. destruct (replica_eq_dec r r'); subst; auto.
Qed.

(** What does not belong to the client that puts stays related. *)
Lemma messages_stay :
  forall g c x net net',
    Forall2 (message_related g) net net' ->
    Forall2 (message_related (with_put client_eq_dec g c x)) net net'.
Proof.
  intros g c x net net' H. induction H as [| m m' net net' Hm _ IH]; constructor;
    auto. destruct Hm; constructor.
  - apply get_stays; assumption.
  - apply put_stays; assumption.
  - apply answer_stays; assumption.
Qed.

Lemma client_world_stays :
  forall g c x c' y z,
    c <> c' -> client_world_related g c' y z ->
    client_world_related (with_put client_eq_dec g c x) c' y z.
Proof.
  intros g c x c' y z Hc []. constructor; auto. apply client_stays; auto.
Qed.

(** The counterpart of a client: its program, number and wait are the same. *)
Lemma related_client :
  forall g w x c s todo n waits,
    world_related g w x ->
    clients w c = {| state := s; program := todo; next := n;
                     waiting := waits |} ->
    exists t,
      clients x c = {| state := t; program := todo; next := n;
                       waiting := waits |} /\
      client_related _ _ _ L g c s t.
Proof.
  intros g w x c s todo n waits Hw Hc.
  destruct (related_clients _ _ _ Hw c) as [Hs Hp Hn Hq].
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

Theorem past_simulation_step :
  forall g w o w' x,
    step client_eq_dec replica_eq_dec I replicas True w o w' ->
    world_related g w x ->
    exists g' x',
      run client_eq_dec replica_eq_dec S replicas True x (observed o []) x'
      /\ world_related g' w' x'.
Proof.
  intros g w o w' x Hstep Hw.
  destruct Hstep as
    [ w c k rest n s Hc
    | w c k v rest n s now Hc
    | w before after r c n k a Hnet Hguard answered
    | w before after r c k v p Hnet Hguard
    | w before after c n k v a s todo m Hnet Hc
    | w before after m Hlose Hnet
    | w before after m Hnet ].
  - destruct (related_client _ _ _ _ _ _ _ _ Hw Hc) as [t [Hx Ht]].
    destruct (get_request_related _ _ _ L g k c s t Ht) as [Hg Hs].
    exists g; eexists; split; [eapply one_step; eapply StepGetRequest; eauto |].
    destruct Hw; constructor; simpl; auto.
    + apply set_client_related; auto. constructor; auto.
    + apply Forall2_app; auto using broadcast_get_related.
  - destruct (related_client _ _ _ _ _ _ _ _ Hw Hc) as [t [Hx Ht]].
    destruct (put_request_related _ _ _ L g k v now c s t Ht)
      as [now' [Hp Hs]].
    eexists (with_put client_eq_dec g c _); eexists; split;
      [eapply one_step; eapply StepPutRequest with (now := now'); eauto |].
    destruct Hw; constructor; simpl.
    + apply set_client_related; [auto using client_world_stays |].
      constructor; simpl; auto. exact Hs.
    + intros r. apply replica_stays. auto.
    + apply Forall2_app; [apply broadcast_put_related; exact Hp |].
      auto using messages_stay.
  - pose proof (related_network _ _ _ Hw) as Hall. rewrite Hnet in Hall.
    apply related_split in Hall.
    destruct Hall as [before' [m' [after' [Hx [Hm [Hb Ha]]]]]].
    inversion Hm as [r' c' n' k' a' b' Hg | |]; subst.
    destruct (get_answer_related _ _ _ L g k c r a b' _ _ Hg
                (related_stores _ _ _ Hw r) Hguard) as [Hguard' [Hv [Hans Hs]]].
    exists g; eexists; split; [eapply one_step; eapply StepGet; eauto |].
    destruct Hw; constructor; simpl; auto.
    + apply set_store_related; auto.
    + constructor; auto using Forall2_app.
      rewrite <- Hv. constructor. exact Hans.
  - pose proof (related_network _ _ _ Hw) as Hall. rewrite Hnet in Hall.
    apply related_split in Hall.
    destruct Hall as [before' [m' [after' [Hx [Hm [Hb Ha]]]]]].
    inversion Hm as [ | r' c' k' v' p' q Hp |]; subst.
    destruct (put_applied_related _ _ _ L g k v c r p q _ _ Hp
                (related_stores _ _ _ Hw r) Hguard) as [Hguard' Hs].
    exists g; eexists; split; [eapply one_step; eapply StepPut; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
    apply set_store_related; auto.
  - destruct (related_client _ _ _ _ _ _ _ _ Hw Hc) as [t [Hx' Ht]].
    pose proof (related_network _ _ _ Hw) as Hall. rewrite Hnet in Hall.
    apply related_split in Hall.
    destruct Hall as [before' [m' [after' [Hx [Hm [Hb Ha]]]]]].
    inversion Hm as [ | | c' n' k' v' a' b Hab ]; subst.
    exists g; eexists; split; [eapply one_step; eapply StepGetResponse; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
    apply set_client_related; auto. constructor; simpl; auto.
    eapply get_response_related; eauto.
  - pose proof (related_network _ _ _ Hw) as Hall. rewrite Hnet in Hall.
    apply related_split in Hall.
    destruct Hall as [before' [m' [after' [Hx [Hm [Hb Ha]]]]]].
    exists g; eexists; split; [eapply one_step; eapply StepLose; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
  - pose proof (related_network _ _ _ Hw) as Hall. rewrite Hnet in Hall.
    apply related_split in Hall.
    destruct Hall as [before' [m' [after' [Hx [Hm [Hb Ha]]]]]].
    exists g; eexists; split; [eapply one_step; eapply StepDuplicate; eauto |].
    destruct Hw; constructor; simpl; auto using Forall2_app.
Qed.

Lemma world_related_initial :
  forall v programs,
    world_related (nothing I) (initial I v programs) (initial S v programs).
Proof.
  intros. constructor; simpl; auto.
  - intros c. constructor; simpl; auto. apply client_init_related.
  - intros r. apply replica_init_related.
Qed.

End PastSimulationProof.

Theorem past_simulation_refines :
  forall {key value client replica : Type} client_eq_dec replica_eq_dec
    (I S : machine key value client replica),
    past_simulation client_eq_dec I S ->
    refines client_eq_dec replica_eq_dec I S.
Proof.
  intros. apply simulation_refines. intros replicas.
  exists (fun w x => exists g, world_related client_eq_dec I S X g w x).
  constructor.
  - intros. exists (nothing I). apply world_related_initial.
  - intros w o w' x Hstep [g Hw].
    destruct (past_simulation_step client_eq_dec replica_eq_dec I S X replicas
                g w o w' x Hstep Hw) as [g' [x' [Hrun Hw']]].
    eauto.
Qed.
