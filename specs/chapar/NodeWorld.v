(** The world that a node machine runs in: nodes with programs, and a network
    that loses, reorders and duplicates messages. Operations and events are those
    of the world of clients and replicas; here the node is the client. *)

From Coq Require Import List.
From Espalier.Framework Require Import World.
From Espalier.Chapar Require Import NodeMachine.
Import ListNotations.

Section NodeWorld.

Context {key value replica : Type}.
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (M : node_machine key value replica).

(** The number of a put is its place in its node's program: with the node it
    says which put it is. The machine never sees it, and no step asks for it;
    it is there so that one can speak of what is in and what is not. *)
Record node_world := {
  node_state : state M;
  node_program : list (operation (key := key) (value := value));
  node_next : nat;                      (** number of the next operation *)
  node_applied : list (replica * nat)   (** puts of others that are in *)
}.

Record transfer := {
  to : replica;
  from : replica;
  number : nat;
  about : key;
  content : value;
  payload : message M
}.

Record world := {
  nodes : replica -> node_world;
  network : list transfer   (** a multiset: every step takes from and adds to any place *)
}.

Definition set_node (f : replica -> node_world) (n : replica)
  (x : node_world) : replica -> node_world :=
  fun n' => if replica_eq_dec n n' then x else f n'.

(** The nodes that there are. *)
Context (members : list replica).

(** Whether the network may lose messages. Safety is claimed of one that may;
    progress of one that does not, which is what resending makes of it. *)
Context (may_lose : Prop).

Definition others (n : replica) : list replica :=
  filter (fun n' => if replica_eq_dec n n' then false else true) members.

Definition broadcast (n : replica) (number : nat) (k : key) (v : value)
  (m : message M) : list transfer :=
  map (fun n' => {| to := n'; from := n; number := number; about := k;
                    content := v; payload := m |}) (others n).

Inductive step : world -> option (event (client := replica)) -> world -> Prop :=

(** A node gets from itself, at once. *)
| StepNodeGet : forall w n k rest i s applied,
    nodes w n = {| node_state := s; node_program := Get k :: rest;
                   node_next := i; node_applied := applied |} ->
    step w (Some (GetReturned n i k (fst (get M n s k))))
      {| nodes := set_node (nodes w) n
           {| node_state := snd (get M n s k); node_program := rest;
              node_next := S i; node_applied := applied |};
         network := network w |}

(** A node puts at itself, at once, and tells every other node. *)
| StepNodePut : forall w n k v rest i s applied,
    nodes w n = {| node_state := s; node_program := Put k v :: rest;
                   node_next := i; node_applied := applied |} ->
    step w (Some (PutCalled n i k v))
      {| nodes := set_node (nodes w) n
           {| node_state := fst (put M n s k v); node_program := rest;
              node_next := S i; node_applied := applied |};
         network := broadcast n i k v (snd (put M n s k v)) ++ network w |}

(** A node applies any message for it whose guard is true. *)
| StepNodeUpdate : forall w before after t s program i applied,
    network w = before ++ t :: after ->
    nodes w (to t) = {| node_state := s; node_program := program;
                        node_next := i; node_applied := applied |} ->
    guard M (to t) s (about t) (content t) (payload t) ->
    step w None
      {| nodes := set_node (nodes w) (to t)
           {| node_state :=
                update M (to t) s (about t) (content t) (payload t);
              node_program := program; node_next := i;
              node_applied := (from t, number t) :: applied |};
         network := before ++ after |}

(** The network loses a message ... *)
| StepNodeLose : forall w before after t,
    may_lose ->
    network w = before ++ t :: after ->
    step w None {| nodes := nodes w; network := before ++ after |}

(** ... or delivers one twice. Reordering needs no step. *)
| StepNodeDuplicate : forall w before after t,
    network w = before ++ t :: after ->
    step w None {| nodes := nodes w; network := t :: before ++ t :: after |}.

(** A run from a world, with what an observer of the nodes' programs sees. *)
Inductive run : world -> list (event (client := replica)) -> world -> Prop :=
| RunNothing : forall w, run w [] w
| RunStep : forall w o w' later w'',
    step w o w' -> run w' later w'' -> run w (observed o later) w''.

Definition initial (v : value)
  (programs : replica -> list (operation (key := key) (value := value)))
  : world :=
  {| nodes := fun n =>
       {| node_state := init M v; node_program := programs n; node_next := 0;
          node_applied := [] |};
     network := [] |}.

(** The observable traces: of every run, complete or not. *)
Definition trace (v : value) programs
  (events : list (event (client := replica))) : Prop :=
  exists w, run (initial v programs) events w.

(** The worlds that some run leads to. *)
Definition reachable (v : value) programs (w : world) : Prop :=
  exists events, run (initial v programs) events w.

End NodeWorld.

Arguments node_state {key value replica M}.
Arguments node_program {key value replica M}.
Arguments node_next {key value replica M}.
Arguments node_applied {key value replica M}.
Arguments to {key value replica M}.
Arguments from {key value replica M}.
Arguments number {key value replica M}.
Arguments about {key value replica M}.
Arguments content {key value replica M}.
Arguments payload {key value replica M}.
Arguments nodes {key value replica M}.
Arguments network {key value replica M}.
