(** The reference core is never stuck where the network loses nothing. Of the
    puts that are pending at a replica, the one of least stamp time is enabled:
    a put's time exceeds that of every put that it depends on. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine World Progress.
From Espalier.Reference Require VectorClockVectors.
Import ListNotations.

Module Progress (P : PARAMETERS).
  Include VectorClockVectors.Vectors P.

  Section Invariant.

  Context (replicas : list P.replica).

  (** How many puts each client has made, and the stamp time of each of them. *)
  Definition counts := P.client -> nat.
  Definition times := P.client -> nat -> nat.

  (** All that a vector covers was made, and is no later than [limit]. *)
  Record known (made : counts) (at_time : times) (v : I.vector) (limit : nat)
    : Prop := {
    known_slots : single_slots v;
    known_made : forall c, I.lookup c v <= made c;
    known_time : forall c n, 1 <= n <= I.lookup c v -> at_time c n <= limit
  }.

  Record client_ok (made : counts) (at_time : times) (c : P.client)
    (s : I.client_state) : Prop := {
    own_made : I.own s = made c;
    depends_known : known made at_time (I.depends s) (I.past s);
    own_time : forall n, 1 <= n <= made c -> at_time c n <= I.past s
  }.

  Definition store_ok (made : counts) (at_time : times) (s : I.replica_state)
    : Prop := known made at_time (I.clock s) (I.latest s).

  Definition message_ok (made : counts) (at_time : times)
    (m : message Implementation.machine) : Prop :=
    match m with
    | GetRequest _ c _ _ g =>
        I.get_own g <= made c /\
        exists limit, known made at_time (I.get_depends g) limit
    | PutRequest r c _ _ p =>
        In r replicas /\ 1 <= I.number p <= made c /\
        I.put_time p = at_time c (I.number p) /\
        exists limit, I.put_time p = S limit /\
          known made at_time (I.put_depends p) limit
    | GetResponse _ _ _ _ a =>
        known made at_time (I.answer_clock a) (I.answer_latest a)
    end.

  (** Each put was applied at a replica, or is on its way there. *)
  Definition delivered (made : counts)
    (net : list (message Implementation.machine))
    (stores : P.replica -> I.replica_state) : Prop :=
    forall r c n, In r replicas -> 1 <= n <= made c ->
      (exists k v p, In (PutRequest r c k v p) net /\ I.number p = n) \/
      n <= I.lookup c (I.clock (stores r)).

  Record invariant (made : counts) (at_time : times)
    (w : world Implementation.machine) : Prop := {
    clients_ok : forall c, client_ok made at_time c (state (clients w c));
    stores_ok : forall r, store_ok made at_time (stores w r);
    messages_ok : forall m, In m (network w) -> message_ok made at_time m;
    puts_delivered : delivered made (network w) (stores w);
    puts_ordered : forall c m n,
      1 <= m < n -> n <= made c -> at_time c m < at_time c n
  }.

  (** ** What one more put leaves as it was *)

  Definition extends (made : counts) (at_time : times) (made' : counts)
    (at_time' : times) : Prop :=
    forall c, made c <= made' c /\
      forall n, n <= made c -> at_time' c n = at_time c n.

  Lemma known_extends : forall made at_time made' at_time' v limit limit',
    extends made at_time made' at_time' -> known made at_time v limit ->
    limit <= limit' -> known made' at_time' v limit'.
  Proof.
    intros made at_time made' at_time' v limit limit' E [Hs Hm Ht] L.
    constructor; auto.
    - intros c. specialize (Hm c). destruct (E c). lia.
    - intros c n Hn. specialize (Hm c). destruct (E c) as [_ Ec].
      rewrite Ec by lia. specialize (Ht c n Hn). lia.
  Qed.

  Lemma message_extends : forall made at_time made' at_time' m,
    extends made at_time made' at_time' ->
    message_ok made at_time m -> message_ok made' at_time' m.
  Proof.
    intros made at_time made' at_time' m E.
    destruct m as [r c n k g | r c k v p | c n k v a]; simpl.
    - intros [Ho [limit Hk]]. destruct (E c). split; [lia |].
      exists limit. eapply known_extends; eauto.
    - intros [Hr [Hn [Ht [limit [Hl Hk]]]]]. destruct (E c) as [Em Et].
      repeat split; auto; try lia.
      + rewrite Et by lia. exact Ht.
      + exists limit. split; auto. eapply known_extends; eauto.
    - intros Hk. eapply known_extends; eauto.
  Qed.

  (** ** Vectors that methods make *)

  Lemma known_raise : forall made at_time v limit c n t,
    known made at_time v limit -> n <= made c -> at_time c n = t ->
    n = S (I.lookup c v) ->
    known made at_time (I.raise c n v) (I.larger limit t).
  Proof.
    intros made at_time v limit c n t [Hs Hm Ht] Hn Htime Hnext.
    rewrite larger_max. constructor; [apply raise_single_slots; auto | |].
    - intros d. specialize (Hm d). destruct (P.client_eq_dec c d).
      + subst d. rewrite lookup_raise_same. lia.
      + rewrite lookup_raise_other by auto. lia.
    - intros d m. destruct (P.client_eq_dec c d).
      + subst d. rewrite lookup_raise_same. intros Hmn.
        destruct (Nat.eq_dec m n); [subst m; lia |].
        specialize (Ht c m). lia.
      + rewrite lookup_raise_other by auto. intros Hmn.
        specialize (Ht d m Hmn). lia.
  Qed.

  Lemma known_merge : forall made at_time v limit w limit',
    known made at_time v limit -> known made at_time w limit' ->
    known made at_time (I.merge v w) (I.larger limit limit').
  Proof.
    intros made at_time v limit w limit' [Hs Hm Ht] [Hs' Hm' Ht'].
    rewrite larger_max. constructor; [apply merge_single_slots; auto | |];
      intros d; rewrite lookup_merge_max by assumption.
    - specialize (Hm d). specialize (Hm' d). lia.
    - intros n Hn. specialize (Ht d n). specialize (Ht' d n). lia.
  Qed.

  (** ** The network *)

  Lemma delivered_keeps : forall made
    (net net' : list (message Implementation.machine))
    (stores stores' : P.replica -> I.replica_state),
    (forall r c k v (p : put_payload Implementation.machine),
       In (PutRequest r c k v p) net ->
       In (PutRequest r c k v p) net' \/
       I.number p <= I.lookup c (I.clock (stores' r))) ->
    (forall r c, I.lookup c (I.clock (stores r))
       <= I.lookup c (I.clock (stores' r))) ->
    delivered made net stores -> delivered made net' stores'.
  Proof.
    intros made net net' stores stores' Hnet Hclock D r c n Hr Hn.
    destruct (D r c n Hr Hn) as [[k [v [p [Hin Hp]]]] | Hin].
    - destruct (Hnet _ _ _ _ _ Hin); [left; eauto | right; lia].
    - right. specialize (Hclock r c). lia.
  Qed.

  Lemma in_middle : forall (A : Type) (m x : A) before after,
    In m (before ++ x :: after) <-> m = x \/ In m (before ++ after).
  Proof.
    intros. rewrite !in_app_iff. simpl. intuition.
  Qed.

  (** ** Every step keeps the invariant *)

  Definition steps := step P.client_eq_dec P.replica_eq_dec
    Implementation.machine replicas False.

  Lemma initial_invariant : forall v programs,
    invariant (fun _ => 0) (fun _ _ => 0)
      (initial Implementation.machine v programs).
  Proof.
    assert (K : forall limit, known (fun _ => 0) (fun _ _ => 0) [] limit).
    { intros limit. constructor; simpl; [constructor | auto | intros; lia]. }
    intros v programs. constructor; simpl.
    - intros c. constructor; simpl; auto.
    - intros r. apply K.
    - tauto.
    - intros r c n _ Hn. lia.
    - intros; lia.
  Qed.

  Lemma step_invariant : forall w o w',
    steps w o w' ->
    forall made at_time, invariant made at_time w ->
    exists made' at_time', invariant made' at_time' w'.
  Proof.
    intros w o w' Hstep made at_time [Hclients Hstores Hmessages Hput Horder].
    destruct Hstep as
      [ w c k rest n s Hc
      | w c k v rest n s now Hc
      | w before after r c n k g Hnet Hguard answered
      | w before after r c k v p Hnet Hguard
      | w before after c n k v a s todo m Hnet Hc
      | w before after m Hlose Hnet
      | w before after m Hnet ].
    - (* a get is asked *)
      exists made, at_time.
      pose proof (Hclients c) as Hs. rewrite Hc in Hs. simpl in Hs.
      constructor; simpl; auto.
      + intros d. unfold set_client.
        destruct (P.client_eq_dec c d); [subst d; exact Hs | apply Hclients].
      + intros m Hm. apply in_app_iff in Hm. destruct Hm as [Hm | Hm]; auto.
        apply in_map_iff in Hm. destruct Hm as [r [<- _]]. simpl.
        destruct Hs as [Hown Hdep _]. split; [lia | eauto].
      + eapply delivered_keeps; [ | | exact Hput]; auto.
        intros. left. apply in_app_iff. auto.
    - (* a put is made *)
      pose proof (Hclients c) as Hs. rewrite Hc in Hs. simpl in Hs.
      destruct Hs as [Hown Hdep Htime].
      set (t := S (I.larger (I.past s) now)).
      assert (Hpast : I.past s < t) by (unfold t; rewrite larger_max; lia).
      set (made' := fun d => if P.client_eq_dec c d then S (made d) else made d).
      set (at_time' := fun d m =>
        if P.client_eq_dec c d then if m =? S (made d) then t else at_time d m
        else at_time d m).
      assert (Hmade : made' c = S (made c))
        by (unfold made'; destruct (P.client_eq_dec c c); congruence).
      assert (Hnew : at_time' c (S (made c)) = t).
      { unfold at_time'. destruct (P.client_eq_dec c c); [| congruence].
        rewrite Nat.eqb_refl. reflexivity. }
      assert (E : extends made at_time made' at_time').
      { intros d. unfold made', at_time'.
        destruct (P.client_eq_dec c d); split; auto. intros m Hm.
        destruct (Nat.eqb_spec m (S (made d))); [lia | reflexivity]. }
      exists made', at_time'. constructor; simpl.
      + intros d. unfold set_client.
        destruct (P.client_eq_dec c d) as [<- | Hd]; simpl.
        * constructor; simpl; [lia | |].
          -- eapply known_extends; eauto. fold t. lia.
          -- intros m Hm. fold t.
             destruct (Nat.eq_dec m (S (made c))) as [-> |]; [lia |].
             destruct (E c) as [_ Ec]. rewrite Ec by lia.
             specialize (Htime m). lia.
        * destruct (Hclients d) as [Ho Hd' Ht].
          assert (Hsame : made' d = made d)
            by (unfold made'; destruct (P.client_eq_dec c d); congruence).
          constructor; [lia | eapply known_extends; eauto |].
          intros m Hm. destruct (E d) as [_ Ed]. rewrite Ed by lia.
          apply Ht. lia.
      + intros r. eapply known_extends; eauto. apply Hstores.
      + intros m Hm. apply in_app_iff in Hm.
        destruct Hm as [Hm | Hm]; [| eapply message_extends; eauto].
        apply in_map_iff in Hm. destruct Hm as [r [<- Hr]]. simpl.
        rewrite Hown. fold t. repeat split; auto; try lia.
        exists (I.larger (I.past s) now). split; [reflexivity |].
        eapply known_extends; eauto. unfold t in Hpast. lia.
      + intros r d m Hr Hm.
        assert (Hsplit : m <= made d \/ (d = c /\ m = S (made c))).
        { unfold made' in Hm. destruct (P.client_eq_dec c d); [| left; lia].
          subst d. destruct (Nat.eq_dec m (S (made c))); [right; auto | left; lia]. }
        destruct Hsplit as [Hle | [-> ->]].
        * destruct (Hput r d m Hr) as [[k' [v' [p [Hin Hp]]]] | Hin];
            [lia | left | right; exact Hin].
          exists k', v', p. split; auto. apply in_app_iff. auto.
        * left. eexists k, v, _. split.
          -- apply in_app_iff. left. unfold broadcast_put.
             apply in_map_iff. exists r. split; [reflexivity | exact Hr].
          -- simpl. lia.
      + intros d m n' Hm Hn.
        assert (Hsplit : n' <= made d \/ (d = c /\ n' = S (made c))).
        { unfold made' in Hn. destruct (P.client_eq_dec c d); [| left; lia].
          subst d. destruct (Nat.eq_dec n' (S (made c))); [right; auto | left; lia]. }
        destruct Hsplit as [Hle | [-> ->]].
        * destruct (E d) as [_ Ed]. rewrite !Ed by lia. auto.
        * rewrite Hnew. destruct (E c) as [_ Ec]. rewrite Ec by lia.
          specialize (Htime m). lia.
    - (* a get is answered *)
      exists made, at_time. subst answered.
      assert (Hsame : forall r', set_store P.replica_eq_dec _ (stores w) r
        (snd (get Implementation.machine k g c r (stores w r))) r'
        = stores w r').
      { intros r'. unfold set_store.
        destruct (P.replica_eq_dec r r'); subst; reflexivity. }
      constructor; simpl; auto.
      + intros r'. unfold store_ok.
        change (store_ok made at_time (set_store P.replica_eq_dec _ (stores w) r
          (snd (get Implementation.machine k g c r (stores w r))) r')).
        rewrite Hsame. apply Hstores.
      + intros m [<- | Hm].
        * simpl. apply Hstores.
        * apply Hmessages. rewrite Hnet. apply in_middle. auto.
      + eapply delivered_keeps; [ | | exact Hput].
        * intros r' c' k' v' p Hin. left. simpl. right.
          rewrite Hnet in Hin. apply in_middle in Hin.
          destruct Hin; [discriminate | auto].
        * intros r' c'.
          change (I.lookup c' (I.clock (stores w r')) <= I.lookup c' (I.clock
            (set_store P.replica_eq_dec _ (stores w) r
              (snd (get Implementation.machine k g c r (stores w r))) r'))).
          rewrite Hsame. auto.
    - (* a put is applied *)
      exists made, at_time.
      assert (Hp : message_ok made at_time (PutRequest r c k v p)).
      { apply Hmessages. rewrite Hnet. apply in_middle. auto. }
      destruct Hp as [Hr [Hn [Ht _]]].
      assert (Hnext : I.number p = S (I.lookup c (I.clock (stores w r)))).
      { simpl in Hguard. unfold I.put_guard in Hguard.
        destruct (Nat.eqb_spec (I.number p)
          (S (I.lookup c (I.clock (stores w r))))); [auto | discriminate]. }
      constructor; simpl; auto.
      + intros r'. unfold set_store.
        destruct (P.replica_eq_dec r r') as [<- |]; [| apply Hstores].
        apply known_raise; auto; [apply Hstores | lia].
      + intros m Hm. apply Hmessages. rewrite Hnet. apply in_middle. auto.
      + eapply delivered_keeps; [ | | exact Hput].
        * intros r' c' k' v' p' Hin. rewrite Hnet in Hin.
          apply in_middle in Hin. destruct Hin as [E | Hin]; [| auto].
          inversion E; subst. right. unfold set_store.
          destruct (P.replica_eq_dec r r); [| congruence].
          simpl. rewrite lookup_raise_same. lia.
        * intros r' c'. unfold set_store.
          destruct (P.replica_eq_dec r r') as [<- |]; auto.
          simpl. apply lookup_raise_grows.
    - (* a get is over *)
      exists made, at_time.
      pose proof (Hclients c) as Hs. rewrite Hc in Hs. simpl in Hs.
      assert (Ha : message_ok made at_time (GetResponse c n k v a)).
      { apply Hmessages. rewrite Hnet. apply in_middle. auto. }
      constructor; simpl; auto.
      + intros d. unfold set_client.
        destruct (P.client_eq_dec c d) as [<- |]; [| apply Hclients].
        destruct Hs as [Hown Hdep Htime]. simpl in Ha.
        constructor; simpl; auto.
        * apply known_merge; auto.
        * intros i Hi. specialize (Htime i Hi). rewrite larger_max. lia.
      + intros i Hi. apply Hmessages. rewrite Hnet. apply in_middle. auto.
      + eapply delivered_keeps; [ | | exact Hput]; auto.
        intros r' c' k' v' p Hin. left. rewrite Hnet in Hin.
        apply in_middle in Hin. destruct Hin; [discriminate | auto].
    - (* nothing is lost *)
      contradiction.
    - (* a message comes twice *)
      exists made, at_time. constructor; simpl; auto.
      + intros i [<- | Hi]; apply Hmessages; rewrite Hnet; auto.
        apply in_middle. auto.
      + eapply delivered_keeps; [ | | exact Hput]; auto.
        intros r' c' k' v' p Hin. left. rewrite Hnet in Hin. simpl. auto.
  Qed.

  Lemma reachable_invariant : forall v programs w,
    reachable P.client_eq_dec P.replica_eq_dec Implementation.machine
      replicas False v programs w ->
    exists made at_time, invariant made at_time w.
  Proof.
    intros v programs w [events Hrun].
    assert (G : forall w events w',
      run P.client_eq_dec P.replica_eq_dec Implementation.machine
        replicas False w events w' ->
      (exists made at_time, invariant made at_time w) ->
      exists made at_time, invariant made at_time w').
    { clear. intros w events w' Hrun.
      induction Hrun as [| w o w1 later w2 Hstep Hrun IH]; auto.
      intros [made [at_time H]]. apply IH. eapply step_invariant; eauto. }
    eapply G; eauto. do 2 eexists. apply initial_invariant.
  Qed.

  (** ** What follows *)

  Lemma pending_iff : forall (w : world Implementation.machine) r c k v p,
    pending Implementation.machine w r c k v p <->
    In (PutRequest r c k v p) (network w) /\
    I.lookup c (I.clock (stores w r)) < I.number p.
  Proof.
    intros. unfold pending. simpl. unfold I.put_seen.
    rewrite Nat.leb_le. intuition lia.
  Qed.

  (** A put that a replica lacks is pending there. *)
  Lemma lacking_is_pending : forall made at_time w r c n,
    invariant made at_time w -> In r replicas ->
    I.lookup c (I.clock (stores w r)) < n <= made c ->
    exists k v p, pending Implementation.machine w r c k v p /\
      I.put_time p = at_time c n.
  Proof.
    intros made at_time w r c n Hw Hr Hn.
    destruct (puts_delivered _ _ _ Hw r c n Hr) as [[k [v [p [Hin Hp]]]] | H];
      [lia | | lia].
    exists k, v, p. rewrite pending_iff.
    destruct (messages_ok _ _ _ Hw _ Hin) as [_ [_ [Ht _]]].
    rewrite Ht, Hp. split; [split; [exact Hin | lia] | reflexivity].
  Qed.

  Lemma least_is_enabled : forall made at_time w r,
    invariant made at_time w ->
    forall bound c k v p,
    pending Implementation.machine w r c k v p -> I.put_time p < bound ->
    exists c' k' v' p', pending Implementation.machine w r c' k' v' p' /\
      I.put_guard k' v' p' c' r (stores w r) = true.
  Proof.
    intros made at_time w r Hw.
    induction bound as [| bound IH]; intros c k v p Hp Hb; [lia |].
    pose proof Hp as Hp'. apply pending_iff in Hp'. destruct Hp' as [Hin Hlack].
    destruct (messages_ok _ _ _ Hw _ Hin)
      as [Hr [Hn [Ht [limit [Hlimit Hdep]]]]].
    destruct (Nat.eq_dec (I.number p) (S (I.lookup c (I.clock (stores w r)))))
      as [Hnext | Hlater].
    - destruct (I.below (I.put_depends p) (I.clock (stores w r))) eqn:B.
      + exists c, k, v, p. split; auto. unfold I.put_guard.
        rewrite Hnext, Nat.eqb_refl. exact B.
      + destruct (not_below_exceeds _ _ (known_slots _ _ _ _ Hdep) B) as [d Hd].
        destruct (lacking_is_pending _ _ _ r d
          (I.lookup d (I.put_depends p)) Hw Hr) as [k' [v' [q [Hq Htime]]]].
        { pose proof (known_made _ _ _ _ Hdep d). lia. }
        apply (IH d k' v' q Hq).
        pose proof (known_time _ _ _ _ Hdep d (I.lookup d (I.put_depends p))).
        lia.
    - destruct (lacking_is_pending _ _ _ r c (I.number p - 1) Hw Hr)
        as [k' [v' [q [Hq Htime]]]]; [lia |].
      apply (IH c k' v' q Hq).
      pose proof (puts_ordered _ _ _ Hw c (I.number p - 1) (I.number p)). lia.
  Qed.

  End Invariant.

  Theorem progress :
    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
  Proof.
    constructor.
    - intros replicas v0 programs w r c k v p Hw Hp.
      destruct (reachable_invariant _ _ _ _ Hw) as [made [at_time Hinv]].
      eapply least_is_enabled; eauto.
    - intros replicas v0 programs w r c n k g Hw Hr Hnone Hin.
      destruct (reachable_invariant _ _ _ _ Hw) as [made [at_time Hinv]].
      assert (Hall : forall d, made d <= I.lookup d (I.clock (stores w r))).
      { intros d.
        destruct (Nat.le_gt_cases (made d) (I.lookup d (I.clock (stores w r))));
          auto.
        destruct (lacking_is_pending _ _ _ _ r d (made d) Hinv Hr)
          as [k' [v' [p [Hp _]]]]; [lia |].
        exfalso. exact (Hnone _ _ _ _ Hp). }
      destruct (messages_ok _ _ _ _ Hinv _ Hin) as [Hown [limit Hdep]].
      simpl. unfold I.get_guard. pose proof (Hall c).
      destruct (Nat.leb_spec (I.get_own g) (I.lookup c (I.clock (stores w r))));
        [| lia].
      destruct (I.below (I.get_depends g) (I.clock (stores w r))) eqn:B; auto.
      destruct (not_below_exceeds _ _ (known_slots _ _ _ _ Hdep) B) as [d Hd].
      pose proof (known_made _ _ _ _ Hdep d). pose proof (Hall d). lia.
  Qed.
End Progress.
