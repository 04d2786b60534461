(** What is claimed of the frugal core of causal+, over any map that has the laws
    of kit/Map.v. A proof is a module of this type: the proof gate checks it
    against this file, whose hash the certificate names. *)

From Espalier.Framework Require Import Parameters Machine Refinement Progress.
From Espalier.Kit Require Import Map.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Reference Require CausalPlusFrugal.

Module Type STATEMENT (P : PARAMETERS) (M : MAP P).
  Module Core := CausalPlusFrugal.CausalPlusFrugal P M.
  Module Implementation := MachineOf P Core.
  Module Abstract := Strong.Strong P Guarantees.Causal_plus.
  Module Specification := MachineOf P Abstract.

  (** Clients of the core observe nothing that the specification forbids ... *)
  Parameter refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.

  (** ... a put that the core reports as seen may be dropped for good ... *)
  Parameter seen : seen_is_final Implementation.machine.

  (** ... and where the network loses nothing, no replica is stuck. *)
  Parameter progress :
    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
End STATEMENT.
