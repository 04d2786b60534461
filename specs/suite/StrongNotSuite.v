(** Where the strong family does not stand above the suite. Read your writes, or
    monotonic reads, without monotonic writes and without convergence lets a
    client's puts go in the wrong way round; all of them are in then, as the
    strong family demands, and yet the entry is the older one, which the suite
    refuses. (What does stand above it: StrongToSuite.v.)

    Keys, values, clients and replicas are numbers; the initial value is 0. *)

From Coq Require Import List.
From Espalier.Framework Require Import Parameters Machine World Refinement.
From Espalier.Framework Require Naturals.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Suite Require ReadYourWrites MonotonicReads.
Import ListNotations.

(** Client 1 puts 1 and then 2 on key 0, and gets 1. *)
Definition two_puts_and_a_get (c : nat) : list (@operation nat nat) :=
  match c with
  | 1 => [Put 0 1; Put 0 2; Get 0]
  | _ => []
  end.

Definition older_own_put : list (@event nat nat nat) :=
  [PutCalled 1 0 0 1; PutCalled 1 1 0 2; GetReturned 1 2 0 1].

(** Client 1 puts 1 and then 2 on key 0; client 2 gets 2 and then 1. *)
Definition two_puts_and_two_gets (c : nat) : list (@operation nat nat) :=
  match c with
  | 1 => [Put 0 1; Put 0 2]
  | 2 => [Get 0; Get 0]
  | _ => []
  end.

Definition newer_then_older : list (@event nat nat nat) :=
  [PutCalled 1 0 0 1; PutCalled 1 1 0 2;
   GetReturned 2 0 0 2; GetReturned 2 1 0 1].

Module Type STATEMENT.
  Module P := Naturals.Naturals.
  Module StrongRywCore := Strong.Strong P Guarantees.Ryw.
  Module StrongRyw := MachineOf P StrongRywCore.
  Module StrongMrCore := Strong.Strong P Guarantees.Mr.
  Module StrongMr := MachineOf P StrongMrCore.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MrCore := MonotonicReads.Specification P.
  Module Mr := MachineOf P MrCore.

  (** The witnesses: one replica is enough for them, and no number of replicas
      makes up for it. *)
  Parameter strong_ryw_does :
    trace P.client_eq_dec P.replica_eq_dec StrongRyw.machine [0] True 0
      two_puts_and_a_get older_own_put.

  Parameter ryw_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Ryw.machine replicas True 0
        two_puts_and_a_get older_own_put.

  Parameter strong_mr_does :
    trace P.client_eq_dec P.replica_eq_dec StrongMr.machine [0] True 0
      two_puts_and_two_gets newer_then_older.

  Parameter mr_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Mr.machine replicas True 0
        two_puts_and_two_gets newer_then_older.

  (** Hence: *)
  Parameter strong_ryw_does_not_refine_ryw :
    ~ refines P.client_eq_dec P.replica_eq_dec StrongRyw.machine Ryw.machine.

  Parameter strong_mr_does_not_refine_mr :
    ~ refines P.client_eq_dec P.replica_eq_dec StrongMr.machine Mr.machine.
End STATEMENT.
