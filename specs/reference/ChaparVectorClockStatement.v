(** What is claimed of Chapar's first algorithm. *)

From Espalier.Framework Require Import Parameters.
From Espalier.Chapar Require Import NodeMachine NodeRefinement NodeProgress.
From Espalier.Chapar Require ChaparCausal.
From Espalier.Reference Require ChaparVectorClock.

Module Type STATEMENT (P : PARAMETERS).
  Module Core := ChaparVectorClock.ChaparVectorClock P.
  Module Implementation := NodeMachineOf P Core.
  Module Causal := ChaparCausal.Specification P.
  Module Specification := NodeMachineOf P Causal.

  (** Nothing is observed at its nodes that causal consistency forbids ... *)
  Parameter refinement :
    refines P.replica_eq_dec Implementation.machine Specification.machine.

  (** ... a put goes in at a node once, however often it is delivered ... *)
  Parameter once : applies_once P.replica_eq_dec Implementation.machine.

  (** ... and where the network loses nothing, no node is stuck. *)
  Parameter progress : progressive P.replica_eq_dec Implementation.machine.
End STATEMENT.
