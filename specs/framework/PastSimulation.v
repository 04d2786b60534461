(** A local simulation that may look at the past: its relations also see all the
    puts that each client has made so far, as its own core made them. It is a
    history (HistorySimulation.v) that is there for every core, for a proof whose
    relations say that a put which is named somewhere was made, and what it was.
    That it suffices is proved once, in PastSimulationProof.v. *)

From Coq Require Import List.
From Espalier.Framework Require Import Machine.
Import ListNotations.

Section PastSimulation.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).

(** A put that was made: its key, its value and what was sent with it. *)
Record made_put (M : machine key value client replica) := {
  made_key : key;
  made_value : value;
  made_payload : put_payload M
}.

(** The puts that each client has made, the earliest first. *)
Definition past (M : machine key value client replica) :=
  client -> list (made_put M).

Definition nothing (M : machine key value client replica) : past M :=
  fun _ => [].

Definition with_put {M : machine key value client replica} (before : past M)
  (c : client) (x : made_put M) : past M :=
  fun asked => if client_eq_dec c asked then before c ++ [x] else before asked.

Record past_simulation (I S : machine key value client replica) := {

  client_related :
    past I -> client -> client_state I -> client_state S -> Prop;
  replica_related :
    past I -> replica -> replica_state I -> replica_state S -> Prop;
  get_related :
    past I -> key -> client -> get_payload I -> get_payload S -> Prop;
  answer_related :
    past I -> key -> value -> client -> answer_payload I ->
    answer_payload S -> Prop;
  put_related :
    past I -> key -> value -> client -> put_payload I -> put_payload S -> Prop;

  (** What is related stays so when another client puts; only that client's own
      state may depend on what it has put last. *)
  client_stays : forall g c x c' s t,
    c <> c' -> client_related g c' s t ->
    client_related (with_put g c x) c' s t;
  replica_stays : forall g c x r s t,
    replica_related g r s t -> replica_related (with_put g c x) r s t;
  get_stays : forall g c x k c' a b,
    get_related g k c' a b -> get_related (with_put g c x) k c' a b;
  answer_stays : forall g c x k v c' a b,
    answer_related g k v c' a b -> answer_related (with_put g c x) k v c' a b;
  put_stays : forall g c x k v c' p q,
    put_related g k v c' p q -> put_related (with_put g c x) k v c' p q;

  client_init_related : forall c,
    client_related (nothing I) c (client_init I c) (client_init S c);

  replica_init_related : forall r v,
    replica_related (nothing I) r (replica_init I r v) (replica_init S r v);

  get_request_related : forall g k c s t,
    client_related g c s t ->
    get_related g k c
      (fst (get_request I k c s)) (fst (get_request S k c t)) /\
    client_related g c
      (snd (get_request I k c s)) (snd (get_request S k c t));

  get_answer_related : forall g k c r a b s t,
    get_related g k c a b -> replica_related g r s t ->
    get_guard I k a c r s ->
    get_guard S k b c r t /\
    fst (fst (get I k a c r s)) = fst (fst (get S k b c r t)) /\
    answer_related g k (fst (fst (get I k a c r s))) c
      (snd (fst (get I k a c r s))) (snd (fst (get S k b c r t))) /\
    replica_related g r (snd (get I k a c r s)) (snd (get S k b c r t));

  get_response_related : forall g k v c a b s t,
    answer_related g k v c a b -> client_related g c s t ->
    client_related g c (get_response I k v a c s) (get_response S k v b c t);

  (** The put that is formed is in the past from now on. *)
  put_request_related : forall g k v now c s t,
    client_related g c s t ->
    exists now',
      let p := fst (put_request I k v now c s) in
      let g' := with_put g c
        {| made_key := k; made_value := v; made_payload := p |} in
      put_related g' k v c p (fst (put_request S k v now' c t)) /\
      client_related g' c
        (snd (put_request I k v now c s)) (snd (put_request S k v now' c t));

  put_applied_related : forall g k v c r p q s t,
    put_related g k v c p q -> replica_related g r s t ->
    put_guard I k v p c r s ->
    put_guard S k v q c r t /\
    replica_related g r (put I k v p c r s) (put S k v q c r t)
}.

End PastSimulation.

Arguments made_key {key value client replica M}.
Arguments made_value {key value client replica M}.
Arguments made_payload {key value client replica M}.
