(** Causal consistency has all that StrongToSuite.v asks for; the cores refine it,
    and refinement is transitive. *)

From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Strong Require Guarantees Strong StrongCopies.
From Espalier.Suite Require StrongToSuiteProof CausalCoresHierarchy.
From Espalier.Reference Require CausalVectorClockProof
  CausalDependencyListsProof.

Module Proof (P : PARAMETERS) <: CausalCoresHierarchy.STATEMENT P.

  Module ToSuite := StrongToSuiteProof.Proof P Guarantees.Causal.
  Module VectorClockIsCausal := CausalVectorClockProof.Proof P.
  Module DependencyListsAreCausal := CausalDependencyListsProof.Proof P.

  Module VectorClockCore := VectorClockIsCausal.Core.
  Module VectorClock := VectorClockIsCausal.Implementation.
  Module DependencyListsCore := DependencyListsAreCausal.Core.
  Module DependencyLists := DependencyListsAreCausal.Implementation.
  Module CausalCore := ToSuite.StrongCore.
  Module Causal := ToSuite.Strong.
  Module RywCore := ToSuite.RywCore.
  Module Ryw := ToSuite.Ryw.
  Module MrCore := ToSuite.MrCore.
  Module Mr := ToSuite.Mr.
  Module MwCore := ToSuite.MwCore.
  Module Mw := ToSuite.Mw.
  Module RywMwCore := ToSuite.RywMwCore.
  Module RywMw := ToSuite.RywMw.

  (** * Causal consistency *)

  Theorem causal_refines_ryw :
    refines P.client_eq_dec P.replica_eq_dec Causal.machine Ryw.machine.
  Proof. exact (ToSuite.strong_refines_ryw eq_refl eq_refl eq_refl). Qed.

  Theorem causal_refines_mr :
    refines P.client_eq_dec P.replica_eq_dec Causal.machine Mr.machine.
  Proof. exact (ToSuite.strong_refines_mr eq_refl eq_refl eq_refl). Qed.

  Theorem causal_refines_mw :
    refines P.client_eq_dec P.replica_eq_dec Causal.machine Mw.machine.
  Proof. exact (ToSuite.strong_refines_mw eq_refl eq_refl). Qed.

  Theorem causal_refines_ryw_mw :
    refines P.client_eq_dec P.replica_eq_dec Causal.machine RywMw.machine.
  Proof. exact (ToSuite.strong_refines_ryw_mw eq_refl eq_refl eq_refl). Qed.

  (** * The cores *)

  Module CopyOfSuite.
    Module StrongCore := ToSuite.StrongCore.
  End CopyOfSuite.

  Module CopyOfVectorClock.
    Module StrongCore := VectorClockIsCausal.Causal.
  End CopyOfVectorClock.

  Module CopyOfDependencyLists.
    Module StrongCore := DependencyListsAreCausal.Causal.
  End CopyOfDependencyLists.

  Module FromVectorClock := StrongCopies.SameMachine P Guarantees.Causal
    CopyOfVectorClock CopyOfSuite.
  Module FromDependencyLists := StrongCopies.SameMachine P Guarantees.Causal
    CopyOfDependencyLists CopyOfSuite.

  Lemma transitive : forall A B C : machine P.key P.value P.client P.replica,
    refines P.client_eq_dec P.replica_eq_dec A B ->
    refines P.client_eq_dec P.replica_eq_dec B C ->
    refines P.client_eq_dec P.replica_eq_dec A C.
  Proof. unfold refines. auto. Qed.

  Lemma vector_clock_refines_causal :
    refines P.client_eq_dec P.replica_eq_dec VectorClock.machine Causal.machine.
  Proof.
    exact (transitive _ _ _ VectorClockIsCausal.refinement FromVectorClock.same).
  Qed.

  Lemma dependency_lists_refine_causal :
    refines P.client_eq_dec P.replica_eq_dec
      DependencyLists.machine Causal.machine.
  Proof.
    exact (transitive _ _ _
      DependencyListsAreCausal.refinement FromDependencyLists.same).
  Qed.

  Theorem vector_clock_refines_ryw :
    refines P.client_eq_dec P.replica_eq_dec VectorClock.machine Ryw.machine.
  Proof.
    exact (transitive _ _ _ vector_clock_refines_causal causal_refines_ryw).
  Qed.

  Theorem vector_clock_refines_mr :
    refines P.client_eq_dec P.replica_eq_dec VectorClock.machine Mr.machine.
  Proof.
    exact (transitive _ _ _ vector_clock_refines_causal causal_refines_mr).
  Qed.

  Theorem vector_clock_refines_mw :
    refines P.client_eq_dec P.replica_eq_dec VectorClock.machine Mw.machine.
  Proof.
    exact (transitive _ _ _ vector_clock_refines_causal causal_refines_mw).
  Qed.

  Theorem vector_clock_refines_ryw_mw :
    refines P.client_eq_dec P.replica_eq_dec VectorClock.machine RywMw.machine.
  Proof.
    exact (transitive _ _ _ vector_clock_refines_causal causal_refines_ryw_mw).
  Qed.

  Theorem dependency_lists_refine_ryw :
    refines P.client_eq_dec P.replica_eq_dec DependencyLists.machine Ryw.machine.
  Proof.
    exact (transitive _ _ _ dependency_lists_refine_causal causal_refines_ryw).
  Qed.

  Theorem dependency_lists_refine_mr :
    refines P.client_eq_dec P.replica_eq_dec DependencyLists.machine Mr.machine.
  Proof.
    exact (transitive _ _ _ dependency_lists_refine_causal causal_refines_mr).
  Qed.

  Theorem dependency_lists_refine_mw :
    refines P.client_eq_dec P.replica_eq_dec DependencyLists.machine Mw.machine.
  Proof.
    exact (transitive _ _ _ dependency_lists_refine_causal causal_refines_mw).
  Qed.

  Theorem dependency_lists_refine_ryw_mw :
    refines P.client_eq_dec P.replica_eq_dec DependencyLists.machine RywMw.machine.
  Proof.
    exact (transitive _ _ _ dependency_lists_refine_causal causal_refines_ryw_mw).
  Qed.

End Proof.
