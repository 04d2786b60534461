(** What is claimed of the reference core for monotonic reads. It has
    no progress, and no put of it is ever done with: reference/SessionLimits.v. *)

From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Suite Require MonotonicReads.
From Espalier.Reference Require SessionMonotonicReads.

Module Type STATEMENT (P : PARAMETERS).
  Module Core := SessionMonotonicReads.SessionMonotonicReads P.
  Module Implementation := MachineOf P Core.
  Module Guarantee := MonotonicReads.Specification P.
  Module Specification := MachineOf P Guarantee.

  (** Clients of the core observe nothing that suite/mr forbids. *)
  Parameter refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
End STATEMENT.
