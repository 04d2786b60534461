(** Where the causal reference cores stand in the suite: below every session
    guarantee, though not below the suite's causal consistency
    (CausalRefuted.v). They are so because causal consistency of the strong
    family is. *)

From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Suite Require ReadYourWrites MonotonicReads MonotonicWrites
  ReadYourWritesMonotonicWrites.
From Espalier.Reference Require CausalVectorClock CausalDependencyLists.

Module Type STATEMENT (P : PARAMETERS).
  Module VectorClockCore := CausalVectorClock.CausalVectorClock P.
  Module VectorClock := MachineOf P VectorClockCore.
  Module DependencyListsCore := CausalDependencyLists.CausalDependencyLists P.
  Module DependencyLists := MachineOf P DependencyListsCore.
  Module CausalCore := Strong.Strong P Guarantees.Causal.
  Module Causal := MachineOf P CausalCore.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MrCore := MonotonicReads.Specification P.
  Module Mr := MachineOf P MrCore.
  Module MwCore := MonotonicWrites.Specification P.
  Module Mw := MachineOf P MwCore.
  Module RywMwCore := ReadYourWritesMonotonicWrites.Specification P.
  Module RywMw := MachineOf P RywMwCore.

  Parameter causal_refines_ryw :
    refines P.client_eq_dec P.replica_eq_dec Causal.machine Ryw.machine.
  Parameter causal_refines_mr :
    refines P.client_eq_dec P.replica_eq_dec Causal.machine Mr.machine.
  Parameter causal_refines_mw :
    refines P.client_eq_dec P.replica_eq_dec Causal.machine Mw.machine.
  Parameter causal_refines_ryw_mw :
    refines P.client_eq_dec P.replica_eq_dec Causal.machine RywMw.machine.

  Parameter vector_clock_refines_ryw :
    refines P.client_eq_dec P.replica_eq_dec VectorClock.machine Ryw.machine.
  Parameter vector_clock_refines_mr :
    refines P.client_eq_dec P.replica_eq_dec VectorClock.machine Mr.machine.
  Parameter vector_clock_refines_mw :
    refines P.client_eq_dec P.replica_eq_dec VectorClock.machine Mw.machine.
  Parameter vector_clock_refines_ryw_mw :
    refines P.client_eq_dec P.replica_eq_dec VectorClock.machine RywMw.machine.

  Parameter dependency_lists_refine_ryw :
    refines P.client_eq_dec P.replica_eq_dec DependencyLists.machine Ryw.machine.
  Parameter dependency_lists_refine_mr :
    refines P.client_eq_dec P.replica_eq_dec DependencyLists.machine Mr.machine.
  Parameter dependency_lists_refine_mw :
    refines P.client_eq_dec P.replica_eq_dec DependencyLists.machine Mw.machine.
  Parameter dependency_lists_refine_ryw_mw :
    refines P.client_eq_dec P.replica_eq_dec DependencyLists.machine RywMw.machine.
End STATEMENT.
