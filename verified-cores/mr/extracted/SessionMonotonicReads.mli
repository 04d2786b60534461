
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

module SessionMonotonicReads :
 functor (P:PARAMETERS) ->
 sig
  type vector = (P.client * int) list

  val lookup : P.client -> vector -> int

  val larger : int -> int -> int

  val raise : P.client -> int -> vector -> vector

  type mark = { writer : P.client; number : int }

  val writer : mark -> P.client

  val number : mark -> int

  type entry = { content : P.value; written : mark option }

  val content : entry -> P.value

  val written : entry -> mark option

  type session = { own : (P.key -> int); last_read : (P.key -> vector) }

  val own : session -> P.key -> int

  val last_read : session -> P.key -> vector

  type client_state = session

  type replica_state = P.key -> entry

  type get_payload = vector

  type answer_payload = mark option

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
