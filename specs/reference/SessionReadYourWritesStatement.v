(** What is claimed of the reference core for read your writes. It has
    no progress, and no put of it is ever done with: reference/SessionLimits.v. *)

From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Suite Require ReadYourWrites.
From Espalier.Reference Require SessionReadYourWrites.

Module Type STATEMENT (P : PARAMETERS).
  Module Core := SessionReadYourWrites.SessionReadYourWrites P.
  Module Implementation := MachineOf P Core.
  Module Guarantee := ReadYourWrites.Specification P.
  Module Specification := MachineOf P Guarantee.

  (** Clients of the core observe nothing that suite/ryw forbids. *)
  Parameter refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
End STATEMENT.
