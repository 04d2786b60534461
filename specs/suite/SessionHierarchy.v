(** How the suite's session specifications stand to one another: each refines
    the relaxed machine, and the two that are put together refine each of the
    two. How the strong family stands to them: StrongToSuite.v,
    StrongToSuiteRefuted.v and ConvergentToSuite.v. *)

From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Suite Require
  Relaxed ReadYourWrites MonotonicReads MonotonicWrites
  ReadYourWritesMonotonicWrites.

Module Type STATEMENT (P : PARAMETERS).
  Module RelaxedCore := Relaxed.Specification P.
  Module Relaxed := MachineOf P RelaxedCore.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MrCore := MonotonicReads.Specification P.
  Module Mr := MachineOf P MrCore.
  Module MwCore := MonotonicWrites.Specification P.
  Module Mw := MachineOf P MwCore.
  Module RywMwCore := ReadYourWritesMonotonicWrites.Specification P.
  Module RywMw := MachineOf P RywMwCore.

  Parameter ryw_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Ryw.machine Relaxed.machine.

  Parameter mr_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Mr.machine Relaxed.machine.

  Parameter mw_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Mw.machine Relaxed.machine.

  Parameter ryw_mw_refines_ryw :
    refines P.client_eq_dec P.replica_eq_dec RywMw.machine Ryw.machine.

  Parameter ryw_mw_refines_mw :
    refines P.client_eq_dec P.replica_eq_dec RywMw.machine Mw.machine.

  Parameter ryw_mw_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec RywMw.machine Relaxed.machine.
End STATEMENT.
