(** The world that a machine runs in: clients with programs, replicas, and a
    network that loses, reorders and duplicates messages. *)

From Coq Require Import List.
From Espalier.Framework Require Import Machine.
Import ListNotations.

Section World.

Context {key value client replica : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).

Inductive operation :=
| Get (k : key)
| Put (k : key) (v : value).

(** What an observer at the clients sees. The number is the operation's place
    in its client's program; with the client it is unique. *)
Inductive event :=
| PutCalled (c : client) (number : nat) (k : key) (v : value)
| GetReturned (c : client) (number : nat) (k : key) (v : value).

Context (M : machine key value client replica).

Record client_world := {
  state : client_state M;
  program : list operation;       (** what is still to be done *)
  next : nat;                     (** number of the next operation *)
  waiting : option nat            (** the get whose response is awaited *)
}.

Inductive message :=
| GetRequest (to : replica) (from : client) (number : nat) (k : key)
    (g : get_payload M)
| PutRequest (to : replica) (from : client) (k : key) (v : value)
    (p : put_payload M)
| GetResponse (to : client) (number : nat) (k : key) (v : value)
    (a : answer_payload M).

Record world := {
  clients : client -> client_world;
  stores : replica -> replica_state M;
  network : list message          (** a multiset: every step takes from and adds to any place *)
}.

Definition set_client (f : client -> client_world) (c : client)
  (x : client_world) : client -> client_world :=
  fun c' => if client_eq_dec c c' then x else f c'.

Definition set_store (f : replica -> replica_state M) (r : replica)
  (x : replica_state M) : replica -> replica_state M :=
  fun r' => if replica_eq_dec r r' then x else f r'.

Context (replicas : list replica).

(** Whether the network may lose messages. Safety is claimed of one that may;
    progress of one that does not, which is what resending makes of it. *)
Context (may_lose : Prop).

Definition broadcast_get c n k g : list message :=
  map (fun r => GetRequest r c n k g) replicas.

Definition broadcast_put c k v p : list message :=
  map (fun r => PutRequest r c k v p) replicas.

Inductive step : world -> option event -> world -> Prop :=

(** A client asks: the request goes to every replica, any of which may answer,
    and the client does nothing else until one has. *)
| StepGetRequest : forall w c k rest n s,
    clients w c = {| state := s; program := Get k :: rest; next := n;
                     waiting := None |} ->
    step w None
      {| clients := set_client (clients w) c
           {| state := snd (get_request M k c s); program := rest;
              next := S n; waiting := Some n |};
         stores := stores w;
         network :=
           broadcast_get c n k (fst (get_request M k c s)) ++ network w |}

(** A client puts: it goes on at once. The clock reading is arbitrary. *)
| StepPutRequest : forall w c k v rest n s now,
    clients w c = {| state := s; program := Put k v :: rest; next := n;
                     waiting := None |} ->
    step w (Some (PutCalled c n k v))
      {| clients := set_client (clients w) c
           {| state := snd (put_request M k v now c s); program := rest;
              next := S n; waiting := None |};
         stores := stores w;
         network :=
           broadcast_put c k v (fst (put_request M k v now c s))
           ++ network w |}

(** A replica answers a get whose guard is true. *)
| StepGet : forall w before after r c n k g,
    network w = before ++ GetRequest r c n k g :: after ->
    get_guard M k g c r (stores w r) ->
    let answered := get M k g c r (stores w r) in
    step w None
      {| clients := clients w;
         stores := set_store (stores w) r (snd answered);
         network :=
           GetResponse c n k (fst (fst answered)) (snd (fst answered))
           :: before ++ after |}

(** A replica applies a put whose guard is true. *)
| StepPut : forall w before after r c k v p,
    network w = before ++ PutRequest r c k v p :: after ->
    put_guard M k v p c r (stores w r) ->
    step w None
      {| clients := clients w;
         stores := set_store (stores w) r (put M k v p c r (stores w r));
         network := before ++ after |}

(** A client takes the response that it waits for. *)
| StepGetResponse : forall w before after c n k v a s todo m,
    network w = before ++ GetResponse c n k v a :: after ->
    clients w c = {| state := s; program := todo; next := m;
                     waiting := Some n |} ->
    step w (Some (GetReturned c n k v))
      {| clients := set_client (clients w) c
           {| state := get_response M k v a c s; program := todo; next := m;
              waiting := None |};
         stores := stores w;
         network := before ++ after |}

(** The network loses a message ... *)
| StepLose : forall w before after m,
    may_lose ->
    network w = before ++ m :: after ->
    step w None
      {| clients := clients w; stores := stores w; network := before ++ after |}

(** ... or delivers one twice. Reordering needs no step: a replica or client
    may take any message. *)
| StepDuplicate : forall w before after m,
    network w = before ++ m :: after ->
    step w None
      {| clients := clients w; stores := stores w;
         network := m :: before ++ m :: after |}.

Definition observed (o : option event) (later : list event) : list event :=
  match o with Some e => e :: later | None => later end.

(** A run from a world, with what an observer sees of it. *)
Inductive run : world -> list event -> world -> Prop :=
| RunNothing : forall w, run w [] w
| RunStep : forall w o w' later w'',
    step w o w' -> run w' later w'' -> run w (observed o later) w''.

Definition initial (v : value) (programs : client -> list operation) : world :=
  {| clients := fun c =>
       {| state := client_init M c; program := programs c; next := 0;
          waiting := None |};
     stores := fun r => replica_init M r v;
     network := [] |}.

(** The observable traces: of every run, complete or not. *)
Definition trace (v : value) (programs : client -> list operation)
  (events : list event) : Prop :=
  exists w, run (initial v programs) events w.

(** The worlds that some run leads to. *)
Definition reachable (v : value) (programs : client -> list operation)
  (w : world) : Prop :=
  exists events, run (initial v programs) events w.

End World.

Arguments Get {key value}.
Arguments Put {key value}.
Arguments PutCalled {key value client}.
Arguments GetReturned {key value client}.
Arguments GetRequest {key value client replica M}.
Arguments PutRequest {key value client replica M}.
Arguments GetResponse {key value client replica M}.
Arguments state {key value client replica M}.
Arguments program {key value client replica M}.
Arguments next {key value client replica M}.
Arguments waiting {key value client replica M}.
Arguments clients {key value client replica M}.
Arguments stores {key value client replica M}.
Arguments network {key value client replica M}.
Arguments Build_client_world {key value client replica M}.
Arguments Build_world {key value client replica M}.
