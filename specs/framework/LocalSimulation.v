(** A local simulation: relations on the two states and the three payloads that
    every method preserves. It is all that a core's proof has to supply; that it
    suffices is proved once, in LocalSimulationProof.v. *)

From Espalier.Framework Require Import Machine.

Section LocalSimulation.

Context {key value client replica : Type}.

Record local_simulation (I S : machine key value client replica) := {

  client_related : client -> client_state I -> client_state S -> Prop;
  replica_related : replica -> replica_state I -> replica_state S -> Prop;
  get_related : key -> client -> get_payload I -> get_payload S -> Prop;
  answer_related :
    key -> value -> client -> answer_payload I -> answer_payload S -> Prop;
  put_related :
    key -> value -> client -> put_payload I -> put_payload S -> Prop;

  client_init_related : forall c,
    client_related c (client_init I c) (client_init S c);

  replica_init_related : forall r v,
    replica_related r (replica_init I r v) (replica_init S r v);

  get_request_related : forall k c s t,
    client_related c s t ->
    get_related k c (fst (get_request I k c s)) (fst (get_request S k c t)) /\
    client_related c (snd (get_request I k c s)) (snd (get_request S k c t));

  get_answer_related : forall k c r g h s t,
    get_related k c g h -> replica_related r s t ->
    get_guard I k g c r s ->
    get_guard S k h c r t /\
    fst (fst (get I k g c r s)) = fst (fst (get S k h c r t)) /\
    answer_related k (fst (fst (get I k g c r s))) c
      (snd (fst (get I k g c r s))) (snd (fst (get S k h c r t))) /\
    replica_related r (snd (get I k g c r s)) (snd (get S k h c r t));

  get_response_related : forall k v c a b s t,
    answer_related k v c a b -> client_related c s t ->
    client_related c (get_response I k v a c s) (get_response S k v b c t);

  (** The specification may read another clock than the core did: a core that
      depends on more than it must stamps later than it must. *)
  put_request_related : forall k v now c s t,
    client_related c s t ->
    exists now',
      put_related k v c
        (fst (put_request I k v now c s)) (fst (put_request S k v now' c t)) /\
      client_related c
        (snd (put_request I k v now c s)) (snd (put_request S k v now' c t));

  put_applied_related : forall k v c r p q s t,
    put_related k v c p q -> replica_related r s t ->
    put_guard I k v p c r s ->
    put_guard S k v q c r t /\
    replica_related r (put I k v p c r s) (put S k v q c r t)
}.

End LocalSimulation.
