(** What every kind of machine is explored as: worlds and the moves between
    them. A world is seen from outside by what its clients have got so far and
    by what a passer-by, who has met nothing, would read at a replica. *)

(** A put is named by its client and its number in the client's program. *)
type put_name = int * int

(** Where something is read: at a replica that has applied just these puts, in
    this order, and nothing else; or at one with a name of its own. *)
type place =
  | Having of put_name list
  | At of int

type move =
  | Call of { client : int; number : int; key : int; value : int; reading : int }
  | Ask of { client : int; number : int; key : int; value : int; at : place }
  | Receive of { replica : int; put : put_name }
  | Reply of { client : int; number : int; key : int; value : int; replica : int }
      (** a replica answers; the response is on its way *)
  | Take of { client : int; number : int; value : int; replica : int }
      (** the client takes that response *)
  | Waits of { put : put_name; at : place }
      (** the put is pending there, and its guard is false *)
  | Refused of { client : int; number : int; key : int; at : place }
      (** the guard of the get that the client waits for is false there *)
  | Look of { key : int; value : int option; at : place }
      (** by a passer-by; no value if the replica refuses *)

(** A replica at some moment of a world. *)
type observer = {
  place : place;
  settled : bool;
      (** nothing that was put and has not reached it could go in any more *)
  read : int -> int option;  (** what a passer-by reads; none if refused *)
  before : move list;  (** what happens at it before it is looked at *)
}

(** What the clients have got so far: per client, the value of every operation
    that is done (of a put, the value that was put). *)
type history = int list array

type 'world t = {
  initial : 'world;
  next : 'world -> (move list * 'world) list;
  key : 'world -> string;
  history : 'world -> history;
  observers : 'world -> observer Seq.t;
  program : Program.t;
  bound : string;  (** what was bounded, in words *)
}

type packed = System : 'world t -> packed

let complete program history =
  let all = ref true in
  Array.iteri
    (fun c operations ->
      if List.length history.(c) < Array.length operations then all := false)
    program.Program.clients;
  !all
