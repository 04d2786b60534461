(** A local simulation with a history: the relations may also speak of what has
    happened in the run so far, such as which puts were made and what each of
    them depends on. Only making a put adds to the history, and what it adds is
    its own client's: relations of the other parts must outlive that. It is for
    cores whose state says less than the specification's, a put's name instead
    of all that it depends on. HistorySimulationProof.v proves that it suffices. *)

From Espalier.Framework Require Import Machine.

Section HistorySimulation.

Context {key value client replica : Type}.

Record history_simulation (I S : machine key value client replica) := {

  history : Type;
  start : history;
  (** This client made a put. *)
  grows : client -> history -> history -> Prop;

  client_related : history -> client -> client_state I -> client_state S -> Prop;
  replica_related :
    history -> replica -> replica_state I -> replica_state S -> Prop;
  get_related : history -> key -> client -> get_payload I -> get_payload S -> Prop;
  answer_related :
    history -> key -> value -> client -> answer_payload I -> answer_payload S ->
    Prop;
  put_related :
    history -> key -> value -> client -> put_payload I -> put_payload S -> Prop;

  client_outlives : forall c h h' d s t,
    grows c h h' -> c <> d -> client_related h d s t -> client_related h' d s t;
  replica_outlives : forall c h h' r s t,
    grows c h h' -> replica_related h r s t -> replica_related h' r s t;
  get_outlives : forall c h h' k d a b,
    grows c h h' -> get_related h k d a b -> get_related h' k d a b;
  answer_outlives : forall c h h' k v d a b,
    grows c h h' -> answer_related h k v d a b -> answer_related h' k v d a b;
  put_outlives : forall c h h' k v d a b,
    grows c h h' -> put_related h k v d a b -> put_related h' k v d a b;

  client_init_related : forall c,
    client_related start c (client_init I c) (client_init S c);

  replica_init_related : forall r v,
    replica_related start r (replica_init I r v) (replica_init S r v);

  get_request_related : forall h k c s t,
    client_related h c s t ->
    get_related h k c (fst (get_request I k c s)) (fst (get_request S k c t)) /\
    client_related h c (snd (get_request I k c s)) (snd (get_request S k c t));

  get_answer_related : forall h k c r g g' s t,
    get_related h k c g g' -> replica_related h r s t ->
    get_guard I k g c r s ->
    get_guard S k g' c r t /\
    fst (fst (get I k g c r s)) = fst (fst (get S k g' c r t)) /\
    answer_related h k (fst (fst (get I k g c r s))) c
      (snd (fst (get I k g c r s))) (snd (fst (get S k g' c r t))) /\
    replica_related h r (snd (get I k g c r s)) (snd (get S k g' c r t));

  get_response_related : forall h k v c a b s t,
    answer_related h k v c a b -> client_related h c s t ->
    client_related h c (get_response I k v a c s) (get_response S k v b c t);

  put_request_related : forall h k v now c s t,
    client_related h c s t ->
    exists now' h',
      grows c h h' /\
      put_related h' k v c
        (fst (put_request I k v now c s)) (fst (put_request S k v now' c t)) /\
      client_related h' c
        (snd (put_request I k v now c s)) (snd (put_request S k v now' c t));

  put_applied_related : forall h k v c r p q s t,
    put_related h k v c p q -> replica_related h r s t ->
    put_guard I k v p c r s ->
    put_guard S k v q c r t /\
    replica_related h r (put I k v p c r s) (put S k v q c r t)
}.

End HistorySimulation.
