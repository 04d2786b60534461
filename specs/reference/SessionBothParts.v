(** The reference core for read your writes and monotonic writes refines each of
    the two by itself. *)

From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Suite Require ReadYourWrites MonotonicWrites.
From Espalier.Reference Require SessionBoth.

Module Type STATEMENT (P : PARAMETERS).
  Module Core := SessionBoth.SessionBoth P.
  Module Implementation := MachineOf P Core.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MwCore := MonotonicWrites.Specification P.
  Module Mw := MachineOf P MwCore.

  Parameter refines_ryw :
    refines P.client_eq_dec P.replica_eq_dec Implementation.machine Ryw.machine.

  Parameter refines_mw :
    refines P.client_eq_dec P.replica_eq_dec Implementation.machine Mw.machine.
End STATEMENT.
