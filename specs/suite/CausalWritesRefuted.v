(** CC-star (suite/cc) does not refine MW-star (suite/mw): it applies a put after
    a later one of the same client, once a concurrent put has replaced that one.

    Keys, values, clients and replicas are numbers; the initial value is 0. *)

From Coq Require Import List.
From Espalier.Framework Require Import Parameters Machine World Refinement.
From Espalier.Framework Require Naturals.
From Espalier.Suite Require Causal MonotonicWrites.
Import ListNotations.

(** Client 1 puts 1 and then 3 on key 0, client 2 puts 2 there. At one replica,
    client 3 reads 3 and then 2, and client 4 reads 2 and then 1: so 1 was applied
    after 3. *)
Definition two_writers (c : nat) : list (@operation nat nat) :=
  match c with
  | 1 => [Put 0 1; Put 0 3]
  | 2 => [Put 0 2]
  | 3 => [Get 0; Get 0]
  | 4 => [Get 0; Get 0]
  | _ => []
  end.

Definition written_backwards : list (@event nat nat nat) :=
  [PutCalled 1 0 0 1; PutCalled 1 1 0 3; PutCalled 2 0 0 2;
   GetReturned 3 0 0 3; GetReturned 3 1 0 2;
   GetReturned 4 0 0 2; GetReturned 4 1 0 1].

Module Type STATEMENT.
  Module P := Naturals.Naturals.
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module WritesCore := MonotonicWrites.Specification P.
  Module Writes := MachineOf P WritesCore.

  Parameter causal_does :
    trace P.client_eq_dec P.replica_eq_dec Causal.machine [0] True 0
      two_writers written_backwards.

  Parameter monotonic_writes_does_not :
    ~ trace P.client_eq_dec P.replica_eq_dec Writes.machine [0] True 0
        two_writers written_backwards.

  Parameter causal_does_not_refine_monotonic_writes :
    ~ refines P.client_eq_dec P.replica_eq_dec Causal.machine Writes.machine.
End STATEMENT.
