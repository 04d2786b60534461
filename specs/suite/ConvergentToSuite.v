(** The strong family's points that converge stand above the suite: with the
    guarantee in question they allow nothing that the suite's specification of
    that guarantee forbids. Causal+ is among them. They need not have monotonic
    writes, as those that do not converge must (StrongToSuite.v,
    StrongToSuiteRefuted.v): an older put of a client, if it goes in late, does
    not lie over the newer one. *)

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

  Parameter convergent_refines_mw :
    monotonic_writes G.chosen = true -> convergent G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Mw.machine.

  Parameter convergent_refines_ryw :
    convergent G.chosen = true ->
    read_your_writes G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Ryw.machine.

  Parameter convergent_refines_ryw_mw :
    monotonic_writes G.chosen = true -> convergent G.chosen = true ->
    read_your_writes G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine RywMw.machine.

  Parameter convergent_refines_mr :
    convergent G.chosen = true ->
    monotonic_reads G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Mr.machine.
End STATEMENT.
