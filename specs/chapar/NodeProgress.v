(** Progress of node machines. A get is answered and a put accepted at once, so
    all that can be stuck is a message. *)

From Coq Require Import List.
From Espalier.Chapar Require Import NodeMachine NodeWorld.

Section NodeProgress.

Context {key value replica : Type}.
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (M : node_machine key value replica).

(** The put that a message tells of is in at the node that it is for. *)
Definition is_in (w : world M) (t : transfer M) : Prop :=
  In (from t, number t) (node_applied (nodes w (to t))).

(** A message is on its way to a node, and its put is not yet in: a duplicate
    of a message that was applied is not pending. *)
Definition pending (w : world M) (n : replica) (t : transfer M) : Prop :=
  In t (network w) /\ to t = n /\ ~ is_in w t.

(** The message may be applied now. *)
Definition enabled (w : world M) (t : transfer M) : Prop :=
  guard M (to t) (node_state (nodes w (to t))) (about t) (content t) (payload t).

(** Where nothing is lost: if messages are pending for a node, one of them may
    be applied. *)
Definition progressive : Prop :=
  forall members v programs w n t,
    reachable replica_eq_dec M members False v programs w ->
    pending w n t ->
    exists t', pending w n t' /\ enabled w t'.

(** A put goes in at a node once, however often it is delivered. *)
Definition applies_once : Prop :=
  forall members v programs w t,
    reachable replica_eq_dec M members True v programs w ->
    In t (network w) -> is_in w t -> ~ enabled w t.

(** No message can ever be applied: a node sees its own puts alone. *)
Definition deaf : Prop :=
  forall members v programs w t,
    reachable replica_eq_dec M members True v programs w ->
    In t (network w) -> ~ enabled w t.

End NodeProgress.
