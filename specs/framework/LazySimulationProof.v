(** A lazy simulation gives trace inclusion. The specification never uses a
    message up: it takes a copy first. So its network keeps, for each replica,
    every put that was made, and a counterpart of every message of the core's. *)

From Coq Require Import List.
From Espalier.Framework Require Import
  Machine World Refinement SimulationProof LazySimulation.
Import ListNotations.

Section LazySimulationProof.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (I S : machine key value client replica).
Context (L : lazy_simulation I S).
Context (replicas : list replica).

Definition runs := run client_eq_dec replica_eq_dec S replicas True.
Definition steps := step client_eq_dec replica_eq_dec S replicas True.

Record client_world_related (h : history I S L) (c : client)
  (x : client_world I) (y : client_world S) : Prop := {
  related_state : client_related I S L h c (state x) (state y);
  related_program : program x = program y;
  related_next : next x = next y;
  related_waiting : waiting x = waiting y
}.

Definition message_known (h : history I S L) (net : list (message S))
  (m : message I) : Prop :=
  match m with
  | GetRequest r c n k g =>
      exists g', In (GetRequest r c n k g') net /\ get_related I S L h k c g g'
  | PutRequest r c k v p => In r replicas /\ put_known I S L h k v c p
  | GetResponse c n k v a =>
      exists b, In (GetResponse c n k v b) net /\
        answer_related I S L h k v c a b
  end.

Record world_related (h : history I S L) (w : world I) (x : world S) : Prop := {
  related_clients : forall c,
    client_world_related h c (clients w c) (clients x c);
  related_stores : forall r, replica_related I S L h r (stores w r) (stores x r);
  related_messages : forall m, In m (network w) -> message_known h (network x) m;
  related_sent : forall k v c q r,
    sent I S L h k v c q -> In r replicas -> In (PutRequest r c k v q) (network x)
}.

Lemma message_outlives : forall c h h' net net' m,
  grows I S L c h h' -> (forall m', In m' net -> In m' net') ->
  message_known h net m -> message_known h' net' m.
Proof.
  intros c h h' net net' m G N H. destruct m; simpl in *.
  - destruct H as [g' [? ?]]. exists g'. eauto using get_outlives.
  - destruct H. eauto using put_outlives.
  - destruct H as [b [? ?]]. exists b. eauto using answer_outlives.
Qed.

Lemma message_more : forall h net net' m,
  (forall m', In m' net -> In m' net') ->
  message_known h net m -> message_known h net' m.
Proof.
  intros h net net' m N H. destruct m; simpl in *; auto.
  - destruct H as [g' [? ?]]. eauto.
  - destruct H as [b [? ?]]. eauto.
Qed.

Lemma related_client : forall h w x c s todo n waits,
  world_related h w x ->
  clients w c = {| state := s; program := todo; next := n; waiting := waits |} ->
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

Lemma set_client_related : forall h f g c x y,
  (forall d, c <> d -> client_world_related h d (f d) (g d)) ->
  client_world_related h c x y ->
  forall d, client_world_related h d
    (set_client client_eq_dec I f c x d) (set_client client_eq_dec S g c y d).
Proof.
  intros. unfold set_client. destruct (client_eq_dec c d); subst; auto.
Qed.

Lemma set_store_related : forall h f g r x y,
  (forall r', r <> r' -> replica_related I S L h r' (f r') (g r')) ->
  replica_related I S L h r x y ->
  forall r', replica_related I S L h r'
    (set_store replica_eq_dec I f r x r') (set_store replica_eq_dec S g r y r').
Proof.
  intros. unfold set_store. destruct (replica_eq_dec r r'); subst; auto.
Qed.

Lemma in_around : forall (A : Type) (m : A) before after,
  In m (before ++ m :: after).
Proof. intros. apply in_app_iff. simpl. auto. Qed.

(** Copies of puts are applied, and the network is what it was. *)
Lemma applies_run : forall r (P : key -> value -> client -> put_payload S -> Prop)
  s s',
  applies S P r s s' ->
  forall x, stores x r = s ->
  (forall k v c q, P k v c q -> In (PutRequest r c k v q) (network x)) ->
  exists x',
    runs x [] x' /\ clients x' = clients x /\ network x' = network x /\
    stores x' r = s' /\ (forall r', r <> r' -> stores x' r' = stores x r').
Proof.
  intros r P s s' H. induction H as [s | k v c p s s' Hsent Hguard H IH];
    intros x Hs Hnet.
  - exists x. repeat split; auto. constructor.
  - destruct (in_split _ _ (Hnet _ _ _ _ Hsent)) as [before [after E]].
    set (x1 := {| clients := clients x; stores := stores x;
                  network := PutRequest r c k v p :: network x |}).
    set (x2 := {| clients := clients x;
                  stores := set_store replica_eq_dec S (stores x) r
                    (put S k v p c r (stores x r));
                  network := network x |}).
    assert (H1 : steps x None x1).
    { unfold x1. rewrite E. apply StepDuplicate. exact E. }
    assert (H2 : steps x1 None x2).
    { apply (StepPut client_eq_dec replica_eq_dec S replicas True x1 []
        (network x) r c k v p); [reflexivity |].
      simpl. rewrite Hs. exact Hguard. }
    destruct (IH x2) as [x' [Hrun [Hc [Hn [Hst Hother]]]]].
    + simpl. unfold set_store. destruct (replica_eq_dec r r); congruence.
    + exact Hnet.
    + exists x'. split; [| split; [| split; [| split]]]; auto.
      * apply (RunStep _ _ _ _ _ x None x1 [] x' H1).
        apply (RunStep _ _ _ _ _ x1 None x2 [] x' H2). exact Hrun.
      * intros r' N. rewrite Hother by exact N. simpl. unfold set_store.
        destruct (replica_eq_dec r r'); congruence.
Qed.

Theorem lazy_simulation_step : forall w o w' x,
  step client_eq_dec replica_eq_dec I replicas True w o w' ->
  (exists h, world_related h w x) ->
  exists x', runs x (observed o []) x' /\ exists h, world_related h w' x'.
Proof.
  intros w o w' x Hstep [h Hw].
  destruct Hstep as
    [ w c k rest n s Hc
    | w c k v rest n s now Hc
    | w before after r c n k g Hnet Hguard answered
    | w before after r c k v p Hnet Hguard
    | w before after c n k v a s todo m Hnet Hc
    | w before after m Hlose Hnet
    | w before after m Hnet ].
  - (* a get is asked *)
    destruct (related_client _ _ _ _ _ _ _ _ Hw Hc) as [t [Hx Ht]].
    destruct (get_request_related I S L h k c s t Ht) as [Hg Hs].
    eexists; split.
    { eapply RunStep; [eapply StepGetRequest; eauto | constructor]. }
    exists h. destruct Hw as [Hclients Hstores Hmessages Hsent].
    constructor; simpl; auto.
    + apply set_client_related; auto. constructor; auto.
    + intros m Hm. apply in_app_iff in Hm. destruct Hm as [Hm | Hm].
      * apply in_map_iff in Hm. destruct Hm as [r [<- Hr]]. simpl.
        eexists. split; [| exact Hg]. apply in_app_iff. left.
        apply in_map_iff. eauto.
      * eapply message_more; [| apply Hmessages; exact Hm].
        intros. apply in_app_iff. auto.
    + intros. apply in_app_iff. auto.
  - (* a put is made *)
    destruct (related_client _ _ _ _ _ _ _ _ Hw Hc) as [t [Hx Ht]].
    destruct (put_request_related I S L h k v now c s t Ht)
      as [now' [h' [G [Hsent' [Hp Hs]]]]].
    eexists; split.
    { eapply RunStep; [eapply StepPutRequest with (now := now'); eauto |
        constructor]. }
    exists h'. destruct Hw as [Hclients Hstores Hmessages Hsent].
    constructor; simpl.
    + apply set_client_related; [| constructor; auto].
      intros d N. destruct (Hclients d). constructor; auto.
      eapply client_outlives; eauto.
    + intros r. eapply replica_outlives; eauto.
    + intros m Hm. apply in_app_iff in Hm. destruct Hm as [Hm | Hm].
      * apply in_map_iff in Hm. destruct Hm as [r [<- Hr]]. simpl. auto.
      * eapply message_outlives; [exact G | | apply Hmessages; exact Hm].
        intros. apply in_app_iff. auto.
    + intros k' v' c' q' r H Hr. apply in_app_iff.
      destruct (Hsent' _ _ _ _ H) as [H' | E]; [right; auto | left].
      inversion E; subst. apply in_map_iff. eauto.
  - (* a get is answered *)
    subst answered.
    assert (Hm : message_known h (network x) (GetRequest r c n k g)).
    { apply (related_messages _ _ _ Hw). rewrite Hnet. apply in_around. }
    destruct Hm as [g' [Hin Hg]].
    destruct (get_answer_related I S L h k c r g g' _ _ Hg
                (related_stores _ _ _ Hw r) Hguard) as [Hguard' [Hv [Hans Hs]]].
    destruct (in_split _ _ Hin) as [before' [after' E]].
    set (x1 := {| clients := clients x; stores := stores x;
                  network := GetRequest r c n k g' :: network x |}).
    assert (H1 : steps x None x1).
    { unfold x1. rewrite E. apply StepDuplicate. exact E. }
    pose proof (StepGet client_eq_dec replica_eq_dec S replicas True x1 []
      (network x) r c n k g' eq_refl Hguard') as H2.
    eexists. split.
    { apply (RunStep _ _ _ _ _ x None x1 [] _ H1).
      eapply (RunStep _ _ _ _ _ x1 None _ []); [exact H2 | constructor]. }
    exists h. destruct Hw as [Hclients Hstores Hmessages Hsent].
    constructor; simpl; auto.
    + apply set_store_related; auto.
    + intros m [<- | Hm].
      * simpl. eexists. split; [| exact Hans]. left. rewrite Hv. reflexivity.
      * eapply message_more; [| apply Hmessages; rewrite Hnet].
        -- simpl. auto.
        -- apply in_app_iff in Hm. apply in_app_iff. simpl. tauto.
  - (* a put is applied *)
    assert (Hm : message_known h (network x) (PutRequest r c k v p)).
    { apply (related_messages _ _ _ Hw). rewrite Hnet. apply in_around. }
    destruct Hm as [Hr Hp].
    destruct (put_applied_related I S L h k v c r p _ _ Hp
                (related_stores _ _ _ Hw r) Hguard) as [t' [Happ Hs]].
    destruct Hw as [Hclients Hstores Hmessages Hsent].
    destruct (applies_run _ _ _ _ Happ x eq_refl)
      as [x' [Hrun [Ec [En [Et Eother]]]]]; [auto |].
    exists x'. split; [exact Hrun |]. exists h. constructor; simpl.
    + intros d. rewrite Ec. apply Hclients.
    + intros r'. unfold set_store.
      destruct (replica_eq_dec r r') as [<- | N]; [rewrite Et; exact Hs |].
      rewrite Eother by exact N. apply Hstores.
    + intros m Hm. rewrite En. apply Hmessages. rewrite Hnet.
      apply in_app_iff in Hm. apply in_app_iff. simpl. tauto.
    + intros. rewrite En. auto.
  - (* a get is over *)
    destruct (related_client _ _ _ _ _ _ _ _ Hw Hc) as [t [Hx Ht]].
    assert (Hm : message_known h (network x) (GetResponse c n k v a)).
    { apply (related_messages _ _ _ Hw). rewrite Hnet. apply in_around. }
    destruct Hm as [b [Hin Hab]].
    destruct (in_split _ _ Hin) as [before' [after' E]].
    set (x1 := {| clients := clients x; stores := stores x;
                  network := GetResponse c n k v b :: network x |}).
    assert (H1 : steps x None x1).
    { unfold x1. rewrite E. apply StepDuplicate. exact E. }
    pose proof (StepGetResponse client_eq_dec replica_eq_dec S replicas True x1 []
      (network x) c n k v b t todo m eq_refl Hx) as H2.
    eexists. split.
    { apply (RunStep _ _ _ _ _ x None x1 [GetReturned c n k v] _ H1).
      eapply (RunStep _ _ _ _ _ x1 (Some _) _ []); [exact H2 | constructor]. }
    exists h. destruct Hw as [Hclients Hstores Hmessages Hsent].
    constructor; simpl; auto.
    + apply set_client_related; auto. constructor; simpl; auto.
      eapply get_response_related; eauto.
    + intros i Hi. apply Hmessages. rewrite Hnet.
      apply in_app_iff in Hi. apply in_app_iff. simpl. tauto.
  - (* a message is lost *)
    exists x. split; [constructor |]. exists h.
    destruct Hw as [Hclients Hstores Hmessages Hsent].
    constructor; simpl; auto. intros i Hi. apply Hmessages. rewrite Hnet.
    apply in_app_iff in Hi. apply in_app_iff. simpl. tauto.
  - (* a message comes twice *)
    exists x. split; [constructor |]. exists h.
    destruct Hw as [Hclients Hstores Hmessages Hsent].
    constructor; simpl; auto. intros i [<- | Hi]; apply Hmessages; rewrite Hnet.
    + apply in_around.
    + exact Hi.
Qed.

Lemma world_related_initial : forall v programs,
  world_related (start I S L) (initial I v programs) (initial S v programs).
Proof.
  intros. constructor; simpl; auto.
  - intros c. constructor; simpl; auto. apply client_init_related.
  - intros r. apply replica_init_related.
  - contradiction.
  - intros k v' c q r H. elim (nothing_sent _ _ _ _ _ _ _ H).
Qed.

End LazySimulationProof.

Theorem lazy_simulation_refines :
  forall {key value client replica : Type} client_eq_dec replica_eq_dec
    (I S : machine key value client replica),
    lazy_simulation I S -> refines client_eq_dec replica_eq_dec I S.
Proof.
  intros ? ? ? ? ? ? I S L. apply simulation_refines. intros replicas.
  exists (fun w x => exists h, world_related I S L replicas h w x). constructor.
  - eauto using world_related_initial.
  - apply lazy_simulation_step.
Qed.
