(** Chapar's second algorithm: refinement, that a put goes in once, and
    progress. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters.
From Espalier.Chapar Require Import
  NodeMachine NodeProgress NodeLocalProgress NodeLocalProgressProof.
From Espalier.Reference Require
  ChaparDependencyListsRefinement ChaparDependencyListsStatement.

Module Proof (P : PARAMETERS) <: ChaparDependencyListsStatement.STATEMENT P.
  Include ChaparDependencyListsRefinement.Refinement P.

  Definition put_of (m : I.message) : P.replica * nat := id_of (I.self m).

  (** What a message names, and the earlier puts of its node: numbers have no
      gaps. *)
  Definition needs (m : I.message) (i : P.replica * nat) : Prop :=
    (exists j, In j (I.needs m) /\ i = id_of j) \/
    (fst i = I.maker (I.self m) /\ 1 <= snd i < I.place (I.self m)).

  (** What is listed, and what the store holds, is in. *)
  Record sound (s : I.state) : Prop := {
    list_is_in : forall j, In j (I.depends s) -> covered (I.received s) (id_of j);
    store_is_in : forall k i, I.written (I.store s k) = Some i ->
      covered (I.received s) (id_of i)
  }.

  Definition sound_message (m : I.message) : Prop := 1 <= I.place (I.self m).

  Lemma guard_when_needs_are_in : forall n s k v m,
    sound_message m -> ~ covered (I.received s) (put_of m) ->
    (forall i, needs m i -> covered (I.received s) i) ->
    I.guard n s k v m = true.
  Proof.
    unfold sound_message, put_of, needs, covered, id_of. simpl.
    intros n s k v m Hpositive Hnew Hneeds. unfold I.guard.
    assert (Hnext : I.place (I.self m) =
      Datatypes.S (I.lookup (I.maker (I.self m)) (I.received s))).
    { destruct (Nat.eq_dec (I.place (I.self m)) 1) as [E | N]; [lia |].
      specialize (Hneeds (I.maker (I.self m), I.place (I.self m) - 1)).
      simpl in Hneeds. destruct Hneeds; [right; split; [reflexivity | lia] | lia]. }
    rewrite Hnext, Nat.eqb_refl. apply all_in_covered. intros j Hj.
    apply (Hneeds (id_of j)). left. exists j. auto.
  Qed.

  Lemma covered_grows : forall n v i,
    covered v i ->
    covered (I.assign n (Datatypes.S (I.lookup n v)) v) i.
  Proof. intros. apply covered_assign. auto. Qed.

  Definition local_progress : local_progress Implementation.machine.
  Proof.
    refine (Build_local_progress Implementation.machine
      put_of needs (fun s => covered (I.received s))
      (fun _ => sound) sound_message
      _ _ _ _ _ _ _ _ _ _ _ _ _); simpl.
    - intros. constructor; simpl; [tauto | discriminate].
    - intros v i. unfold covered. simpl. lia.
    - intros n s k []. destruct (I.written (I.store s k)) eqn:E.
      + constructor; simpl; [| assumption].
        intros j. rewrite In_add. intros [-> | ?]; eauto.
      + constructor; assumption.
    - intros n s k i _. destruct (I.written (I.store s k)); simpl; tauto.
    - intros n s k v []. split; [| unfold sound_message; simpl; lia].
      constructor; simpl.
      + intros j [<- | []]. apply covered_assign. left. reflexivity.
      + intros k' j. destruct (P.key_eq_dec k k'); simpl; intros E.
        * inversion E. apply covered_assign. left. reflexivity.
        * eauto using covered_grows.
    - reflexivity.
    - intros n s k v _. unfold covered, put_of, id_of. simpl. lia.
    - intros n s k v i _. apply covered_assign.
    - intros n s k v i [Hlist Hstore]. unfold needs, covered. simpl.
      intros [[j [Hj ->]] | [-> ?]]; [apply Hlist; assumption | lia].
    - intros n s k v m _ _ H. apply guard_next in H.
      unfold covered, put_of, id_of. simpl. lia.
    - intros. apply guard_when_needs_are_in; assumption.
    - intros n s k v m [] _ _ H. apply guard_next in H. destruct H as [Hnext _].
      constructor; simpl; rewrite Hnext; eauto using covered_grows.
      intros k' j. destruct (P.key_eq_dec k k'); simpl; intros E.
      + inversion E. apply covered_assign. left. unfold id_of. congruence.
      + eauto using covered_grows.
    - intros n s k v m i _ _ _ H. apply guard_next in H. destruct H as [E _].
      unfold put_of, id_of. rewrite E. apply covered_assign.
  Defined.

  Theorem once : applies_once P.replica_eq_dec Implementation.machine.
  Proof. apply local_progress_applies_once. exact local_progress. Qed.

  Theorem progress : progressive P.replica_eq_dec Implementation.machine.
  Proof. apply local_progress_progressive. exact local_progress. Qed.

End Proof.
