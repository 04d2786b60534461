(** Chapar's first algorithm: refinement, that a put goes in once, and progress. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters.
From Espalier.Chapar Require Import
  NodeMachine NodeProgress NodeLocalProgress NodeLocalProgressProof.
From Espalier.Reference Require
  ChaparVectors ChaparVectorClockRefinement ChaparVectorClockStatement.

Module Proof (P : PARAMETERS) <: ChaparVectorClockStatement.STATEMENT P.
  Include ChaparVectorClockRefinement.Refinement P.

  Definition put_of (m : I.message) : P.replica * nat :=
    (I.sender m, I.lookup (I.sender m) (I.sent_clock m)).

  Definition needs (m : I.message) (i : P.replica * nat) : Prop :=
    covered (I.sent_clock m) i /\ i <> put_of m.

  Definition regular : I.vector -> Prop := ChaparVectors.regular.

  Definition sound_message (m : I.message) : Prop :=
    regular (I.sent_clock m) /\
    1 <= I.lookup (I.sender m) (I.sent_clock m).

  Lemma lookup_same : forall n t v, I.lookup n (I.assign n t v) = t.
  Proof.
    intros. rewrite lookup_assign. destruct (P.replica_eq_dec n n); congruence.
  Qed.

  Lemma guard_next : forall n s k v m,
    I.guard n s k v m = true ->
    I.lookup (I.sender m) (I.sent_clock m) =
    Datatypes.S (I.lookup (I.sender m) (I.clock s)).
  Proof.
    unfold I.guard. intros n s k v m H.
    destruct (Nat.eqb_spec (I.lookup (I.sender m) (I.sent_clock m))
      (Datatypes.S (I.lookup (I.sender m) (I.clock s)))); congruence.
  Qed.

  Lemma guard_when_needs_are_in : forall n s k v m,
    sound_message m -> ~ covered (I.clock s) (put_of m) ->
    (forall i, needs m i -> covered (I.clock s) i) ->
    I.guard n s k v m = true.
  Proof.
    intros n s k v m [Hregular Hpositive] Hnew Hneeds.
    unfold needs, put_of, covered in *. simpl in *.
    set (number := I.lookup (I.sender m) (I.sent_clock m)) in *.
    unfold I.guard. fold number.
    assert (Hnext : number = Datatypes.S (I.lookup (I.sender m) (I.clock s))).
    { destruct (Nat.eq_dec number 1) as [E | N]; [lia |].
      specialize (Hneeds (I.sender m, number - 1)). simpl in Hneeds.
      fold number in Hneeds.
      assert (I.sender m = I.sender m) by reflexivity.
      destruct Hneeds; [| lia].
      split; [lia |]. intros E. inversion E. lia. }
    rewrite Hnext, Nat.eqb_refl.
    apply (ChaparVectors.lookup_below_elsewhere P.replica_eq_dec); [assumption |].
    intros m' N.
    change (I.lookup m' (I.sent_clock m) <= I.lookup m' (I.clock s)).
    destruct (I.lookup m' (I.sent_clock m)) as [| j] eqn:E; [lia |].
    specialize (Hneeds (m', Datatypes.S j)). simpl in Hneeds. rewrite E in Hneeds.
    destruct Hneeds; [| lia]. split; [lia |]. congruence.
  Qed.

  Definition local_progress : local_progress Implementation.machine.
  Proof.
    refine (Build_local_progress Implementation.machine
      put_of needs (fun s => covered (I.clock s))
      (fun _ s => regular (I.clock s)) sound_message
      _ _ _ _ _ _ _ _ _ _ _ _ _); simpl.
    - intros. constructor.
    - intros v i. unfold covered. simpl. lia.
    - auto.
    - tauto.
    - intros n s k v H. unfold sound_message. simpl. rewrite lookup_same.
      repeat split; try lia;
        apply (ChaparVectors.regular_assign P.replica_eq_dec); assumption.
    - reflexivity.
    - intros n s k v _. unfold covered, put_of. simpl. rewrite lookup_same. lia.
    - intros n s k v i _. unfold put_of. simpl. rewrite lookup_same.
      apply covered_assign.
    - intros n s k v i _. unfold needs, put_of. simpl. rewrite lookup_same.
      rewrite covered_assign. tauto.
    - intros n s k v m _ _ H. apply guard_next in H.
      unfold covered, put_of. simpl. lia.
    - intros. apply guard_when_needs_are_in; assumption.
    - intros. apply (ChaparVectors.regular_assign P.replica_eq_dec); assumption.
    - intros n s k v m i _ _ _ H. apply guard_next in H. unfold put_of.
      rewrite H. apply covered_assign.
  Defined.

  Theorem once : applies_once P.replica_eq_dec Implementation.machine.
  Proof. apply local_progress_applies_once. exact local_progress. Qed.

  Theorem progress : progressive P.replica_eq_dec Implementation.machine.
  Proof. apply local_progress_progressive. exact local_progress. Qed.

End Proof.
