(** What makes the strong family's machine usable at every one of its points: a
    put that is in stays in, and where the network loses nothing no replica is
    ever stuck, so that none of the guarantees is kept by never answering. *)

From Espalier.Framework Require Import Parameters Machine Refinement Progress.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Strong.

Module Type STATEMENT (P : PARAMETERS) (G : GUARANTEES).
  Module Core := Strong.Strong P G.
  Module Implementation := MachineOf P Core.

  (** A put that the machine reports as seen may be dropped for good. *)
  Parameter seen : seen_is_final Implementation.machine.

  (** If puts are pending for a replica one is enabled, and if none is pending
      every get is. *)
  Parameter progress :
    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
End STATEMENT.
