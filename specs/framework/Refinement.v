(** When a machine is correct for another: whatever its clients can observe,
    the other's clients could have observed too. *)

From Coq Require Import List.
From Espalier.Framework Require Import Machine World.

Section Refinement.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).

(** Trace inclusion, for every set of replicas, initial value and programs. *)
Definition refines (I S : machine key value client replica) : Prop :=
  forall replicas v programs events,
    trace client_eq_dec replica_eq_dec I replicas True v programs events ->
    trace client_eq_dec replica_eq_dec S replicas True v programs events.

(** A forward simulation: the usual way to show it. *)
Record simulation (replicas : list replica)
  (I S : machine key value client replica)
  (related : world I -> world S -> Prop) : Prop := {
  simulation_initial : forall v programs,
    related (initial I v programs) (initial S v programs);
  simulation_step : forall w o w' x,
    step client_eq_dec replica_eq_dec I replicas True w o w' ->
    related w x ->
    exists x',
      run client_eq_dec replica_eq_dec S replicas True x (observed o nil) x'
      /\ related w' x'
}.

(** What the shell relies on when it drops a message as a duplicate: a put that
    is in has a false guard, and whatever the replica does next keeps it in. *)
Record seen_is_final (M : machine key value client replica) : Prop := {
  seen_is_not_enabled : forall k v p c r s,
    put_seen M k v p c r s -> ~ put_guard M k v p c r s;
  seen_after_put : forall k v p c k' v' p' c' r s,
    put_seen M k v p c r s -> put_guard M k' v' p' c' r s ->
    put_seen M k v p c r (put M k' v' p' c' r s);
  seen_after_get : forall k v p c k' g c' r s,
    put_seen M k v p c r s -> get_guard M k' g c' r s ->
    put_seen M k v p c r (snd (get M k' g c' r s));
  applied_is_seen : forall k v p c r s,
    put_guard M k v p c r s -> put_seen M k v p c r (put M k v p c r s)
}.

End Refinement.
