(** What holds in every run of the strong family's machine in which nothing is
    lost: of each put that somebody knows of there is the stamp time, which exceeds
    that of every put that it depends on; and the put was applied at every replica,
    or is on its way there. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine World Progress.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Strong.
Import ListNotations.

Module Invariant (P : PARAMETERS) (G : GUARANTEES).
  Module Core := Strong.Strong P G.
  Module Implementation := MachineOf P Core.
  Module S := Core.

  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  Lemma within_both : forall a b i,
    within (S.both a b) i <-> within a i \/ within b i.
  Proof. intros. apply member_union. Qed.

  Lemma within_single : forall i j, within (single j) i <-> i = j.
  Proof. intros. apply member_single. Qed.

  Lemma all_in_within : forall a b,
    S.all_in a b = true <-> (forall i, within a i -> within b i).
  Proof. intros. apply subset_spec. Qed.

  Section Invariant.

  Context (replicas : list P.replica).

  (** The stamp time of every put that was made. *)
  Definition times := S.put_id -> option nat.

  (** All of these puts were made, and none is later than [limit]. *)
  Definition known (at_time : times) (s : S.puts) (limit : nat) : Prop :=
    forall i, within s i -> exists t, at_time i = Some t /\ t <= limit.

  Record client_ok (at_time : times) (c : P.client) (s : S.client_state)
    : Prop := {
    own_known : known at_time (S.own_puts s) (S.past s);
    reads_known : known at_time (S.read_causes s) (S.past s);
    later_unmade : forall n, S.made s < n -> at_time (c, n) = None
  }.

  Definition store_ok (at_time : times) (s : S.replica_state) : Prop :=
    forall k, known at_time (S.causes (S.entry_of s k))
                (S.time_of (S.entry_of s k)).

  Definition message_ok (at_time : times)
    (m : message Implementation.machine) : Prop :=
    match m with
    | GetRequest _ _ _ _ g =>
        exists limit, known at_time (S.asked_puts g) limit /\
          known at_time (S.asked_reads g) limit
    | PutRequest r _ _ _ p =>
        In r replicas /\ at_time (S.id p) = Some (S.time (S.mark p)) /\
        exists limit, limit < S.time (S.mark p) /\
          known at_time (S.earlier_puts p) limit /\
          known at_time (S.earlier_reads p) limit
    | GetResponse _ _ _ _ a =>
        known at_time (S.answer_causes a) (S.answer_time a)
    end.

  (** Each put was applied at a replica, or is on its way there. *)
  Definition delivered (at_time : times)
    (net : list (message Implementation.machine))
    (stores : P.replica -> S.replica_state) : Prop :=
    forall r i t, In r replicas -> at_time i = Some t ->
      (exists c k v p, In (PutRequest r c k v p) net /\ S.id p = i) \/
      within (S.applied (stores r)) i.

  Record invariant (at_time : times) (w : world Implementation.machine)
    : Prop := {
    clients_ok : forall c, client_ok at_time c (state (clients w c));
    stores_ok : forall r, store_ok at_time (stores w r);
    messages_ok : forall m, In m (network w) -> message_ok at_time m;
    puts_delivered : delivered at_time (network w) (stores w)
  }.

  (** ** What one more put leaves as it was *)

  Definition extends (at_time at_time' : times) : Prop :=
    forall i t, at_time i = Some t -> at_time' i = Some t.

  Lemma known_extends : forall at_time at_time' s limit limit',
    extends at_time at_time' -> known at_time s limit -> limit <= limit' ->
    known at_time' s limit'.
  Proof.
    intros at_time at_time' s limit limit' E K L i Hi.
    destruct (K i Hi) as [t [Ht Hl]]. exists t. split; [auto | lia].
  Qed.

  Lemma known_later : forall at_time s limit limit',
    known at_time s limit -> limit <= limit' -> known at_time s limit'.
  Proof. intros. eapply known_extends; eauto. intros i t Hi. exact Hi. Qed.

  Lemma known_both : forall at_time a b limit,
    known at_time a limit -> known at_time b limit ->
    known at_time (S.both a b) limit.
  Proof. intros at_time a b limit A B i. rewrite within_both. intuition. Qed.

  Lemma message_extends : forall at_time at_time' m,
    extends at_time at_time' -> message_ok at_time m -> message_ok at_time' m.
  Proof.
    intros at_time at_time' m E. destruct m; simpl.
    - intros [limit [? ?]]. exists limit.
      split; eapply known_extends; eauto.
    - intros [? [? [limit [? [? ?]]]]]. repeat split; auto. exists limit.
      repeat split; auto; eapply known_extends; eauto.
    - intros. eapply known_extends; eauto.
  Qed.

  (** ** The network *)

  Lemma delivered_keeps : forall at_time
    (net net' : list (message Implementation.machine))
    (stores stores' : P.replica -> S.replica_state),
    (forall r c k v (p : put_payload Implementation.machine),
       In (PutRequest r c k v p) net ->
       In (PutRequest r c k v p) net' \/
       within (S.applied (stores' r)) (S.id p)) ->
    (forall r i, within (S.applied (stores r)) i ->
       within (S.applied (stores' r)) i) ->
    delivered at_time net stores -> delivered at_time net' stores'.
  Proof.
    intros at_time net net' stores stores' Hnet Hgrow D r i t Hr Hi.
    destruct (D r i t Hr Hi) as [[c [k [v [p [Hin Hp]]]]] | Hin]; [| auto].
    subst i. destruct (Hnet _ _ _ _ _ Hin); [left; eauto 6 | auto].
  Qed.

  Lemma in_middle : forall (A : Type) (m x : A) before after,
    In m (before ++ x :: after) <-> m = x \/ In m (before ++ after).
  Proof. intros. rewrite !in_app_iff. simpl. intuition. Qed.

  (** ** Every step keeps the invariant *)

  Definition steps := step P.client_eq_dec P.replica_eq_dec
    Implementation.machine replicas False.

  Lemma known_empty : forall at_time limit, known at_time empty limit.
  Proof. intros at_time limit i Hi. discriminate Hi. Qed.

  Lemma initial_invariant : forall v programs,
    invariant (fun _ => None) (initial Implementation.machine v programs).
  Proof.
    intros v programs. constructor; simpl.
    - intros c. constructor; simpl; auto using known_empty.
    - intros r k. apply known_empty.
    - tauto.
    - intros r i t _ Hi. discriminate.
  Qed.

  Lemma put_made_keeps : forall at_time w c k v rest n s now,
    invariant at_time w ->
    clients w c = {| state := s; program := Put k v :: rest; next := n;
                     waiting := None |} ->
    let put := S.put_request k v now c s in
    exists at_time', invariant at_time'
      {| clients := set_client P.client_eq_dec _ (clients w) c
           {| state := snd put : client_state Implementation.machine;
              program := rest; next := Datatypes.S n; waiting := None |};
         stores := stores w;
         network := broadcast_put Implementation.machine replicas c k v
           (fst put) ++ network w |}.
  Proof.
    intros at_time w c k v rest n s now [Hclients Hstores Hmessages Hput] Hc put.
    pose proof (Hclients c) as Hs. rewrite Hc in Hs. simpl in Hs.
    destruct Hs as [Hown Hreads Hlater].
    set (i := (c, Datatypes.S (S.made s)) : S.put_id).
    set (t := Datatypes.S (Nat.max (S.past s) now)).
    set (at_time' := fun j => if S.put_id_eq_dec i j then Some t else at_time j).
    assert (Hnew : at_time' i = Some t).
    { unfold at_time'. destruct (S.put_id_eq_dec i i); congruence. }
    assert (E : extends at_time at_time').
    { intros j u Hj. unfold at_time'.
      destruct (S.put_id_eq_dec i j) as [<- |]; auto.
      unfold i in Hj. rewrite Hlater in Hj by lia. discriminate. }
    exists at_time'. constructor; simpl.
    - intros d. unfold set_client.
      destruct (P.client_eq_dec c d) as [<- | Hd]; simpl.
      + constructor; simpl; fold t.
        * apply known_both.
          -- eapply known_extends; eauto. unfold t. lia.
          -- intros j. rewrite within_single. intros ->. eauto.
        * eapply known_extends; eauto. unfold t. lia.
        * intros m Hm. unfold at_time', i.
          destruct (S.put_id_eq_dec (c, Datatypes.S (S.made s)) (c, m)) as [Em |].
          -- inversion Em. lia.
          -- apply Hlater. lia.
      + destruct (Hclients d) as [Ho Hr Hl].
        constructor; [eapply known_extends; eauto .. |].
        intros m Hm. unfold at_time', i.
        destruct (S.put_id_eq_dec (c, Datatypes.S (S.made s)) (d, m)) as [Em |];
          [congruence | auto].
    - intros r k'. eapply known_extends; eauto. apply Hstores.
    - intros m Hm. apply in_app_iff in Hm.
      destruct Hm as [Hm | Hm]; [| eapply message_extends; eauto].
      apply in_map_iff in Hm. destruct Hm as [r [<- Hr]]. simpl.
      split; [exact Hr |]. split; [exact Hnew |].
      exists (Nat.max (S.past s) now).
      split; [lia | split; eapply known_extends; eauto; lia].
    - intros r j u Hr Hj. unfold at_time' in Hj.
      destruct (S.put_id_eq_dec i j) as [<- |].
      + left. exists c, k, v, (fst put). split; [| reflexivity].
        apply in_app_iff. left. apply in_map_iff. eauto.
      + destruct (Hput r j u Hr Hj) as [[c' [k' [v' [p [Hin Hp]]]]] | Hin];
          [left | right; exact Hin].
        exists c', k', v', p. split; auto. apply in_app_iff. auto.
  Qed.

  Lemma put_applied_keeps : forall at_time w before after r c k v p,
    invariant at_time w ->
    network w = before ++ PutRequest r c k v p :: after ->
    invariant at_time
      {| clients := clients w;
         stores := set_store P.replica_eq_dec _ (stores w) r
           (S.put k v p c r (stores w r) : replica_state Implementation.machine);
         network := before ++ after |}.
  Proof.
    intros at_time w before after r c k v p [Hclients Hstores Hmessages Hput] Hnet.
    assert (Hp : message_ok at_time (PutRequest r c k v p)).
    { apply Hmessages. rewrite Hnet. apply in_middle. auto. }
    destruct Hp as [Hr [Ht [limit [Hlimit [Hputs Hreads]]]]].
    constructor; simpl; auto.
    - intros r'. unfold set_store.
      destruct (P.replica_eq_dec r r') as [<- |]; [| apply Hstores].
      intros asked. simpl.
      destruct (P.key_eq_dec k asked) as [<- |]; [| apply Hstores].
      unfold S.kept.
      match goal with |- context [known _ (S.causes (if _ then match _ with
        Some _ => match S.written ?e with _ => _ end | None => _ end else _))] =>
        set (fresh := e) end.
      assert (Hfresh : known at_time (S.causes fresh) (S.time_of fresh)).
      { simpl. apply known_both; [apply known_both |];
          try (eapply known_later; eauto; unfold S.time_of; simpl; lia).
        intros i. rewrite within_single. intros ->.
        exists (S.time (S.mark p)). auto. }
      destruct (convergent G.chosen); [| exact Hfresh].
      destruct (S.written (S.entry_of (stores w r) k)); [| exact Hfresh].
      simpl. destruct (S.stamp_before _ _); [exact Hfresh | apply Hstores].
    - intros m Hm. apply Hmessages. rewrite Hnet. apply in_middle. auto.
    - eapply delivered_keeps; [ | | exact Hput].
      + intros r' c' k' v' p' Hin. rewrite Hnet in Hin.
        apply in_middle in Hin. destruct Hin as [E | Hin]; [| auto].
        inversion E; subst. right. unfold set_store.
        destruct (P.replica_eq_dec r r); [| congruence].
        simpl. apply within_both. right. apply within_single. reflexivity.
      + intros r' i Hi. unfold set_store.
        destruct (P.replica_eq_dec r r') as [<- |]; auto.
        simpl. apply within_both. auto.
  Qed.

  Lemma step_invariant : forall w o w',
    steps w o w' ->
    forall at_time, invariant at_time w ->
    exists at_time', invariant at_time' w'.
  Proof.
    intros w o w' Hstep at_time Hw. pose proof Hw as Hinv.
    destruct Hw as [Hclients Hstores Hmessages Hput].
    destruct Hstep as
      [ w c k rest n s Hc
      | w c k v rest n s now Hc
      | w before after r c n k g Hnet Hguard answered
      | w before after r c k v p Hnet Hguard
      | w before after c n k v a s todo m Hnet Hc
      | w before after m Hlose Hnet
      | w before after m Hnet ].
    - (* a get is asked *)
      exists at_time.
      pose proof (Hclients c) as Hs. rewrite Hc in Hs. simpl in Hs.
      constructor; simpl; auto.
      + intros d. unfold set_client.
        destruct (P.client_eq_dec c d); [subst d; exact Hs | apply Hclients].
      + intros m Hm. apply in_app_iff in Hm. destruct Hm as [Hm | Hm]; auto.
        apply in_map_iff in Hm. destruct Hm as [r [<- _]]. simpl.
        destruct Hs. eauto.
      + eapply delivered_keeps; [ | | exact Hput]; auto.
        intros. left. apply in_app_iff. auto.
    - (* a put is made *)
      eapply put_made_keeps; eauto.
    - (* a get is answered *)
      exists at_time. subst answered.
      assert (Hsame : forall r', set_store P.replica_eq_dec _ (stores w) r
        (stores w r) r' = stores w r').
      { intros r'. unfold set_store.
        destruct (P.replica_eq_dec r r'); subst; reflexivity. }
      constructor; simpl; auto.
      + intros r' k'. rewrite Hsame. apply Hstores.
      + intros m [<- | Hm]; [simpl; apply Hstores |].
        apply Hmessages. rewrite Hnet. apply in_middle. auto.
      + eapply delivered_keeps; [ | | exact Hput].
        * intros r' c' k' v' p Hin. left. simpl. right.
          rewrite Hnet in Hin. apply in_middle in Hin.
          destruct Hin; [discriminate | auto].
        * intros r' i Hi. rewrite Hsame. exact Hi.
    - (* a put is applied *)
      exists at_time. eapply put_applied_keeps; eauto.
    - (* a get is over *)
      exists at_time.
      pose proof (Hclients c) as Hs. rewrite Hc in Hs. simpl in Hs.
      assert (Ha : message_ok at_time (GetResponse c n k v a)).
      { apply Hmessages. rewrite Hnet. apply in_middle. auto. }
      constructor; simpl; auto.
      + intros d. unfold set_client.
        destruct (P.client_eq_dec c d) as [<- |]; [| apply Hclients].
        destruct Hs as [Hown Hreads Hlater]. simpl in Ha.
        constructor; simpl; auto;
          [| apply known_both]; eapply known_later; eauto; lia.
      + intros i Hi. apply Hmessages. rewrite Hnet. apply in_middle. auto.
      + eapply delivered_keeps; [ | | exact Hput]; auto.
        intros r' c' k' v' p Hin. left. rewrite Hnet in Hin.
        apply in_middle in Hin. destruct Hin; [discriminate | auto].
    - (* nothing is lost *)
      contradiction.
    - (* a message comes twice *)
      exists at_time. constructor; simpl; auto.
      + intros i [<- | Hi]; apply Hmessages; rewrite Hnet; auto.
        apply in_middle. auto.
      + eapply delivered_keeps; [ | | exact Hput]; auto.
        intros r' c' k' v' p Hin. left. rewrite Hnet in Hin. simpl. auto.
  Qed.

  Lemma reachable_invariant : forall v programs w,
    reachable P.client_eq_dec P.replica_eq_dec Implementation.machine
      replicas False v programs w ->
    exists at_time, invariant at_time w.
  Proof.
    intros v programs w [events Hrun].
    pose proof (initial_invariant v programs) as Hfirst.
    remember (initial Implementation.machine v programs) as first eqn:E.
    clear E. revert Hfirst. generalize (fun _ : S.put_id => @Datatypes.None nat).
    induction Hrun as [| w o w1 later w2 Hstep Hrun IH]; intros at_time Hw.
    - eauto.
    - destruct (step_invariant _ _ _ Hstep _ Hw) as [at_time' Hw'].
      eapply IH; eauto.
  Qed.

  End Invariant.
End Invariant.
