(** What replicas of the strong family's machine hold: snapshots, which are the
    same where the same puts are in. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine World Progress.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees HistoriesFacts.
From Espalier.Strong Require Histories StrongMeaningRuns.
Import Histories ListNotations.

Module Replicas (P : PARAMETERS) (G : GUARANTEES).
  Include StrongMeaningRuns.Runs P G.

  Theorem replicas_agree : Guarantees.convergent G.chosen = true ->
    forall replicas v0 programs w,
    reachable P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs w ->
    forall r r',
    (forall i, member Core.put_id_eq_dec i (Core.applied (stores w r)) =
               member Core.put_id_eq_dec i (Core.applied (stores w r'))) ->
    forall k,
    Core.content (Core.entry_of (stores w r) k) =
      Core.content (Core.entry_of (stores w r') k) /\
    Core.written (Core.entry_of (stores w r) k) =
      Core.written (Core.entry_of (stores w r') k).
  Proof.
    intros V replicas v0 programs w [h H] r r' Happlied k.
    destruct (run_explained _ v0 _ _ _ H [] (initially_explained v0 programs))
      as [n [logs Hw]]. simpl in Hw.
    assert (Hlogs : forall e, In e (logs r) <-> In e (logs r')).
    { assert (Hone : forall a b,
        (forall i, within (S.applied (stores w a)) i ->
                   within (S.applied (stores w b)) i) ->
        forall e, In e (logs a) -> In e (logs b)).
      { intros a b Hsub e He. pose proof (stores_ok _ _ _ _ _ Hw a) as A.
        pose proof (logged_puts _ _ _ (store_log _ _ _ _ _ A) e He) as Pe.
        apply (applied_logged _ _ _ _ _ (stores_ok _ _ _ _ _ Hw b)); auto.
        apply Hsub. apply (applied_logged _ _ _ _ _ A); auto. }
      intros e. split; apply Hone; intros i; unfold within;
        rewrite Happlied; auto. }
    destruct (entries_ok _ _ _ _ _ (stores_ok _ _ _ _ _ Hw r) k)
      as [src [Hwin [_ Hwritten]]].
    destruct (entries_ok _ _ _ _ _ (stores_ok _ _ _ _ _ Hw r') k)
      as [src' [Hwin' [_ Hwritten']]].
    rewrite Hwritten, Hwritten'.
    destruct src as [e |], src' as [e' |]; simpl in Hwin, Hwin' |- *.
    - destruct Hwin as [He [Hk [<- Hlast]]], Hwin' as [He' [Hk' [<- Hlast']]].
      unfold order in Hlast, Hlast'. rewrite V in Hlast, Hlast'.
      assert (E : e = e'); [| subst; auto].
      destruct (Hlast e') as [| O]; auto; [apply Hlogs; auto |].
      destruct (Hlast' e) as [| O']; auto; [apply Hlogs; auto |].
      destruct (stamped_irreflexive n e). eapply stamped_transitive; eauto.
    - destruct Hwin as [He [Hk _]], Hwin' as [_ Hnone].
      destruct (Hnone e); auto. apply Hlogs. exact He.
    - destruct Hwin as [_ Hnone], Hwin' as [He [Hk _]].
      destruct (Hnone e'); auto. apply Hlogs. exact He.
    - destruct Hwin as [-> _], Hwin' as [-> _]. auto.
  Qed.

  Theorem replicas_hold_snapshots :
    Guarantees.monotonic_writes G.chosen = true ->
    Guarantees.writes_follow_reads G.chosen = true ->
    Guarantees.convergent G.chosen = true ->
    forall replicas v0 programs h w,
    run P.client_eq_dec P.replica_eq_dec Specification.machine replicas True
      (initial Specification.machine v0 programs) h w ->
    exists x order, explains v0 h x /\ decides order h x /\
      forall r, exists seen, snapshot order v0 h x seen
        (fun k => Core.content (Core.entry_of (stores w r) k)).
  Proof.
    intros M W V replicas v0 programs h w R.
    destruct (run_explained _ v0 _ _ _ R [] (initially_explained v0 programs))
      as [n [logs Hw]]. simpl in Hw. pose proof (all_explained _ _ _ _ _ Hw) as H.
    exists (explanation_of n), (stamped n).
    split; [apply history_explained; exact H |].
    split; [eapply stamps_decide; eauto |].
    intros r. exists (fun e => In e (logs r)).
    pose proof (stores_ok _ _ _ _ _ Hw r) as Hs.
    pose proof (store_log _ _ _ _ _ Hs) as L.
    constructor.
    - apply (logged_puts _ _ _ L).
    - intros d e Hd He HB.
      destruct (in_split _ _ He) as [late [early E]].
      assert (Hneeds : needs h n d e).
      { destruct (past_splits _ _ _ _ Hd HB)
          as [S | [[a [g [Rg [S K]]]] | [a [Rg _]]]].
        - left. auto.
        - right. split; [exact W |]. exists a, g. auto.
        - exfalso. eapply put_is_not_get; [| apply Rg].
          apply (logged_puts _ _ _ L e He). }
      rewrite E. apply in_or_app. right. right.
      exact (logged_after _ _ _ L late e early d E Hneeds).
    - intros k. destruct (entries_ok _ _ _ _ _ Hs k) as [[e |] [Hwin _]];
        simpl in Hwin; [right | left; exact Hwin].
      destruct Hwin as [He [Hk [Hv Hlast]]]. exists e. repeat split; auto.
      intros d Hd Hdk. destruct (Hlast d Hd Hdk) as [| O]; auto. right.
      unfold order in O. rewrite V in O. exact O.
  Qed.

  (** ** Where nothing is lost *)

  Section Delivered.

  Context (replicas : list P.replica).

  (** Which puts were made; each is in at a replica or on its way there. *)
  Record delivered (made : S.put_id -> Prop)
    (w : world Specification.machine) : Prop := {
    sent_made : forall r c k v p, In (PutRequest r c k v p) (network w) ->
      made (S.id p);
    applied_was_made : forall r i, within (S.applied (stores w r)) i -> made i;
    made_is_delivered : forall r i, In r replicas -> made i ->
      (exists c k v p, In (PutRequest r c k v p) (network w) /\ S.id p = i) \/
      within (S.applied (stores w r)) i
  }.

  Lemma delivered_keeps : forall made (w w' : world Specification.machine),
    (forall r c k v p, In (PutRequest r c k v p) (network w') ->
       In (PutRequest r c k v p) (network w)) ->
    (forall r i, within (S.applied (stores w' r)) i ->
       within (S.applied (stores w r)) i) ->
    (forall r c k v p, In (PutRequest r c k v p) (network w) ->
       In (PutRequest r c k v p) (network w')) ->
    (forall r i, within (S.applied (stores w r)) i ->
       within (S.applied (stores w' r)) i) ->
    delivered made w -> delivered made w'.
  Proof.
    intros made w w' Nback Aback Nfwd Afwd [Hsent Happlied Hdelivered].
    constructor; eauto.
    intros r i Hr Hi. destruct (Hdelivered r i Hr Hi)
      as [[c [k [v [p [Hin Hp]]]]] | Hin]; [left | right; auto].
    exists c, k, v, p. auto.
  Qed.

  Lemma step_delivered : forall w o w',
    step P.client_eq_dec P.replica_eq_dec Specification.machine replicas False
      w o w' ->
    forall made, delivered made w -> exists made', delivered made' w'.
  Proof.
    intros w o w' Hstep made D.
    destruct Hstep as
      [ w c k rest i s Hc
      | w c k v rest i s now Hc
      | w before after r c i k g Hnet Hguard answered
      | w before after r c k v p Hnet Hguard
      | w before after c i k v a s todo m Hnet Hc
      | w before after m Hlose Hnet
      | w before after m Hnet ].
    - (* a get is asked *)
      exists made. eapply delivered_keeps; [.. | exact D]; simpl; auto.
      + intros r c' k' v p Hin. apply in_app_iff in Hin.
        destruct Hin as [Hin |]; auto.
        apply in_map_iff in Hin. destruct Hin as [? [? _]]. discriminate.
      + intros. apply in_app_iff. auto.
    - (* a put is made *)
      set (id := S.id (fst (S.put_request k v now c s))).
      exists (fun j => made j \/ j = id). destruct D as [Hsent Happlied Hdel].
      constructor; simpl.
      + intros r c' k' v' p Hin. apply in_app_iff in Hin.
        destruct Hin as [Hin | Hin]; [| left; eauto].
        apply in_map_iff in Hin. destruct Hin as [r' [E _]].
        inversion E; subst. right. reflexivity.
      + intros r j Hj. left. eauto.
      + intros r j Hr [Hj | ->].
        * destruct (Hdel r j Hr Hj) as [[c' [k' [v' [p [Hin Hp]]]]] | Hin];
            [left | right; exact Hin].
          exists c', k', v', p. split; [apply in_app_iff |]; auto.
        * left. exists c, k, v, (fst (S.put_request k v now c s)).
          split; [apply in_app_iff; left | reflexivity].
          apply in_map_iff. exists r. auto.
    - (* a get is answered *)
      assert (Hsame : forall r', set_store P.replica_eq_dec _ (stores w) r
        (stores w r) r' = stores w r').
      { intros r'. unfold set_store.
        destruct (P.replica_eq_dec r r'); subst; reflexivity. }
      exists made. eapply delivered_keeps; [.. | exact D]; simpl.
      + intros r' c' k' v p [E | Hin]; [discriminate |].
        rewrite Hnet. apply in_middle. auto.
      + intros r' j. rewrite Hsame. auto.
      + intros r' c' k' v p Hin. right. rewrite Hnet in Hin.
        apply in_middle in Hin. destruct Hin; [discriminate | auto].
      + intros r' j. rewrite Hsame. auto.
    - (* a put is applied *)
      exists made. destruct D as [Hsent Happlied Hdel]. constructor; simpl.
      + intros r' c' k' v' p' Hin. apply (Hsent r' c' k' v' p').
        rewrite Hnet. apply in_middle. auto.
      + intros r' j. unfold set_store.
        destruct (P.replica_eq_dec r r') as [<- |]; [simpl | apply Happlied].
        rewrite within_both, within_single. intros [Hj | ->]; [eauto |].
        apply (Hsent r c k v p). rewrite Hnet. apply in_middle. auto.
      + intros r' j Hr Hj. unfold set_store.
        destruct (Hdel r' j Hr Hj) as [[c' [k' [v' [p' [Hin Hp]]]]] | Hin].
        * rewrite Hnet in Hin. apply in_middle in Hin.
          destruct Hin as [E | Hin]; [right | left; eauto 6].
          inversion E; subst. destruct (P.replica_eq_dec r r); [| congruence].
          simpl. rewrite within_both, within_single. auto.
        * right. destruct (P.replica_eq_dec r r') as [<- |]; auto.
          simpl. rewrite within_both. auto.
    - (* a get is over *)
      exists made. eapply delivered_keeps; [.. | exact D]; simpl; auto.
      + intros r' c' k' v' p Hin. rewrite Hnet. apply in_middle. auto.
      + intros r' c' k' v' p Hin. rewrite Hnet in Hin.
        apply in_middle in Hin. destruct Hin; [discriminate | auto].
    - (* nothing is lost *)
      contradiction.
    - (* a message comes twice *)
      exists made. eapply delivered_keeps; [.. | exact D]; simpl; auto.
      + intros r' c' k' v' p Hin. rewrite Hnet.
        destruct Hin as [-> | Hin]; [apply in_middle; auto | exact Hin].
      + intros r' c' k' v' p Hin. right. rewrite <- Hnet. exact Hin.
  Qed.

  Lemma reachable_delivered : forall v0 programs w,
    reachable P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas False v0 programs w ->
    exists made, delivered made w.
  Proof.
    intros v0 programs w [events R].
    assert (D : exists made,
      delivered made (initial Specification.machine v0 programs)).
    { exists (fun _ => False). constructor; simpl; try contradiction.
      intros r i Hi. discriminate. }
    induction R as [| w o w1 later w2 Hstep R IH]; auto.
    apply IH. destruct D as [made D]. eapply step_delivered; eauto.
  Qed.

  Lemma lossless_is_reachable : forall v0 programs w,
    reachable P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas False v0 programs w ->
    reachable P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas True v0 programs w.
  Proof.
    intros v0 programs w [events R]. exists events.
    induction R as [| w o w1 later w2 Hstep R IH]; [constructor |].
    apply (RunStep _ _ _ _ _ _ _ w1); [| exact IH].
    destruct Hstep; try contradiction; econstructor; eauto.
  Qed.

  Theorem replicas_agree_at_last : Guarantees.convergent G.chosen = true ->
    forall v0 programs w,
    reachable P.client_eq_dec P.replica_eq_dec Specification.machine
      replicas False v0 programs w ->
    forall r r', In r replicas -> In r' replicas ->
    (forall c k v p, ~ pending Specification.machine w r c k v p) ->
    (forall c k v p, ~ pending Specification.machine w r' c k v p) ->
    forall k,
    Core.content (Core.entry_of (stores w r) k) =
      Core.content (Core.entry_of (stores w r') k).
  Proof.
    intros V v0 programs w R r r' Hr Hr' Hnone Hnone' k.
    destruct (reachable_delivered _ _ _ R) as [made D].
    assert (All : forall a, In a replicas ->
      (forall c k v p, ~ pending Specification.machine w a c k v p) ->
      forall i, within (S.applied (stores w a)) i <-> made i).
    { intros a Ha Hidle i. split; [apply (applied_was_made _ _ D) |].
      intros Hi. destruct (made_is_delivered _ _ D a i Ha Hi)
        as [[c [k' [v [p [Hin <-]]]]] | Hin]; [| exact Hin].
      destruct (member S.put_id_eq_dec (S.id p) (S.applied (stores w a)))
        eqn:E; [exact E |].
      destruct (Hidle c k' v p). split; [exact Hin |]. simpl.
      unfold S.put_seen. congruence. }
    apply (replicas_agree V replicas v0 programs w);
      [apply lossless_is_reachable; exact R |].
    intros i. apply eq_true_iff_eq.
    rewrite (All r Hr Hnone i : within _ _ <-> _).
    rewrite (All r' Hr' Hnone' i : within _ _ <-> _). reflexivity.
  Qed.

  End Delivered.
End Replicas.
