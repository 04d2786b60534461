(** The local-progress theorem: a machine whose guards are false only for want of
    a dependency is never stuck. The log of a run lists the puts that were made,
    the latest first; each needs only what stands behind it, and was applied at
    every replica or is on its way there. So of the pending puts the one that was
    made first is enabled. *)

From Coq Require Import List Arith Lia.
From Espalier.Framework Require Import
  Machine World Progress LocalInvariant LocalProgress.
Import ListNotations.

Section LocalProgressProof.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (M : machine key value client replica).
Context (J : local_invariant M).
Context (L : local_progress M J).
Context (replicas : list replica).

Definition log := list (put_name M J L).

(** The put was made when [earlier] was the log, and needs nothing else. *)
Definition made_after (earlier : log) k v c (p : put_payload M) : Prop :=
  forall i, put_needs M J L k v c p i -> In i earlier.

(** The local invariant holds of a part, and of the log it knows no more than
    there is. *)
Definition part_ok (l : log) (ok : Prop) (needs : put_name M J L -> Prop) : Prop :=
  ok /\ forall i, needs i -> In i l.

Definition message_ok (l : log) (m : message M) : Prop :=
  match m with
  | GetRequest _ c _ k g =>
      part_ok l (get_ok M J k c g) (get_needs M J L k c g)
  | PutRequest r c k v p =>
      put_ok M J k v c p /\ In r replicas /\
      exists later earlier,
        l = later ++ name M J L k v c p :: earlier /\ made_after earlier k v c p
  | GetResponse c _ k v a =>
      part_ok l (answer_ok M J k v c a) (answer_needs M J L k v c a)
  end.

Definition delivered (l : log) (net : list (message M))
  (stores : replica -> replica_state M) : Prop :=
  forall r later i earlier,
    In r replicas -> l = later ++ i :: earlier ->
    applied M J L r (stores r) i \/
    exists c k v p,
      In (PutRequest r c k v p) net /\ name M J L k v c p = i /\
      made_after earlier k v c p.

Record invariant (l : log) (w : world M) : Prop := {
  clients_ok : forall c, part_ok l (client_ok M J c (state (clients w c)))
    (client_needs M J L c (state (clients w c)));
  stores_ok : forall r, part_ok l (replica_ok M J r (stores w r))
    (applied M J L r (stores w r));
  messages_ok : forall m, In m (network w) -> message_ok l m;
  puts_delivered : delivered l (network w) (stores w)
}.

(** ** What a step leaves as it was *)

Lemma in_middle : forall (A : Type) (m x : A) before after,
  In m (before ++ x :: after) <-> m = x \/ In m (before ++ after).
Proof. intros. rewrite !in_app_iff. simpl. intuition. Qed.

Lemma part_logged : forall i l ok needs,
  part_ok l ok needs -> part_ok (i :: l) ok needs.
Proof. intros i l ok needs [? H]. split; simpl; auto. Qed.

Lemma message_logged : forall i l m, message_ok l m -> message_ok (i :: l) m.
Proof.
  intros i l [r c n k g | r c k v p | c n k v a]; simpl; auto using part_logged.
  intros [Hok [Hr [later [earlier [-> Hp]]]]]. split; [| split]; auto.
  exists (i :: later), earlier. auto.
Qed.

Lemma set_client_keeps : forall (w : world M) c x (l : log),
  (forall d, part_ok l (client_ok M J d (state (clients w d)))
    (client_needs M J L d (state (clients w d)))) ->
  part_ok l (client_ok M J c (state x)) (client_needs M J L c (state x)) ->
  forall d,
    let y := state (set_client client_eq_dec M (clients w) c x d) in
    part_ok l (client_ok M J d y) (client_needs M J L d y).
Proof.
  intros w c x l H Hx d. simpl. unfold set_client.
  destruct (client_eq_dec c d); subst; auto.
Qed.

Lemma delivered_keeps : forall l (net net' : list (message M)) stores stores',
  (forall r c k v (p : put_payload M),
     In (PutRequest r c k v p) net ->
     In (PutRequest r c k v p) net' \/
     applied M J L r (stores' r) (name M J L k v c p)) ->
  (forall r i, applied M J L r (stores r) i -> applied M J L r (stores' r) i) ->
  delivered l net stores -> delivered l net' stores'.
Proof.
  intros l net net' stores stores' Hnet Happlied D r later i earlier Hr El.
  destruct (D r later i earlier Hr El) as [Hi | [c [k [v [p [Hp [<- Hm]]]]]]];
    auto.
  destruct (Hnet _ _ _ _ _ Hp); eauto 10.
Qed.

(** ** Every step keeps the invariant *)

Lemma initial_invariant : forall v programs,
  invariant [] (initial M v programs).
Proof.
  intros v programs. constructor; simpl.
  - intros c. split; [apply client_init_ok |].
    intros i H. elim (client_needs_nothing M J L c i H).
  - intros r. split; [apply replica_init_ok |].
    intros i H. elim (nothing_applied M J L r v i H).
  - tauto.
  - intros r later i earlier _ E. destruct later; discriminate.
Qed.

Lemma step_invariant : forall w o w',
  step client_eq_dec replica_eq_dec M replicas False w o w' ->
  forall l, invariant l w -> exists l', invariant l' w'.
Proof.
  intros w o w' Hstep l [Hclients Hstores Hmessages Hput].
  destruct Hstep as
    [ w c k rest n s Hc
    | w c k v rest n s now Hc
    | w before after r c n k g Hnet Hguard answered
    | w before after r c k v p Hnet Hguard
    | w before after c n k v a s todo m Hnet Hc
    | w before after m Hlose Hnet
    | w before after m Hnet ].
  - (* a get is asked *)
    pose proof (Hclients c) as Hs. rewrite Hc in Hs. destruct Hs as [Hok Hs].
    simpl in *. destruct (get_request_ok M J k c s Hok) as [Hg Hok'].
    exists l. constructor; simpl; auto.
    + apply set_client_keeps; auto. split; simpl; auto.
      intros i Hi. apply Hs. eapply get_needs_known; eauto.
    + intros m Hm. apply in_app_iff in Hm. destruct Hm as [Hm | Hm]; auto.
      apply in_map_iff in Hm. destruct Hm as [r [<- _]]. split; auto.
      intros i Hi. apply Hs. eapply get_needs_known; eauto.
    + eapply delivered_keeps; [ | | exact Hput]; auto.
      intros. left. apply in_app_iff. auto.
  - (* a put is made *)
    pose proof (Hclients c) as Hs. rewrite Hc in Hs. destruct Hs as [Hok Hs].
    simpl in *. destruct (put_request_ok M J k v now c s Hok) as [Hpok Hok'].
    set (p := fst (put_request M k v now c s)) in *.
    assert (Hp : made_after l k v c p).
    { intros i Hi. apply Hs. eapply put_needs_known; eauto. }
    exists (name M J L k v c p :: l). constructor; simpl.
    + apply set_client_keeps; auto using part_logged.
      split; simpl; auto. intros i Hi.
      apply client_needs_own in Hi; auto. fold p in Hi.
      destruct Hi as [Hi | ->]; auto.
    + auto using part_logged.
    + intros m Hm. apply in_app_iff in Hm.
      destruct Hm as [Hm | Hm]; auto using message_logged.
      apply in_map_iff in Hm. destruct Hm as [r [<- Hr]]. simpl.
      split; [| split]; auto. exists [], l. auto.
    + intros r later i earlier Hr El. destruct later as [| j later].
      * injection El as <- <-. right. exists c, k, v, p. repeat split; auto.
        apply in_app_iff. left. apply in_map_iff. eauto.
      * injection El as _ El.
        destruct (Hput r later i earlier Hr El)
          as [Hi | [d [k' [v' [q [Hq [Hn Hm]]]]]]]; auto.
        right. exists d, k', v', q. repeat split; auto.
        apply in_app_iff. auto.
  - (* a get is answered *)
    exists l. subst answered.
    assert (Hg : message_ok l (GetRequest r c n k g)).
    { apply Hmessages. rewrite Hnet. apply in_middle. auto. }
    destruct Hg as [Hg _]. destruct (Hstores r) as [Hok Hs].
    destruct (get_answer_ok M J k g c r (stores w r) Hg Hok Hguard)
      as [Ha Hok'].
    assert (Hsame : forall r' i,
      applied M J L r' (set_store replica_eq_dec M (stores w) r
        (snd (get M k g c r (stores w r))) r') i
      <-> applied M J L r' (stores w r') i).
    { intros r' i. unfold set_store.
      destruct (replica_eq_dec r r') as [<- |]; [| tauto].
      apply get_applies_nothing; auto. }
    constructor; simpl; auto.
    + intros r'. split.
      * unfold set_store.
        destruct (replica_eq_dec r r') as [<- |]; [exact Hok' | apply Hstores].
      * intros i Hi. apply Hsame in Hi. eapply Hstores; eauto.
    + intros m [<- | Hm]; simpl.
      * split; auto. intros i Hi. apply Hs. eapply answer_needs_applied; eauto.
      * apply Hmessages. rewrite Hnet. apply in_middle. auto.
    + eapply delivered_keeps; [ | | exact Hput].
      * intros r' c' k' v' p Hin. left. simpl. right.
        rewrite Hnet in Hin. apply in_middle in Hin.
        destruct Hin; [discriminate | auto].
      * intros r' i. apply Hsame.
  - (* a put is applied *)
    exists l.
    assert (Hp : message_ok l (PutRequest r c k v p)).
    { apply Hmessages. rewrite Hnet. apply in_middle. auto. }
    destruct Hp as [Hpok [Hr [later [earlier [El _]]]]].
    destruct (Hstores r) as [Hok _].
    assert (Hsame : forall r' i,
      applied M J L r' (set_store replica_eq_dec M (stores w) r
        (put M k v p c r (stores w r)) r') i <->
      applied M J L r' (stores w r') i \/ r = r' /\ i = name M J L k v c p).
    { intros r' i. unfold set_store.
      destruct (replica_eq_dec r r') as [<- |]; [| tauto].
      rewrite put_applies_one by auto. tauto. }
    constructor; simpl; auto.
    + intros r'. split.
      * unfold set_store.
        destruct (replica_eq_dec r r') as [<- |]; [| apply Hstores].
        apply put_applied_ok; auto.
      * intros i Hi. apply Hsame in Hi. destruct Hi as [Hi | [_ ->]].
        -- eapply Hstores; eauto.
        -- rewrite El. apply in_middle. auto.
    + intros m Hm. apply Hmessages. rewrite Hnet. apply in_middle. auto.
    + eapply delivered_keeps; [ | | exact Hput].
      * intros r' c' k' v' p' Hin. rewrite Hnet in Hin.
        apply in_middle in Hin. destruct Hin as [E | Hin]; [| auto].
        inversion E; subst. right. apply Hsame. auto.
      * intros r' i Hi. apply Hsame. auto.
  - (* a get is over *)
    exists l.
    assert (Ha : message_ok l (GetResponse c n k v a)).
    { apply Hmessages. rewrite Hnet. apply in_middle. auto. }
    destruct Ha as [Haok Ha].
    pose proof (Hclients c) as Hs. rewrite Hc in Hs. destruct Hs as [Hok Hs].
    constructor; simpl in *; auto.
    + apply set_client_keeps; auto. split; simpl.
      * apply get_response_ok; auto.
      * intros i Hi. apply (response_needs_known M J L k v) in Hi; auto.
        destruct Hi as [Hi | Hi]; auto.
    + intros i Hi. apply Hmessages. rewrite Hnet. apply in_middle. auto.
    + eapply delivered_keeps; [ | | exact Hput]; auto.
      intros r' c' k' v' p Hin. left. rewrite Hnet in Hin.
      apply in_middle in Hin. destruct Hin; [discriminate | auto].
  - (* nothing is lost *)
    contradiction.
  - (* a message comes twice *)
    exists l. constructor; simpl; auto.
    + intros i [<- | Hi]; apply Hmessages; rewrite Hnet; auto.
      apply in_middle. auto.
    + eapply delivered_keeps; [ | | exact Hput]; auto.
      intros r' c' k' v' p Hin. left. rewrite Hnet in Hin. simpl. auto.
Qed.

Lemma reachable_invariant : forall v programs w,
  reachable client_eq_dec replica_eq_dec M replicas False v programs w ->
  exists l, invariant l w.
Proof.
  intros v programs w [events Hrun].
  assert (G : exists l, invariant l (initial M v programs))
    by (exists []; apply initial_invariant).
  induction Hrun as [| w o w1 later w2 Hstep Hrun IH]; auto.
  apply IH. destruct G as [l Hl]. eapply step_invariant; eauto.
Qed.

(** ** What follows *)

(** A put that was made and that a replica lacks is pending there. *)
Lemma lacking_is_pending : forall l w r later i earlier,
  invariant l w -> In r replicas -> l = later ++ i :: earlier ->
  ~ applied M J L r (stores w r) i ->
  exists c k v p, pending M w r c k v p /\ made_after earlier k v c p.
Proof.
  intros l w r later i earlier Hw Hr El Hi.
  destruct (puts_delivered _ _ Hw r later i earlier Hr El)
    as [? | [c [k [v [p [Hin [<- Hp]]]]]]]; [contradiction |].
  exists c, k, v, p. repeat split; auto.
  intros Hseen. apply Hi. apply seen_is_applied; auto; [| apply Hw].
  apply (messages_ok _ _ Hw _ Hin).
Qed.

Lemma first_is_enabled : forall l w r,
  invariant l w -> In r replicas ->
  forall bound later earlier c k v p,
    l = later ++ earlier -> length earlier < bound ->
    pending M w r c k v p -> made_after earlier k v c p ->
    exists c' k' v' p',
      pending M w r c' k' v' p' /\ put_guard M k' v' p' c' r (stores w r).
Proof.
  intros l w r Hw Hr.
  induction bound as [| bound IH];
    intros later earlier c k v p El Hb Hp Hm; [lia |].
  destruct (put_enabled M J L k v p c r (stores w r))
    as [Hguard | [Hseen | [i [Hi Hlack]]]].
  - apply (messages_ok _ _ Hw _ (proj1 Hp)).
  - apply Hw.
  - eauto 10.
  - destruct Hp. contradiction.
  - destruct (in_split _ _ (Hm i Hi)) as [nearer [rest ->]].
    assert (El' : l = (later ++ nearer) ++ i :: rest)
      by (rewrite El, app_assoc; reflexivity).
    destruct (lacking_is_pending _ _ _ _ _ _ Hw Hr El' Hlack)
      as [d [k' [v' [q [Hq Hm']]]]].
    apply (IH ((later ++ nearer) ++ [i]) rest d k' v' q); auto.
    + rewrite El', <- !app_assoc. reflexivity.
    + rewrite app_length in Hb. simpl in Hb. lia.
Qed.

End LocalProgressProof.

Theorem local_progress_progressive :
  forall {key value client replica : Type} client_eq_dec replica_eq_dec
    (M : machine key value client replica) (J : local_invariant M),
    local_progress M J -> progressive client_eq_dec replica_eq_dec M.
Proof.
  intros key value client replica client_eq_dec replica_eq_dec M J L. constructor.
  - intros replicas v0 programs w r c k v p Hw Hp.
    destruct (reachable_invariant _ _ M J L _ _ _ _ Hw) as [l Hl].
    pose proof (messages_ok _ _ _ _ _ _ Hl _ (proj1 Hp)) as Hm.
    destruct Hm as [_ [Hr [later [earlier [El Hm]]]]].
    eapply (first_is_enabled M J L replicas l w r Hl Hr _
      (later ++ [name M J L k v c p]) earlier); eauto.
    rewrite El, <- app_assoc. reflexivity.
  - intros replicas v0 programs w r c n k g Hw Hr Hnone Hin.
    destruct (reachable_invariant _ _ M J L _ _ _ _ Hw) as [l Hl].
    destruct (messages_ok _ _ _ _ _ _ Hl _ Hin) as [Hok Hlog].
    destruct (get_enabled M J L k g c r (stores w r)) as [? | [i [Hi Hlack]]];
      auto; [apply Hl |].
    destruct (in_split _ _ (Hlog i Hi)) as [later [earlier El]].
    destruct (lacking_is_pending M J L _ _ _ _ _ _ _ Hl Hr El Hlack)
      as [d [k' [v' [q [Hq _]]]]].
    elim (Hnone _ _ _ _ Hq).
Qed.
