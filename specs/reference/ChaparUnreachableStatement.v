(** What is true of Chapar's third algorithm as it was published: it is correct,
    and it does nothing. Refinement holds; so does the theorem that no message
    ever has a true guard at any other node; and so progress fails wherever there
    are two nodes. *)

From Espalier.Framework Require Import Parameters.
From Espalier.Chapar Require Import NodeMachine NodeRefinement NodeProgress.
From Espalier.Chapar Require ChaparCausal.
From Espalier.Reference Require ChaparUnreachable.

Module Type STATEMENT (P : PARAMETERS).
  Module Core := ChaparUnreachable.ChaparUnreachable P.
  Module Implementation := NodeMachineOf P Core.
  Module Causal := ChaparCausal.Specification P.
  Module Specification := NodeMachineOf P Causal.

  Parameter refinement :
    refines P.replica_eq_dec Implementation.machine Specification.machine.

  (** In every world that can be reached, every message's guard is false. *)
  Parameter vacuous : deaf P.replica_eq_dec Implementation.machine.

  Parameter no_progress :
    forall (a b : P.replica) (k : P.key) (v : P.value),
      a <> b -> ~ progressive P.replica_eq_dec Implementation.machine.
End STATEMENT.
