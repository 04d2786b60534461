(** A local simulation of node machines: relations on states and messages that
    every method preserves. It is all that a core's proof has to supply; that it
    suffices is proved once, in NodeSimulationProof.v.

    The relations may speak of a history as well: what one knows of the puts made
    so far without looking into other nodes, such as what each depends on. A put
    makes it grow, and what was related stays so. Many cores need none. *)

From Espalier.Chapar Require Import NodeMachine.

Section NodeSimulation.

Context {key value replica : Type}.

Record node_simulation (I S : node_machine key value replica) := {

  history : Type;
  beginning : history;
  (** A put of this node makes the one history the other. *)
  grows : replica -> history -> history -> Prop;

  state_related : history -> replica -> state I -> state S -> Prop;
  (** The replica is the node that sent the message. *)
  message_related :
    history -> replica -> key -> value -> message I -> message S -> Prop;

  state_stays : forall n n' h h' s t,
    grows n h h' -> n' <> n ->
    state_related h n' s t -> state_related h' n' s t;

  message_stays : forall n n' h h' k v p q,
    grows n h h' ->
    message_related h n' k v p q -> message_related h' n' k v p q;

  init_related : forall n v,
    state_related beginning n (init I v) (init S v);

  get_related : forall h n k s t,
    state_related h n s t ->
    fst (get I n s k) = fst (get S n t k) /\
    state_related h n (snd (get I n s k)) (snd (get S n t k));

  put_related : forall h n k v s t,
    state_related h n s t ->
    exists h',
      grows n h h' /\
      state_related h' n (fst (put I n s k v)) (fst (put S n t k v)) /\
      message_related h' n k v (snd (put I n s k v)) (snd (put S n t k v));

  update_related : forall h n n' k v p q s t,
    state_related h n s t -> message_related h n' k v p q -> n' <> n ->
    guard I n s k v p ->
    guard S n t k v q /\
    state_related h n (update I n s k v p) (update S n t k v q)
}.

End NodeSimulation.
