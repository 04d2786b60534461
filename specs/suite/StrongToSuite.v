(** Where the strong family stands above the suite: a point that has monotonic
    writes, with the guarantee in question, and does not converge, allows nothing
    that the suite's specification of that guarantee forbids. (A point that
    converges may keep the older of two entries when a put goes in, which the
    suite's machines can only do by waiting with it: ConvergentToSuite.v.) *)

From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Strong.
From Espalier.Suite Require ReadYourWrites MonotonicReads MonotonicWrites
  ReadYourWritesMonotonicWrites.

Module Type STATEMENT (P : PARAMETERS) (G : GUARANTEES).
  Module StrongCore := Strong.Strong P G.
  Module Strong := MachineOf P StrongCore.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MrCore := MonotonicReads.Specification P.
  Module Mr := MachineOf P MrCore.
  Module MwCore := MonotonicWrites.Specification P.
  Module Mw := MachineOf P MwCore.
  Module RywMwCore := ReadYourWritesMonotonicWrites.Specification P.
  Module RywMw := MachineOf P RywMwCore.

  Parameter strong_refines_mw :
    monotonic_writes G.chosen = true -> convergent G.chosen = false ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Mw.machine.

  Parameter strong_refines_ryw :
    monotonic_writes G.chosen = true -> convergent G.chosen = false ->
    read_your_writes G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Ryw.machine.

  Parameter strong_refines_ryw_mw :
    monotonic_writes G.chosen = true -> convergent G.chosen = false ->
    read_your_writes G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine RywMw.machine.

  Parameter strong_refines_mr :
    monotonic_writes G.chosen = true -> convergent G.chosen = false ->
    monotonic_reads G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Mr.machine.
End STATEMENT.
