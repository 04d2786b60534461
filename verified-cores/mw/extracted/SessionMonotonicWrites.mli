
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

module SessionMonotonicWrites :
 functor (P:PARAMETERS) ->
 sig
  type entry = { content : P.value; applied : (P.client -> int) }

  val content : entry -> P.value

  val applied : entry -> P.client -> int

  type client_state = P.key -> int

  type replica_state = P.key -> entry

  type get_payload = unit

  type answer_payload = unit

  type put_payload = int

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

  val put_seen :
    P.key -> P.value -> put_payload -> P.client -> P.replica -> replica_state
    -> bool

  val put_guard :
    P.key -> P.value -> put_payload -> P.client -> P.replica -> replica_state
    -> bool

  val put :
    P.key -> P.value -> put_payload -> P.client -> P.replica -> replica_state
    -> replica_state
 end
