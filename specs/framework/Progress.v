(** Progress: where the network loses nothing, no replica is stuck. Refinement
    alone would be satisfied by a core whose guards are always false. *)

From Coq Require Import List.
From Espalier.Framework Require Import Machine World.

Section Progress.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (M : machine key value client replica).

(** A put is on its way to a replica and not yet in. *)
Definition pending (w : world M) (r : replica) (c : client) (k : key)
  (v : value) (p : put_payload M) : Prop :=
  In (PutRequest r c k v p) (network w) /\
  ~ put_seen M k v p c r (stores w r).

Record progressive : Prop := {
  (** If puts are pending for a replica, one of them is enabled. *)
  some_put_is_enabled : forall replicas v0 programs w r c k v p,
    reachable client_eq_dec replica_eq_dec M replicas False v0 programs w ->
    pending w r c k v p ->
    exists c' k' v' p',
      pending w r c' k' v' p' /\ put_guard M k' v' p' c' r (stores w r);

  (** If none is pending, every get that is asked of it is enabled. *)
  every_get_is_enabled : forall replicas v0 programs w r c n k g,
    reachable client_eq_dec replica_eq_dec M replicas False v0 programs w ->
    In r replicas ->
    (forall c' k' v' p', ~ pending w r c' k' v' p') ->
    In (GetRequest r c n k g) (network w) ->
    get_guard M k g c r (stores w r)
}.

End Progress.
