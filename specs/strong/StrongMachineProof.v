(** The strong family's machine is never stuck where the network loses nothing.
    Of the puts that are pending at a replica, the one of least stamp time is
    enabled: a put's time exceeds that of every put that it depends on. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine World Refinement
  Progress.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require StrongMachine StrongMachineInvariant.

Module Proof (P : PARAMETERS) (G : GUARANTEES) <: StrongMachine.STATEMENT P G.
  Include StrongMachineInvariant.Invariant P G.

  (** What is not all in lacks a put that can be named. *)
  Lemma not_all_in : forall a b,
    S.all_in a b = false -> exists i, within a i /\ ~ within b i.
  Proof.
    unfold S.all_in, within.
    induction a as [| x a IH]; simpl; intros b H; [discriminate |].
    destruct (member S.put_id_eq_dec x b) eqn:M.
    - destruct (IH b H) as [i [Ha Hb]]. exists i. split; auto.
      destruct (S.put_id_eq_dec i x); auto.
    - exists x. split; [| congruence].
      destruct (S.put_id_eq_dec x x); congruence.
  Qed.

  Theorem seen : seen_is_final Implementation.machine.
  Proof.
    constructor; simpl; unfold S.put_seen; intros.
    - unfold S.put_guard, S.put_seen. rewrite H. discriminate.
    - simpl. apply within_both. left. exact H.
    - exact H.
    - simpl. apply within_both. right. apply within_single. reflexivity.
  Qed.

  Section Enabled.

  Context (replicas : list P.replica).

  (** A put that a replica lacks is pending there. *)
  Lemma lacking_is_pending : forall at_time w r i t,
    invariant replicas at_time w -> In r replicas -> at_time i = Some t ->
    ~ within (S.applied (stores w r)) i ->
    exists c k v p, pending Implementation.machine w r c k v p /\
      S.time (S.mark p) = t.
  Proof.
    intros at_time w r i t Hw Hr Hi Hlack.
    destruct (puts_delivered _ _ _ Hw r i t Hr Hi)
      as [[c [k [v [p [Hin <-]]]]] | H]; [| contradiction].
    exists c, k, v, p. split; [split; [exact Hin | exact Hlack] |].
    destruct (messages_ok _ _ _ Hw _ Hin) as [_ [Ht _]]. congruence.
  Qed.

  Lemma if_chosen_false : forall chosen a b,
    S.if_chosen chosen (S.all_in a b) = false ->
    exists i, within a i /\ ~ within b i.
  Proof.
    intros [] a b H; simpl in H; [apply not_all_in; exact H | discriminate].
  Qed.

  Lemma least_is_enabled : forall at_time w r,
    invariant replicas at_time w ->
    forall bound c k v p,
    pending Implementation.machine w r c k v p ->
    S.time (S.mark p) < bound ->
    exists c' k' v' p', pending Implementation.machine w r c' k' v' p' /\
      S.put_guard k' v' p' c' r (stores w r) = true.
  Proof.
    intros at_time w r Hw.
    induction bound as [| bound IH]; intros c k v p Hp Hb; [lia |].
    destruct (S.put_guard k v p c r (stores w r)) eqn:Hguard; [eauto 8 |].
    pose proof Hp as [Hin Hlack].
    destruct (messages_ok _ _ _ Hw _ Hin)
      as [Hr [_ [limit [Hlimit [Hputs Hreads]]]]].
    assert (H : exists i t, at_time i = Some t /\ t <= limit /\
      ~ within (S.applied (stores w r)) i).
    { unfold S.put_guard in Hguard. simpl in Hlack.
      apply not_true_is_false in Hlack. rewrite Hlack in Hguard. simpl in Hguard.
      apply andb_false_iff in Hguard.
      destruct Hguard as [H | H]; apply if_chosen_false in H;
        destruct H as [i [Hi Hnot]];
        [destruct (Hputs i Hi) as [t [? ?]] | destruct (Hreads i Hi) as [t [? ?]]];
        eauto. }
    destruct H as [i [t [Ht [Hle Hnot]]]].
    destruct (lacking_is_pending _ _ r i t Hw Hr Ht Hnot)
      as [c' [k' [v' [q [Hq Hqt]]]]].
    apply (IH c' k' v' q Hq). lia.
  Qed.

  End Enabled.

  Theorem progress :
    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
  Proof.
    constructor.
    - intros replicas v0 programs w r c k v p Hw Hp.
      destruct (reachable_invariant _ _ _ _ Hw) as [at_time Hinv].
      eapply least_is_enabled; eauto.
    - intros replicas v0 programs w r c n k g Hw Hr Hnone Hin.
      destruct (reachable_invariant _ _ _ _ Hw) as [at_time Hinv].
      assert (Hall : forall i t, at_time i = Some t ->
        within (S.applied (stores w r)) i).
      { intros i t Hi. destruct (member S.put_id_eq_dec i (S.applied (stores w r)))
          eqn:M; [exact M |].
        destruct (lacking_is_pending _ _ _ r i t Hinv Hr Hi)
          as [c' [k' [v' [p [Hp _]]]]]; [unfold within; congruence |].
        exfalso. exact (Hnone _ _ _ _ Hp). }
      destruct (messages_ok _ _ _ Hinv _ Hin) as [limit [Hputs Hreads]].
      assert (Hin' : forall chosen s, known at_time s limit ->
        S.if_chosen chosen (S.all_in s (S.applied (stores w r))) = true).
      { intros [] s K; simpl; [| reflexivity]. apply all_in_within.
        intros i Hi. destruct (K i Hi) as [t [Ht _]]. eauto. }
      simpl. unfold S.get_guard. rewrite !Hin' by assumption. reflexivity.
  Qed.
End Proof.
