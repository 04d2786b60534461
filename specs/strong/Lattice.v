(** The session-guarantee lattice: a point that asks for fewer guarantees, and
    converges as the other does or does not, allows all that the other allows.
    A core that was proved of a point is thereby proved of all points below. *)

From Coq Require Import Bool.
From Espalier.Framework Require Import Parameters Machine Refinement.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Strong.

(** [weaker] asks for no guarantee that [stronger] lacks. *)
Record asks_less (weaker stronger : guarantees) : Prop := {
  less_read_your_writes :
    implb (read_your_writes weaker) (read_your_writes stronger) = true;
  less_monotonic_reads :
    implb (monotonic_reads weaker) (monotonic_reads stronger) = true;
  less_monotonic_writes :
    implb (monotonic_writes weaker) (monotonic_writes stronger) = true;
  less_writes_follow_reads :
    implb (writes_follow_reads weaker) (writes_follow_reads stronger) = true;
  same_convergence : convergent weaker = convergent stronger
}.

Module Type STATEMENT (P : PARAMETERS) (Stronger Weaker : GUARANTEES).
  Module Strong_at_stronger := Strong.Strong P Stronger.
  Module Strong_at_weaker := Strong.Strong P Weaker.
  Module Implementation := MachineOf P Strong_at_stronger.
  Module Specification := MachineOf P Strong_at_weaker.

  Parameter refinement :
    asks_less Weaker.chosen Stronger.chosen ->
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
End STATEMENT.
