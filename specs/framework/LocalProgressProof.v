(** The local-progress theorem: a machine whose guards are false only for want of
    a dependency is never stuck. The log of a run lists the puts that were made,
    the latest first; each needs only what stands behind it, and was applied at
    every replica or is on its way there. So of the pending puts the one that was
    made first is enabled. *)

From Coq Require Import List Arith Lia.
From Espalier.Framework Require Import Machine World Progress LocalProgress.
Import ListNotations.

Section LocalProgressProof.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (M : machine key value client replica).
Context (L : local_progress M).
Context (replicas : list replica).

Definition log := list (put_name M L).

(** The put was made when [earlier] was the log, and needs nothing else. *)
Definition made_after (earlier : log) k v c (p : put_payload M) : Prop :=
  forall i, put_needs M L k v c p i -> In i earlier.

Definition message_ok (l : log) (m : message M) : Prop :=
  match m with
  | GetRequest _ c _ k g => forall i, get_needs M L k c g i -> In i l
  | PutRequest r c k v p =>
      In r replicas /\
      exists later earlier,
        l = later ++ name M L k v c p :: earlier /\ made_after earlier k v c p
  | GetResponse c _ k v a => forall i, answer_needs M L k v c a i -> In i l
  end.

Definition delivered (l : log) (net : list (message M))
  (stores : replica -> replica_state M) : Prop :=
  forall r later i earlier,
    In r replicas -> l = later ++ i :: earlier ->
    applied M L r (stores r) i \/
    exists c k v p,
      In (PutRequest r c k v p) net /\ name M L k v c p = i /\
      made_after earlier k v c p.

Record invariant (l : log) (w : world M) : Prop := {
  clients_ok : forall c i,
    client_needs M L c (state (clients w c)) i -> In i l;
  stores_ok : forall r i, applied M L r (stores w r) i -> In i l;
  messages_ok : forall m, In m (network w) -> message_ok l m;
  puts_delivered : delivered l (network w) (stores w)
}.

(** ** What a step leaves as it was *)

Lemma in_middle : forall (A : Type) (m x : A) before after,
  In m (before ++ x :: after) <-> m = x \/ In m (before ++ after).
Proof. intros. rewrite !in_app_iff. simpl. intuition. Qed.

Lemma message_logged : forall i l m, message_ok l m -> message_ok (i :: l) m.
Proof.
  intros i l [r c n k g | r c k v p | c n k v a]; simpl; auto.
  intros [Hr [later [earlier [-> Hp]]]]. split; auto.
  exists (i :: later), earlier. auto.
Qed.

Lemma set_client_keeps : forall (w : world M) c x (l : log),
  (forall d i, client_needs M L d (state (clients w d)) i -> In i l) ->
  (forall i, client_needs M L c (state x) i -> In i l) ->
  forall d i,
    client_needs M L d (state (set_client client_eq_dec M (clients w) c x d)) i ->
    In i l.
Proof.
  intros w c x l H Hx d i. unfold set_client.
  destruct (client_eq_dec c d); subst; auto. apply H.
Qed.

Lemma delivered_keeps : forall l (net net' : list (message M)) stores stores',
  (forall r c k v (p : put_payload M),
     In (PutRequest r c k v p) net ->
     In (PutRequest r c k v p) net' \/
     applied M L r (stores' r) (name M L k v c p)) ->
  (forall r i, applied M L r (stores r) i -> applied M L r (stores' r) i) ->
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
  - intros c i H. elim (client_needs_nothing M L c i H).
  - intros r i H. elim (nothing_applied M L r v i H).
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
    assert (Hs : forall i, client_needs M L c s i -> In i l).
    { intros i Hi. apply (Hclients c). rewrite Hc. exact Hi. }
    exists l. constructor; simpl; auto.
    + apply set_client_keeps; auto. simpl. intros i Hi. apply Hs.
      eapply get_needs_known; eauto.
    + intros m Hm. apply in_app_iff in Hm. destruct Hm as [Hm | Hm]; auto.
      apply in_map_iff in Hm. destruct Hm as [r [<- _]]. simpl.
      intros i Hi. apply Hs. eapply get_needs_known; eauto.
    + eapply delivered_keeps; [ | | exact Hput]; auto.
      intros. left. apply in_app_iff. auto.
  - (* a put is made *)
    assert (Hs : forall i, client_needs M L c s i -> In i l).
    { intros i Hi. apply (Hclients c). rewrite Hc. exact Hi. }
    set (p := fst (put_request M k v now c s)) in *.
    assert (Hp : made_after l k v c p).
    { intros i Hi. apply Hs. eapply put_needs_known; eauto. }
    exists (name M L k v c p :: l). constructor; simpl.
    + apply (set_client_keeps w c _ (_ :: l)).
      * intros d i Hi. right. eauto.
      * simpl. intros i Hi. apply client_needs_own in Hi. fold p in Hi.
        destruct Hi as [Hi | ->]; auto.
    + eauto.
    + intros m Hm. apply in_app_iff in Hm.
      destruct Hm as [Hm | Hm]; auto using message_logged.
      apply in_map_iff in Hm. destruct Hm as [r [<- Hr]]. simpl.
      split; auto. exists [], l. auto.
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
    assert (Hsame : forall r' i,
      applied M L r' (set_store replica_eq_dec M (stores w) r
        (snd (get M k g c r (stores w r))) r') i
      <-> applied M L r' (stores w r') i).
    { intros r' i. unfold set_store.
      destruct (replica_eq_dec r r') as [<- |]; [| tauto].
      apply get_applies_nothing. exact Hguard. }
    constructor; simpl; auto.
    + intros r' i Hi. apply Hsame in Hi. eauto.
    + intros m [<- | Hm]; simpl.
      * intros i Hi. apply (Hstores r). eapply answer_needs_applied; eauto.
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
    destruct Hp as [Hr [later [earlier [El _]]]].
    assert (Hsame : forall r' i,
      applied M L r' (set_store replica_eq_dec M (stores w) r
        (put M k v p c r (stores w r)) r') i <->
      applied M L r' (stores w r') i \/ r = r' /\ i = name M L k v c p).
    { intros r' i. unfold set_store.
      destruct (replica_eq_dec r r') as [<- |]; [| tauto].
      rewrite put_applies_one by exact Hguard. tauto. }
    constructor; simpl; auto.
    + intros r' i Hi. apply Hsame in Hi. destruct Hi as [Hi | [_ ->]]; eauto.
      rewrite El. apply in_middle. auto.
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
    constructor; simpl; auto.
    + apply set_client_keeps; auto. simpl. intros i Hi.
      apply (response_needs_known M L k v) in Hi.
      destruct Hi as [Hi | Hi]; [| apply Ha; exact Hi].
      apply (Hclients c). rewrite Hc. exact Hi.
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
  ~ applied M L r (stores w r) i ->
  exists c k v p, pending M w r c k v p /\ made_after earlier k v c p.
Proof.
  intros l w r later i earlier Hw Hr El Hi.
  destruct (puts_delivered _ _ Hw r later i earlier Hr El)
    as [? | [c [k [v [p [Hin [<- Hp]]]]]]]; [contradiction |].
  exists c, k, v, p. repeat split; auto.
  intros Hseen. apply Hi. eapply seen_is_applied; eauto.
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
  destruct (put_enabled M L k v p c r (stores w r))
    as [Hguard | [Hseen | [i [Hi Hlack]]]].
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
    (M : machine key value client replica),
    local_progress M -> progressive client_eq_dec replica_eq_dec M.
Proof.
  intros key value client replica client_eq_dec replica_eq_dec M L. constructor.
  - intros replicas v0 programs w r c k v p Hw Hp.
    destruct (reachable_invariant _ _ M L _ _ _ _ Hw) as [l Hl].
    pose proof (messages_ok _ _ _ _ _ Hl _ (proj1 Hp)) as Hm.
    destruct Hm as [Hr [later [earlier [El Hm]]]].
    eapply (first_is_enabled M L replicas l w r Hl Hr _
      (later ++ [name M L k v c p]) earlier); eauto.
    rewrite El, <- app_assoc. reflexivity.
  - intros replicas v0 programs w r c n k g Hw Hr Hnone Hin.
    destruct (reachable_invariant _ _ M L _ _ _ _ Hw) as [l Hl].
    destruct (get_enabled M L k g c r (stores w r)) as [? | [i [Hi Hlack]]];
      auto.
    pose proof (messages_ok _ _ _ _ _ Hl _ Hin i Hi) as Hlog.
    destruct (in_split _ _ Hlog) as [later [earlier El]].
    destruct (lacking_is_pending M L _ _ _ _ _ _ _ Hl Hr El Hlack)
      as [d [k' [v' [q [Hq _]]]]].
    elim (Hnone _ _ _ _ Hq).
Qed.
