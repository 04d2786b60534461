(** That StrongToSuite.v asks for monotonic writes is needed: without them a
    client's older put may go in over its newer one, and the last to go in is the
    entry, so a replica that has all puts answers the older. The other three
    guarantees together do not make up for it.

    Keys, values, clients and replicas are numbers; the initial value is 0. *)

From Coq Require Import List.
From Espalier.Framework Require Import Parameters Machine World Refinement.
From Espalier.Framework Require Naturals.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Suite Require ReadYourWrites MonotonicReads.
Import ListNotations.

(** ** Client 1 puts 1, then 2, and reads 1 *)

Definition own_programs (c : nat) : list (@operation nat nat) :=
  match c with 1 => [Put 0 1; Put 0 2; Get 0] | _ => [] end.

Definition own_put_hidden : list (@event nat nat nat) :=
  [PutCalled 1 0 0 1; PutCalled 1 1 0 2; GetReturned 1 2 0 1].

(** ** Client 1 puts 1, then 2; client 2 reads 2, then 1 *)

Definition reader_programs (c : nat) : list (@operation nat nat) :=
  match c with 1 => [Put 0 1; Put 0 2] | 2 => [Get 0; Get 0] | _ => [] end.

Definition reads_backwards : list (@event nat nat nat) :=
  [PutCalled 1 0 0 1; PutCalled 1 1 0 2;
   GetReturned 2 0 0 2; GetReturned 2 1 0 1].

Module Type STATEMENT.
  Module P := Naturals.Naturals.
  Module StrongCore := Strong.Strong P Guarantees.Ryw_mr_wfr.
  Module Strong := MachineOf P StrongCore.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MrCore := MonotonicReads.Specification P.
  Module Mr := MachineOf P MrCore.

  (** The witnesses: one replica is enough for them, and no number of replicas
      makes up for it. *)
  Parameter strong_hides_own_put :
    trace P.client_eq_dec P.replica_eq_dec Strong.machine [0] True 0
      own_programs own_put_hidden.

  Parameter ryw_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Ryw.machine replicas True 0
        own_programs own_put_hidden.

  Parameter strong_reads_backwards :
    trace P.client_eq_dec P.replica_eq_dec Strong.machine [0] True 0
      reader_programs reads_backwards.

  Parameter mr_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Mr.machine replicas True 0
        reader_programs reads_backwards.

  (** Hence: *)
  Parameter strong_does_not_refine_ryw :
    ~ refines P.client_eq_dec P.replica_eq_dec Strong.machine Ryw.machine.

  Parameter strong_does_not_refine_mr :
    ~ refines P.client_eq_dec P.replica_eq_dec Strong.machine Mr.machine.
End STATEMENT.
