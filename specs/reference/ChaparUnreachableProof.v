(** Chapar's third algorithm: that it refines causal consistency, and that it
    does nothing. The refinement's relations say only what a node knows of its
    own puts; of messages they say nothing, since none is ever applied. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters World.
From Espalier.Chapar Require Import
  NodeMachine NodeWorld NodeRefinement NodeProgress NodeSimulation
  NodeSimulationProof.
From Espalier.Chapar Require ChaparCausal.
From Espalier.Reference Require
  ChaparVectors ChaparUnreachable ChaparUnreachableStatement.
Import ListNotations.

Module Proof (P : PARAMETERS) <: ChaparUnreachableStatement.STATEMENT P.
  Module Core := ChaparUnreachable.ChaparUnreachable P.
  Module Implementation := NodeMachineOf P Core.
  Module Causal := ChaparCausal.Specification P.
  Module Specification := NodeMachineOf P Causal.
  Module I := Core.
  Module S := Causal.

  (** The guard asks a number to be at most another, and one more than it. *)
  Lemma guard_is_false : forall n s k v m, I.guard n s k v m = false.
  Proof.
    intros. unfold I.guard.
    destruct (Nat.eqb_spec (I.lookup (I.sender m) (I.needs m))
      (Datatypes.S (I.lookup (I.sender m) (I.received s)))) as [E | _];
      [| reflexivity].
    destruct (I.below (I.needs m) (I.received s)) eqn:B; [| reflexivity].
    pose proof (ChaparVectors.below_lookup P.replica_eq_dec _ _ B (I.sender m))
      as L.
    change (I.lookup (I.sender m) (I.needs m) <=
            I.lookup (I.sender m) (I.received s)) in L. lia.
  Qed.

  Definition state_related (s : I.state) (t : S.state) : Prop :=
    forall k, I.content (I.store s k) = S.content (S.entry_of t k).

  Lemma get_simulated : forall n k s t,
    state_related s t ->
    fst (I.get n s k) = fst (S.get n t k) /\
    state_related (snd (I.get n s k)) (snd (S.get n t k)).
  Proof.
    unfold state_related. intros n k s t H. simpl.
    destruct (S.written (S.entry_of t k)); simpl; auto.
  Qed.

  Lemma put_simulated : forall n k v s t,
    state_related s t ->
    state_related (fst (I.put n s k v)) (fst (S.put n t k v)).
  Proof.
    unfold state_related. intros n k v s t H asked. simpl.
    unfold S.written_to. destruct (P.key_eq_dec k asked); simpl; auto.
  Qed.

  Definition local_simulation :
    node_simulation Implementation.machine Specification.machine.
  Proof.
    refine (Build_node_simulation Implementation.machine Specification.machine
      unit tt (fun _ _ _ => True) (fun _ _ => state_related)
      (fun _ _ _ _ _ _ => True) _ _ _ _ _ _); simpl; auto.
    - intros n v k. reflexivity.
    - intros h n k s t H. apply (get_simulated n). assumption.
    - intros h n k v s t H. exists tt.
      split; [exact Logic.I | split; [| exact Logic.I]].
      apply (put_simulated n). assumption.
    - intros. rewrite guard_is_false in *. discriminate.
  Qed.

  Theorem refinement :
    refines P.replica_eq_dec Implementation.machine Specification.machine.
  Proof. apply node_simulation_refines. exact local_simulation. Qed.

  Theorem vacuous : deaf P.replica_eq_dec Implementation.machine.
  Proof.
    intros members v programs w t _ _. unfold enabled. simpl.
    rewrite guard_is_false. discriminate.
  Qed.

  (** Two nodes, one of which puts: the message to the other is pending, and
      stays so for ever. *)
  Theorem no_progress :
    forall (a b : P.replica) (k : P.key) (v : P.value),
      a <> b -> ~ progressive P.replica_eq_dec Implementation.machine.
  Proof.
    intros a b k v N Hprogress.
    set (M := Implementation.machine) in *.
    set (programs := fun n : P.replica => [@Put P.key P.value k v]).
    pose (start := initial M v programs).
    pose (made := I.put a (I.init v) k v).
    pose (later := {|
      nodes := set_node P.replica_eq_dec M (nodes start) a
        {| node_state := fst made : state M; node_program := []; node_next := 1;
           node_applied := [] |};
      network := broadcast P.replica_eq_dec M [b] a 0 k v (snd made) ++
        network start |}).
    assert (Hstep : step P.replica_eq_dec M [b] False start
                      (Some (PutCalled a 0 k v)) later)
      by (apply (StepNodePut P.replica_eq_dec M [b] False); reflexivity).
    destruct (Hprogress [b] v programs later b
      {| to := b; from := a; number := 0; about := k; content := v;
         payload := snd made : message M |}) as [t [_ Henabled]].
    - eexists. eapply RunStep; [exact Hstep | apply RunNothing].
    - repeat split.
      + apply in_or_app. left. unfold broadcast, others. simpl.
        destruct (P.replica_eq_dec a b); [contradiction | left; reflexivity].
      + unfold is_in. simpl. unfold set_node.
        destruct (P.replica_eq_dec a b); simpl; auto.
    - unfold enabled, M in Henabled. simpl in Henabled.
      rewrite guard_is_false in Henabled. discriminate.
  Qed.

End Proof.
