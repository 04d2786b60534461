(** What is claimed of the reference core with explicit dependency lists. A proof is a
    module of this type. *)

From Espalier.Framework Require Import Parameters Machine Refinement Progress.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Reference Require CausalDependencyLists.

Module Type STATEMENT (P : PARAMETERS).
  Module Core := CausalDependencyLists.CausalDependencyLists P.
  Module Implementation := MachineOf P Core.
  Module Causal := Strong.Strong P Guarantees.Causal.
  Module Specification := MachineOf P Causal.

  (** Clients of the core observe nothing that causal consistency forbids ... *)
  Parameter refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.

  (** ... a put that the core reports as seen may be dropped for good ... *)
  Parameter seen : seen_is_final Implementation.machine.

  (** ... and where the network loses nothing, no replica is stuck. *)
  Parameter progress :
    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
End STATEMENT.
