(** By way of suite/ryw+mw, which the core refines and which refines the two. *)

From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Kit Require Import RefinementOrder.
From Espalier.Suite Require SessionSplit.
From Espalier.Reference Require SessionBothProof SessionBothParts.

Module Proof (P : PARAMETERS) <: SessionBothParts.STATEMENT P.
  Module Whole := SessionBothProof.Proof P.
  Module Together <: SessionSplit.BOTH P.
    Module RywMwCore := Whole.Guarantee.
  End Together.
  Module Split := SessionSplit.Split P Together.
  Module Core := Whole.Core.
  Module Implementation := MachineOf P Core.
  Module RywCore := Split.RywCore.
  Module Ryw := MachineOf P RywCore.
  Module MwCore := Split.MwCore.
  Module Mw := MachineOf P MwCore.

  Theorem refines_ryw :
    refines P.client_eq_dec P.replica_eq_dec Implementation.machine Ryw.machine.
  Proof.
    exact (refines_transitive _ _ _ _ _ Whole.refinement
      Split.ryw_mw_refines_ryw).
  Qed.

  Theorem refines_mw :
    refines P.client_eq_dec P.replica_eq_dec Implementation.machine Mw.machine.
  Proof.
    exact (refines_transitive _ _ _ _ _ Whole.refinement
      Split.ryw_mw_refines_mw).
  Qed.

End Proof.
