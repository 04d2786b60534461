(** By way of suite/ryw+mw, which the core refines and which refines the two. *)

From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Suite Require SessionHierarchyProof.
From Espalier.Reference Require SessionBothProof SessionBothParts.

Module Proof (P : PARAMETERS) <: SessionBothParts.STATEMENT P.
  Module Core := SessionBoth.SessionBoth P.
  Module Implementation := MachineOf P Core.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MwCore := MonotonicWrites.Specification P.
  Module Mw := MachineOf P MwCore.
  Module Whole := SessionBothProof.Proof P.
  Module Parts := SessionHierarchyProof.Proof P.

  Theorem refines_ryw :
    refines P.client_eq_dec P.replica_eq_dec Implementation.machine Ryw.machine.
  Proof.
    intros replicas v programs events H.
    apply Parts.ryw_mw_refines_ryw, Whole.refinement. exact H.
  Qed.

  Theorem refines_mw :
    refines P.client_eq_dec P.replica_eq_dec Implementation.machine Mw.machine.
  Proof.
    intros replicas v programs events H.
    apply Parts.ryw_mw_refines_mw, Whole.refinement. exact H.
  Qed.

End Proof.
