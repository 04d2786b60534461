(** What is claimed of the reference core that tracks dependencies exactly. It
    has no progress, since its gets may wait for ever where CC-star's do
    (suite/CausalStuck.v); its puts never wait. *)

From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Suite Require Causal.
From Espalier.Reference Require CausalExact.

Module Type STATEMENT (P : PARAMETERS).
  Module Core := CausalExact.CausalExact P.
  Module Implementation := MachineOf P Core.
  Module Causal := Causal.Specification P.
  Module Specification := MachineOf P Causal.

  (** Clients of the core observe nothing that CC-star forbids ... *)
  Parameter refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.

  (** ... a put that the core reports as seen may be dropped for good ... *)
  Parameter seen : seen_is_final Implementation.machine.

  (** ... and every other put may go in at once. *)
  Parameter no_put_waits : forall k v p c r s,
    Core.put_seen k v p c r s = false -> Core.put_guard k v p c r s = true.
End STATEMENT.
