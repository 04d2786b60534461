(** Chapar's second algorithm allows all that causal consistency allows: with its
    refinement, the two are the same to whoever watches the nodes. (The first is
    not: its clock counts what was in at a node and never read. Node 1 puts x on
    k, then w on j; node 2 puts y on k, gets w, then y; node 3 gets y on k, then
    x. Exploration finds it of the abstract machine and of the second algorithm,
    and not of the first.) *)

From Espalier.Framework Require Import Parameters.
From Espalier.Chapar Require Import NodeMachine NodeRefinement.
From Espalier.Chapar Require ChaparCausal.
From Espalier.Reference Require ChaparDependencyLists.

Module Type STATEMENT (P : PARAMETERS).
  Module Core := ChaparDependencyLists.ChaparDependencyLists P.
  Module Implementation := NodeMachineOf P Core.
  Module Causal := ChaparCausal.Specification P.
  Module Specification := NodeMachineOf P Causal.

  Parameter exact :
    refines P.replica_eq_dec Specification.machine Implementation.machine.
End STATEMENT.
