(** What the causal specifications of the suite refine. That CC-star refines
    LCC-star is refuted in CausalRefuted.v; it holds of labels that every client
    cares for, and then the two are the same. *)

From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Suite Require
  Relaxed ReadYourWrites MonotonicReads Labels Causal LabelledCausal.

Module Type STATEMENT (P : PARAMETERS).
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module ReadYourWritesCore := ReadYourWrites.Specification P.
  Module ReadYourWrites := MachineOf P ReadYourWritesCore.
  Module MonotonicReadsCore := MonotonicReads.Specification P.
  Module MonotonicReads := MachineOf P MonotonicReadsCore.
  Module RelaxedCore := Relaxed.Specification P.
  Module Relaxed := MachineOf P RelaxedCore.

  Parameter causal_refines_read_your_writes :
    refines P.client_eq_dec P.replica_eq_dec
      Causal.machine ReadYourWrites.machine.

  Parameter causal_refines_monotonic_reads :
    refines P.client_eq_dec P.replica_eq_dec
      Causal.machine MonotonicReads.machine.

  Parameter causal_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Causal.machine Relaxed.machine.
End STATEMENT.

Module Type LABELLED_STATEMENT (P : PARAMETERS) (L : Labels.LABELS P).
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module LabelledCore := LabelledCausal.Specification P L.
  Module Labelled := MachineOf P LabelledCore.
  Module RelaxedCore := Relaxed.Specification P.
  Module Relaxed := MachineOf P RelaxedCore.

  (** Whatever the labels. *)
  Parameter labelled_refines_relaxed :
    refines P.client_eq_dec P.replica_eq_dec Labelled.machine Relaxed.machine.

  Parameter causal_refines_labelled :
    (forall c l, L.cares c l = true) ->
    refines P.client_eq_dec P.replica_eq_dec Causal.machine Labelled.machine.

  Parameter labelled_refines_causal :
    (forall c l, L.cares c l = true) ->
    refines P.client_eq_dec P.replica_eq_dec Labelled.machine Causal.machine.
End LABELLED_STATEMENT.
