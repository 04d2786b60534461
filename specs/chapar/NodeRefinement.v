(** When a node machine is correct for another: whatever is observed at its
    nodes could have been observed at the other's. Trace inclusion, for every
    set of nodes, initial value and programs. *)

From Espalier.Chapar Require Import NodeMachine NodeWorld.

Definition refines {key value replica : Type}
  (replica_eq_dec : forall a b : replica, {a = b} + {a <> b})
  (I S : node_machine key value replica) : Prop :=
  forall members v programs events,
    trace replica_eq_dec I members True v programs events ->
    trace replica_eq_dec S members True v programs events.
