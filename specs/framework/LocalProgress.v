(** Local progress: what the parts of a machine depend on, and that nothing but an
    unmet dependency makes a guard false. It is all that a core's progress needs;
    that it suffices is proved once, in LocalProgressProof.v, from the order in
    which the puts of a run were made: a put depends on earlier ones only. So no
    stamp, and nothing else that a core would have to carry, is asked for. What
    is shown of a part may rest on a local invariant. *)

From Espalier.Framework Require Import Machine LocalInvariant.

Section LocalProgress.

Context {key value client replica : Type}.

Record local_progress (M : machine key value client replica)
  (J : local_invariant M) := {

  (** What names a put, as far as dependencies go. *)
  put_name : Type;
  name : key -> value -> client -> put_payload M -> put_name;

  (** The puts that each part knows of and may depend on. *)
  client_needs : client -> client_state M -> put_name -> Prop;
  get_needs : key -> client -> get_payload M -> put_name -> Prop;
  answer_needs : key -> value -> client -> answer_payload M -> put_name -> Prop;
  put_needs : key -> value -> client -> put_payload M -> put_name -> Prop;

  (** The puts that a replica has applied. *)
  applied : replica -> replica_state M -> put_name -> Prop;

  client_needs_nothing : forall c i, ~ client_needs c (client_init M c) i;

  nothing_applied : forall r v i, ~ applied r (replica_init M r v) i;

  get_needs_known : forall k c s i,
    client_ok M J c s ->
    get_needs k c (fst (get_request M k c s)) i \/
    client_needs c (snd (get_request M k c s)) i ->
    client_needs c s i;

  answer_needs_applied : forall k g c r s i,
    replica_ok M J r s -> get_guard M k g c r s ->
    answer_needs k (fst (fst (get M k g c r s))) c
      (snd (fst (get M k g c r s))) i ->
    applied r s i;

  get_applies_nothing : forall k g c r s i,
    replica_ok M J r s -> get_guard M k g c r s ->
    (applied r (snd (get M k g c r s)) i <-> applied r s i);

  response_needs_known : forall k v a c s i,
    answer_ok M J k v c a -> client_ok M J c s ->
    client_needs c (get_response M k v a c s) i ->
    client_needs c s i \/ answer_needs k v c a i;

  put_needs_known : forall k v now c s i,
    client_ok M J c s ->
    put_needs k v c (fst (put_request M k v now c s)) i -> client_needs c s i;

  client_needs_own : forall k v now c s i,
    client_ok M J c s ->
    client_needs c (snd (put_request M k v now c s)) i ->
    client_needs c s i \/ i = name k v c (fst (put_request M k v now c s));

  put_applies_one : forall k v p c r s i,
    put_ok M J k v c p -> replica_ok M J r s ->
    put_guard M k v p c r s ->
    (applied r (put M k v p c r s) i <-> applied r s i \/ i = name k v c p);

  seen_is_applied : forall k v p c r s,
    put_ok M J k v c p -> replica_ok M J r s ->
    put_seen M k v p c r s -> applied r s (name k v c p);

  (** A guard is false only while something is missing. *)
  put_enabled : forall k v p c r s,
    put_ok M J k v c p -> replica_ok M J r s ->
    put_guard M k v p c r s \/ put_seen M k v p c r s \/
    exists i, put_needs k v c p i /\ ~ applied r s i;

  get_enabled : forall k g c r s,
    get_ok M J k c g -> replica_ok M J r s ->
    get_guard M k g c r s \/ exists i, get_needs k c g i /\ ~ applied r s i
}.

End LocalProgress.
