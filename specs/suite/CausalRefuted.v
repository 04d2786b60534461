(** Three refinements that the suite of IDS is said to have, and has not, each
    with the shortest history that was found to tell the two apart.

    Keys, values, clients and replicas are numbers; the initial value is 0. *)

From Coq Require Import List.
From Espalier.Framework Require Import Parameters Machine World Refinement.
From Espalier.Framework Require Naturals.
From Espalier.Suite Require Labels Causal LabelledCausal.
From Espalier.Reference Require CausalVectorClock CausalDependencyLists.
Import ListNotations.

(** Odd values have one label and even ones the other; client 3 cares for the
    odd ones alone, every other client for both. *)
Module OddAndEven <: Labels.LABELS Naturals.Naturals.
  Definition label := bool.
  Definition label_eq_dec : forall a b : label, {a = b} + {a <> b} :=
    Bool.bool_dec.
  Definition label_of (v : nat) : label := Nat.odd v.
  Definition cares (c : nat) (l : label) : bool :=
    match c with 3 => l | _ => true end.
End OddAndEven.

(** ** Dependencies that pass through a reader

    Clients 1 and 2 put 1 and 2 on key 0, neither knowing of the other. Client 3
    reads one, then the other, and puts 3 on key 1. Client 4 reads that, and then
    the second of the two. It holds both puts on key 0, and the entry of the
    second stands for itself alone: CC-star refuses it. *)

Definition reader_between (c : nat) : list (@operation nat nat) :=
  match c with
  | 1 => [Put 0 1]
  | 2 => [Put 0 2]
  | 3 => [Get 0; Get 0; Put 1 3]
  | 4 => [Get 1; Get 0]
  | _ => []
  end.

Definition both_behind_one : list (@event nat nat nat) :=
  [PutCalled 1 0 0 1; PutCalled 2 0 0 2;
   GetReturned 3 0 0 1; GetReturned 3 1 0 2; PutCalled 3 2 1 3;
   GetReturned 4 0 1 3; GetReturned 4 1 0 2].

(** ** A put that the reader does not care for

    Clients 1 and 2 put 1 and 2 on key 0, neither knowing of the other. Client 3,
    which cares for odd values alone, reads 1 and then 2. As it sees them, the
    entry of 2 stands for nothing, which is less than it holds: LCC-star refuses
    it, and CC-star does not. *)

Definition two_puts (c : nat) : list (@operation nat nat) :=
  match c with
  | 1 => [Put 0 1]
  | 2 => [Put 0 2]
  | 3 => [Get 0; Get 0]
  | _ => []
  end.

Definition odd_then_even : list (@event nat nat nat) :=
  [PutCalled 1 0 0 1; PutCalled 2 0 0 2;
   GetReturned 3 0 0 1; GetReturned 3 1 0 2].

Module Type STATEMENT.
  Module P := Naturals.Naturals.
  Module VectorClockCore := CausalVectorClock.CausalVectorClock P.
  Module VectorClock := MachineOf P VectorClockCore.
  Module DependencyListsCore := CausalDependencyLists.CausalDependencyLists P.
  Module DependencyLists := MachineOf P DependencyListsCore.
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module LabelledCore := LabelledCausal.Specification P OddAndEven.
  Module Labelled := MachineOf P LabelledCore.

  (** The witnesses: one replica is enough for them, and no number of replicas
      makes up for it. *)
  Parameter vector_clock_does :
    trace P.client_eq_dec P.replica_eq_dec VectorClock.machine [0] True 0
      reader_between both_behind_one.

  Parameter dependency_lists_do :
    trace P.client_eq_dec P.replica_eq_dec DependencyLists.machine [0] True 0
      reader_between both_behind_one.

  Parameter causal_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Causal.machine replicas True 0
        reader_between both_behind_one.

  Parameter causal_does :
    trace P.client_eq_dec P.replica_eq_dec Causal.machine [0] True 0
      two_puts odd_then_even.

  Parameter labelled_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Labelled.machine replicas True 0
        two_puts odd_then_even.

  (** Hence: *)
  Parameter vector_clock_does_not_refine_causal :
    ~ refines P.client_eq_dec P.replica_eq_dec
        VectorClock.machine Causal.machine.

  Parameter dependency_lists_do_not_refine_causal :
    ~ refines P.client_eq_dec P.replica_eq_dec
        DependencyLists.machine Causal.machine.

  Parameter causal_does_not_refine_labelled :
    ~ refines P.client_eq_dec P.replica_eq_dec
        Causal.machine Labelled.machine.
End STATEMENT.
