(** What is claimed of the abstract machine itself: it is a specification that
    does something. *)

From Espalier.Framework Require Import Parameters.
From Espalier.Chapar Require Import NodeMachine NodeProgress.
From Espalier.Chapar Require ChaparCausal.

Module Type STATEMENT (P : PARAMETERS).
  Module Causal := ChaparCausal.Specification P.
  Module Specification := NodeMachineOf P Causal.

  (** A put goes in at a node once, however often it is delivered. *)
  Parameter once : applies_once P.replica_eq_dec Specification.machine.

  (** Where the network loses nothing, no node is stuck. *)
  Parameter progress : progressive P.replica_eq_dec Specification.machine.
End STATEMENT.
