(** The two kinds of machine, as extraction leaves them over [Instance]. The
    methods are those of CORE and of NODE_CORE in the specifications. *)

module type CORE = sig
  type client_state
  type replica_state
  type get_payload
  type answer_payload
  type put_payload

  val client_init : int -> client_state
  val replica_init : int -> int -> replica_state
  val get_request : int -> int -> client_state -> get_payload * client_state
  val get_guard : int -> get_payload -> int -> int -> replica_state -> bool

  val get :
    int -> get_payload -> int -> int -> replica_state ->
    (int * answer_payload) * replica_state

  val get_response :
    int -> int -> answer_payload -> int -> client_state -> client_state

  val put_request :
    int -> int -> int -> int -> client_state -> put_payload * client_state

  val put_guard :
    int -> int -> put_payload -> int -> int -> replica_state -> bool

  val put :
    int -> int -> put_payload -> int -> int -> replica_state -> replica_state

  val put_seen :
    int -> int -> put_payload -> int -> int -> replica_state -> bool
end

(** How to name what a machine computes, so that what was met before is known
    again: equal names must mean that the machine cannot tell them apart. *)
module type NAMED_CORE = sig
  include CORE

  val name_client : client_state -> string
  val name_replica : replica_state -> string
  val name_get : get_payload -> string
  val name_answer : answer_payload -> string
  val name_put : put_payload -> string
end

module type NODE_CORE = sig
  type state
  type message

  val init : int -> state
  val get : int -> state -> int -> int * state
  val put : int -> state -> int -> int -> state * message
  val guard : int -> state -> int -> int -> message -> bool
  val update : int -> state -> int -> int -> message -> state
end

module type NAMED_NODE_CORE = sig
  include NODE_CORE

  val name_state : state -> string
  val name_message : message -> string
end

(** The name of any value: a digest of its representation. Data without
    functions is named as a tree, whatever it shares. A function is named by
    its code and what it captured: equal names still mean equal functions,
    though equal functions may have several names; a store kept as a chain of
    functions is thus named by all the puts that made it. *)
let name_of value =
  let representation =
    try Marshal.to_string value [ Marshal.No_sharing ]
    with Invalid_argument _ -> Marshal.to_string value [ Marshal.Closures ]
  in
  Digest.string representation

type t =
  | Core of (module NAMED_CORE)
  | Node of (module NAMED_NODE_CORE)
