(** A local simulation whose specification may be late: where the core applies a
    put, the specification's replica applies any number of the puts that were
    made, none or several, in any order that its guards allow. It is for cores
    that apply a put without anybody being able to see it, because it is older
    than what the replica holds: the specification lets it wait until it must go
    in. It can, since its network may deliver a put again and at any time.
    The history is as in HistorySimulation.v, and has beside it which puts of the
    specification were made. LazySimulationProof.v proves that it suffices. *)

From Espalier.Framework Require Import Machine.

Section LazySimulation.

Context {key value client replica : Type}.

(** A replica applies puts, one after the other, among those that were sent. *)
Inductive applies (M : machine key value client replica)
  (sent : key -> value -> client -> put_payload M -> Prop) (r : replica)
  : replica_state M -> replica_state M -> Prop :=
| AppliesNothing : forall s, applies M sent r s s
| AppliesOne : forall k v c p s s',
    sent k v c p -> put_guard M k v p c r s ->
    applies M sent r (put M k v p c r s) s' -> applies M sent r s s'.

Record lazy_simulation (I S : machine key value client replica) := {

  history : Type;
  start : history;
  (** This client made a put. *)
  grows : client -> history -> history -> Prop;
  (** The puts that were made, as the specification sends them. *)
  sent : history -> key -> value -> client -> put_payload S -> Prop;

  client_related : history -> client -> client_state I -> client_state S -> Prop;
  replica_related :
    history -> replica -> replica_state I -> replica_state S -> Prop;
  get_related : history -> key -> client -> get_payload I -> get_payload S -> Prop;
  answer_related :
    history -> key -> value -> client -> answer_payload I -> answer_payload S ->
    Prop;
  (** Of the core's put alone: the specification's is among those sent. *)
  put_known : history -> key -> value -> client -> put_payload I -> Prop;

  client_outlives : forall c h h' d s t,
    grows c h h' -> c <> d -> client_related h d s t -> client_related h' d s t;
  replica_outlives : forall c h h' r s t,
    grows c h h' -> replica_related h r s t -> replica_related h' r s t;
  get_outlives : forall c h h' k d a b,
    grows c h h' -> get_related h k d a b -> get_related h' k d a b;
  answer_outlives : forall c h h' k v d a b,
    grows c h h' -> answer_related h k v d a b -> answer_related h' k v d a b;
  put_outlives : forall c h h' k v d p,
    grows c h h' -> put_known h k v d p -> put_known h' k v d p;

  nothing_sent : forall k v c q, ~ sent start k v c q;

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
      let q := fst (put_request S k v now' c t) in
      grows c h h' /\
      (forall k' v' c' q', sent h' k' v' c' q' ->
         sent h k' v' c' q' \/ (k', v', c', q') = (k, v, c, q)) /\
      put_known h' k v c (fst (put_request I k v now c s)) /\
      client_related h' c
        (snd (put_request I k v now c s)) (snd (put_request S k v now' c t));

  put_applied_related : forall h k v c r p s t,
    put_known h k v c p -> replica_related h r s t ->
    put_guard I k v p c r s ->
    exists t',
      applies S (sent h) r t t' /\
      replica_related h r (put I k v p c r s) t'
}.

End LazySimulation.
