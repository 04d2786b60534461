(** What is claimed of the reference core for read your writes and monotonic
    writes. That it refines each of the two by itself: reference/SessionBothParts.v. *)

From Espalier.Framework Require Import Parameters Machine Refinement Progress.
From Espalier.Suite Require ReadYourWritesMonotonicWrites.
From Espalier.Reference Require SessionBoth.

Module Type STATEMENT (P : PARAMETERS).
  Module Core := SessionBoth.SessionBoth P.
  Module Implementation := MachineOf P Core.
  Module Guarantee := ReadYourWritesMonotonicWrites.Specification P.
  Module Specification := MachineOf P Guarantee.

  (** Clients of the core observe nothing that suite/ryw+mw forbids ... *)
  Parameter refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.

  (** ... a put that the core reports as seen may be dropped for good ... *)
  Parameter seen : seen_is_final Implementation.machine.

  (** ... and where the network loses nothing, no replica is stuck. *)
  Parameter progress :
    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
End STATEMENT.
