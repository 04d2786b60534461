(** A local invariant: predicates on the two states and the three payloads that
    every method preserves. It holds of all parts of every world that is reached. *)

From Espalier.Framework Require Import Machine.

Section LocalInvariant.

Context {key value client replica : Type}.

Record local_invariant (M : machine key value client replica) := {

  client_ok : client -> client_state M -> Prop;
  replica_ok : replica -> replica_state M -> Prop;
  get_ok : key -> client -> get_payload M -> Prop;
  answer_ok : key -> value -> client -> answer_payload M -> Prop;
  put_ok : key -> value -> client -> put_payload M -> Prop;

  client_init_ok : forall c, client_ok c (client_init M c);

  replica_init_ok : forall r v, replica_ok r (replica_init M r v);

  get_request_ok : forall k c s,
    client_ok c s ->
    get_ok k c (fst (get_request M k c s)) /\
    client_ok c (snd (get_request M k c s));

  get_answer_ok : forall k g c r s,
    get_ok k c g -> replica_ok r s -> get_guard M k g c r s ->
    answer_ok k (fst (fst (get M k g c r s))) c
      (snd (fst (get M k g c r s))) /\
    replica_ok r (snd (get M k g c r s));

  get_response_ok : forall k v a c s,
    answer_ok k v c a -> client_ok c s ->
    client_ok c (get_response M k v a c s);

  put_request_ok : forall k v now c s,
    client_ok c s ->
    put_ok k v c (fst (put_request M k v now c s)) /\
    client_ok c (snd (put_request M k v now c s));

  put_applied_ok : forall k v p c r s,
    put_ok k v c p -> replica_ok r s -> put_guard M k v p c r s ->
    replica_ok r (put M k v p c r s)
}.

(** For a machine that needs none. *)
Definition no_invariant (M : machine key value client replica)
  : local_invariant M.
Proof.
  refine {|
    client_ok := fun _ _ => True; replica_ok := fun _ _ => True;
    get_ok := fun _ _ _ => True; answer_ok := fun _ _ _ _ => True;
    put_ok := fun _ _ _ _ => True
  |}; auto.
Defined.

End LocalInvariant.
