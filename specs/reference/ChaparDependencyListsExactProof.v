(** The abstract machine refines Chapar's second algorithm: the relations of the
    refinement, and that nothing is asked for that the put does not depend on. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Chapar Require Import
  NodeMachine NodeRefinement NodeSimulation NodeSimulationProof.
From Espalier.Reference Require
  ChaparDependencyListsRefinement ChaparDependencyListsExactStatement.

Module Proof (P : PARAMETERS) <: ChaparDependencyListsExactStatement.STATEMENT P.
  Include ChaparDependencyListsRefinement.Refinement P.

  Record state_exact (h : history) (n : P.replica) (t : S.state) (s : I.state)
    : Prop := {
    exact_state : state_related h n s t;
    own_in_session : forall j, 1 <= j <= S.made t -> within (S.depends t) (n, j);
    list_in_session : forall j, In j (I.depends s) ->
      within (S.depends t) (id_of j)
  }.

  Record message_exact (h : history) (n : P.replica) (q : S.message)
    (p : I.message) : Prop := {
    exact_message : message_related h n p q;
    earlier_needed : forall j, 1 <= j < I.place (I.self p) ->
      within (S.needs q) (n, j);
    list_needed : forall j, In j (I.needs p) -> within (S.needs q) (id_of j)
  }.

  Lemma get_exact : forall h n k t s,
    state_exact h n t s ->
    fst (S.get n t k) = fst (I.get n s k) /\
    state_exact h n (snd (S.get n t k)) (snd (I.get n s k)).
  Proof.
    intros h n k t s [Hs Hown Hlist].
    destruct (get_simulated h n k s t Hs) as [Hv Hs'].
    split; [symmetry; exact Hv |]. constructor; [exact Hs' | |];
      clear Hv Hs'; destruct (entries_related _ _ _ _ Hs k) as [_ Hwritten];
      simpl; destruct (I.written (I.store s k)) as [i |].
    - destruct Hwritten as [-> _]. simpl. intros j Hj.
      rewrite within_add, within_union. auto.
    - rewrite Hwritten. assumption.
    - destruct Hwritten as [-> _]. simpl. intros j Hj.
      rewrite within_add, within_union. apply In_add in Hj.
      destruct Hj as [-> | Hj]; auto.
    - rewrite Hwritten. assumption.
  Qed.

  Lemma put_exact : forall h n k v t s,
    state_exact h n t s ->
    exists h',
      grows n h h' /\
      state_exact h' n (fst (S.put n t k v)) (fst (I.put n s k v)) /\
      message_exact h' n (snd (S.put n t k v)) (snd (I.put n s k v)).
  Proof.
    intros h n k v t s [Hs Hown Hlist].
    pose proof (clock_counts _ _ _ _ Hs) as Hmade.
    destruct (put_simulated h n k v s t Hs) as [h' [Hg [Hs' Hm]]].
    exists h'. split; [assumption |]. split; constructor; try assumption; simpl.
    - intros j Hj. apply within_add.
      destruct (Nat.eq_dec j (Datatypes.S (S.made t))) as [-> |]; [auto |].
      right. apply Hown. lia.
    - intros j [<- | []]. apply within_add. left. unfold id_of. simpl. congruence.
    - intros j Hj. apply Hown. lia.
  Qed.

  Lemma guard_exact : forall h n n' k v q p t s,
    state_exact h n t s -> message_exact h n' q p ->
    S.guard n t k v q = true -> I.guard n s k v p = true.
  Proof.
    intros h n n' k v q p t s [Hs _ _] [Hm Hearlier Hlist].
    pose proof (clock_is_received _ _ _ _ Hs) as Hclock.
    destruct Hm as [<- Hid Hknown _ _ _]. rewrite Hid in *.
    unfold S.guard.
    destruct (S.member (S.id q) (S.received t)) eqn:Hin; [discriminate |].
    intros Hsubset. pose proof (proj1 (subset_spec _ _ _) Hsubset) as Hneeds.
    assert (Hnew : ~ within (S.received t) (id_of (I.self p))).
    { rewrite <- Hid. unfold within. unfold S.member in Hin. congruence. }
    rewrite Hclock in Hnew. unfold covered, known, id_of in Hnew, Hknown.
    simpl in Hnew, Hknown.
    assert (Hnext : I.place (I.self p) =
      Datatypes.S (I.lookup (I.maker (I.self p)) (I.received s))).
    { destruct (Nat.eq_dec (I.place (I.self p)) 1) as [E | N]; [lia |].
      assert (Hlast : covered (I.received s)
        (I.maker (I.self p), I.place (I.self p) - 1)).
      { apply Hclock, Hneeds, Hearlier. lia. }
      unfold covered in Hlast. simpl in Hlast. lia. }
    unfold I.guard. rewrite Hnext, Nat.eqb_refl. apply all_in_covered.
    intros j Hj. apply Hlist, Hneeds, Hclock in Hj.
    unfold covered, id_of in Hj. simpl in Hj. lia.
  Qed.

  Lemma update_exact : forall h n n' k v q p t s,
    state_exact h n t s -> message_exact h n' q p -> n' <> n ->
    S.guard n t k v q = true ->
    I.guard n s k v p = true /\
    state_exact h n (S.update n t k v q) (I.update n s k v p).
  Proof.
    intros h n n' k v q p t s Hs Hm Hn Hguard.
    pose proof (guard_exact _ _ _ _ _ _ _ _ _ Hs Hm Hguard) as Hguard'.
    split; [assumption |]. destruct Hs as [Hs Hown Hlist].
    constructor; simpl; try assumption.
    eapply update_simulated; eauto using exact_message.
  Qed.

  Definition local_exactness :
    node_simulation Specification.machine Implementation.machine.
  Proof.
    refine (Build_node_simulation Specification.machine Implementation.machine
      history beginning grows state_exact
      (fun h n _ _ => message_exact h n) _ _ _ _ _ _).
    - intros n n' h h' t s Hg Hn [? ? ?]. constructor; auto.
      eapply state_stays; eauto.
    - intros n n' h h' _ _ q p Hg [? ? ?]. constructor; auto.
      eapply message_stays; eauto.
    - intros n v. constructor; simpl; [apply init_simulated | lia | tauto].
    - exact get_exact.
    - exact put_exact.
    - exact update_exact.
  Defined.

  Theorem exact :
    refines P.replica_eq_dec Specification.machine Implementation.machine.
  Proof. apply node_simulation_refines. exact local_exactness. Qed.

End Proof.
