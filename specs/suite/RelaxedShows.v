(** The relaxed machine never gets stuck, and shows what was put. *)

From Coq Require Import List PeanoNat.
From Espalier.Framework Require Import
  Parameters Machine World Progress Naturals.
From Espalier.Suite Require Relaxed CausalUnusable.
Import ListNotations.

Module RelaxedShows.
  Module RelaxedCore := Relaxed.Specification Naturals.
  Module Relaxed := MachineOf Naturals RelaxedCore.

  Theorem progress : progressive Nat.eq_dec Nat.eq_dec Relaxed.machine.
  Proof.
    constructor; simpl; intros; [| reflexivity].
    exists c, k, v, p. split; [assumption | reflexivity].
  Qed.

  Definition M : machine nat nat nat nat := Relaxed.machine.

  Definition was_put (es : list (@event nat nat nat)) (k v : nat) : Prop :=
    exists c n, In (PutCalled c n k v) es.

  (** What is on its way was put; and what was put is on its way to a replica or
      the replica has something that was put. *)
  Record kept (replicas : list nat) (es : list event)
    (w : world M) : Prop := {
    sent_was_put : forall r c k v p,
      In (PutRequest r c k v p) (network w) -> was_put es k v;
    put_was_sent : forall r k v, In r replicas -> was_put es k v ->
      (exists c v' p, In (PutRequest r c k v' p) (network w)) \/
      was_put es k (stores w r k)
  }.

  Lemma kept_as_it_was : forall replicas es es' (w w' : world M),
    (forall r c k v p,
      In (PutRequest r c k v p) (network w') <->
      In (PutRequest r c k v p) (network w)) ->
    (forall k v, was_put es' k v <-> was_put es k v) ->
    (forall r k, stores w' r k = stores w r k) ->
    kept replicas es w -> kept replicas es' w'.
  Proof.
    intros replicas es es' w w' Hnet Hes Hstores [Ha Hc]. constructor.
    - intros r c k v p H. apply Hnet in H. apply Hes. eauto.
    - intros r k v Hr H. apply Hes in H.
      destruct (Hc r k v Hr H) as [[c [v' [p H1]]] | H1].
      + left. exists c, v', p. apply Hnet, H1.
      + right. rewrite Hstores. apply Hes, H1.
  Qed.

  Lemma step_kept : forall replicas es w o w',
    step Nat.eq_dec Nat.eq_dec M replicas False w o w' ->
    kept replicas es w -> kept replicas (es ++ observed o []) w'.
  Proof.
    intros replicas es w o w' Hstep Hkept.
    destruct Hstep as
      [ w c k rest n s E
      | w c k v rest n s now E
      | w before after r c n k a E G answered
      | w before after r c k v p E G
      | w before after c n k v a s todo m E Ec
      | w before after m Hlose E
      | w before after m E ]; try contradiction; simpl; rewrite ?app_nil_r.
    - eapply kept_as_it_was; [| | | exact Hkept]; simpl; try reflexivity.
      intros r' c' k' v' p'. rewrite in_app_iff. split; [| auto].
      intros [H | H]; [| exact H]. apply in_map_iff in H.
      destruct H as [q [F _]]. discriminate.
    - destruct Hkept as [Ha Hc]. constructor; simpl.
      + intros r' c' k' v' p' H. apply in_app_or in H. destruct H as [H | H].
        * apply in_map_iff in H. destruct H as [q [F _]]. inversion F; subst.
          exists c', n. apply in_or_app. simpl. auto.
        * destruct (Ha _ _ _ _ _ H) as [d [i Hi]].
          exists d, i. apply in_or_app. auto.
      + intros r' k' v' Hr [d [i H]]. apply in_app_or in H.
        destruct H as [H | [H | []]].
        * destruct (Hc r' k' v' Hr) as [[c' [u [p' H1]]] | [c' [m H1]]];
            [exists d, i; exact H | left | right].
          -- exists c', u, p'. apply in_or_app. auto.
          -- exists c', m. apply in_or_app. auto.
        * inversion H; subst. left. exists d, v', tt. apply in_or_app. left.
          apply in_map_iff. exists r'. auto.
    - eapply kept_as_it_was; [| | | exact Hkept]; simpl; try reflexivity.
      + intros r' c' k' v' p'. rewrite E, !in_app_iff. simpl.
        intuition discriminate.
      + intros r' k'. unfold set_store. destruct (Nat.eq_dec r r'); subst;
          reflexivity.
    - destruct Hkept as [Ha Hc]. constructor; simpl.
      + intros r' c' k' v' p' H. apply (Ha r' c' k' v' p'). rewrite E.
        apply in_app_or in H. apply in_or_app. simpl. tauto.
      + intros r' k' v' Hr H.
        destruct (Hc r' k' v' Hr H) as [[c' [u [p' H1]]] | H1].
        * rewrite E in H1. apply in_app_or in H1.
          destruct H1 as [H1 | [H1 | H1]].
          -- left. exists c', u, p'. apply in_or_app. auto.
          -- right. inversion H1; subst. unfold set_store.
             destruct (Nat.eq_dec r' r'); [| contradiction].
             unfold RelaxedCore.put.
             destruct (Naturals.key_eq_dec k' k'); [| contradiction].
             apply (Ha r' c' k' u p'). rewrite E. apply in_or_app. simpl. auto.
          -- left. exists c', u, p'. apply in_or_app. auto.
        * right. unfold set_store. destruct (Nat.eq_dec r r'); [subst | exact H1].
          unfold RelaxedCore.put.
          destruct (Naturals.key_eq_dec k k'); [subst | exact H1].
          apply (Ha r' c k' v p). rewrite E. apply in_or_app. simpl. auto.
    - eapply kept_as_it_was; [| | | exact Hkept]; simpl; try reflexivity.
      + intros r' c' k' v' p'. rewrite E, !in_app_iff. simpl.
        intuition discriminate.
      + intros k' v'. unfold was_put. split; intros [d [i H]]; exists d, i.
        * apply in_app_or in H. destruct H as [H | [H | []]]; [exact H |].
          discriminate.
        * apply in_or_app. auto.
    - eapply kept_as_it_was; [| | | exact Hkept]; simpl; try reflexivity.
      intros r' c' k' v' p'. rewrite E. simpl. rewrite !in_app_iff. simpl. tauto.
  Qed.

  Lemma run_kept : forall replicas es w later w',
    run Nat.eq_dec Nat.eq_dec M replicas False w later w' ->
    kept replicas es w -> kept replicas (es ++ later) w'.
  Proof.
    intros replicas es w later w' H. revert es.
    induction H as [w | w o w1 later w2 Hstep _ IH]; intros es Hkept.
    - rewrite app_nil_r. exact Hkept.
    - replace (es ++ observed o later) with ((es ++ observed o []) ++ later)
        by (destruct o; simpl; rewrite <- ?app_assoc, ?app_nil_r; reflexivity).
      apply IH. eapply step_kept; eauto.
  Qed.

  Theorem shows : CausalUnusable.shows_what_was_put Relaxed.machine.
  Proof.
    change (CausalUnusable.shows_what_was_put M).
    intros replicas programs events w r c n k g Hrun Hr Hnone _ [c' [n' [v Hv]]].
    assert (H : kept replicas ([] ++ events) w).
    { eapply run_kept; [exact Hrun |]. constructor; simpl; [contradiction |].
      intros r' k' v' _ [d [i []]]. }
    destruct (put_was_sent _ _ _ H r k v Hr) as [[d [u [p Hp]]] | H1].
    - exists c', n'. exact Hv.
    - exfalso. apply (Hnone d k u p). split; [exact Hp | discriminate].
    - exact H1.
  Qed.

End RelaxedShows.
