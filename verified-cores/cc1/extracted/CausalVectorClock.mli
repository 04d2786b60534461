
module Nat :
 sig
 end

module type PARAMETERS =
 sig
  type key

  type value

  type client

  type replica

  val key_eq_dec : key -> key -> bool

  val value_eq_dec : value -> value -> bool

  val client_eq_dec : client -> client -> bool

  val replica_eq_dec : replica -> replica -> bool

  val client_leb : client -> client -> bool
 end

module CausalVectorClock :
 functor (P:PARAMETERS) ->
 sig
  type vector = (P.client * int) list

  val lookup : P.client -> vector -> int

  val larger : int -> int -> int

  val raise : P.client -> int -> vector -> vector

  val merge : vector -> vector -> vector

  val below : vector -> vector -> bool

  type client_record = { own : int; depends : vector }

  val own : client_record -> int

  val depends : client_record -> vector

  type replica_record = { clock : vector; store : (P.key -> P.value) }

  val clock : replica_record -> vector

  val store : replica_record -> P.key -> P.value

  type get_record = { get_own : int; get_depends : vector }

  val get_own : get_record -> int

  val get_depends : get_record -> vector

  type put_record = { number : int; put_depends : vector }

  val number : put_record -> int

  val put_depends : put_record -> vector

  type client_state = client_record

  type replica_state = replica_record

  type get_payload = get_record

  type answer_payload = vector

  type put_payload = put_record

  val client_init : P.client -> client_state

  val replica_init : P.replica -> P.value -> replica_state

  val get_request :
    P.key -> P.client -> client_state -> get_payload * client_state

  val get_guard :
    P.key -> get_payload -> P.client -> P.replica -> replica_state -> bool

  val get :
    P.key -> get_payload -> P.client -> P.replica -> replica_state ->
    (P.value * answer_payload) * replica_state

  val get_response :
    P.key -> P.value -> answer_payload -> P.client -> client_state ->
    client_state

  val put_request :
    P.key -> P.value -> int -> P.client -> client_state ->
    put_payload * client_state

  val put_guard :
    P.key -> P.value -> put_payload -> P.client -> P.replica -> replica_state
    -> bool

  val put :
    P.key -> P.value -> put_payload -> P.client -> P.replica -> replica_state
    -> replica_state

  val put_seen :
    P.key -> P.value -> put_payload -> P.client -> P.replica -> replica_state
    -> bool
 end
