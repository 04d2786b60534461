
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

module PerKey :
 functor (P:PARAMETERS) ->
 functor (M:sig
  type 'x map

  val empty : 'a1 map

  val find : P.key -> 'a1 map -> 'a1 option

  val add : P.key -> 'a1 -> 'a1 map -> 'a1 map

  val remove : P.key -> 'a1 map -> 'a1 map
 end) ->
 functor (C:sig
  type 'x map

  val empty : 'a1 map

  val find : P.client -> 'a1 map -> 'a1 option

  val add : P.client -> 'a1 -> 'a1 map -> 'a1 map

  val remove : P.client -> 'a1 map -> 'a1 map
 end) ->
 sig
  type vector = (P.client * int) list

  val larger : int -> int -> int

  val raise : P.client -> int -> vector -> vector

  val merge : vector -> vector -> vector

  type clock_map = int C.map

  val applied : P.client -> clock_map -> int

  val below : vector -> clock_map -> bool

  type entry = { content : P.value; writer : P.client; place : int;
                 time : int; needs : vector }

  val content : entry -> P.value

  val writer : entry -> P.client

  val place : entry -> int

  val time : entry -> int

  val needs : entry -> vector

  val older : entry -> int -> P.client -> bool

  type session = { own : int; depends : vector; past : int }

  val own : session -> int

  val depends : session -> vector

  val past : session -> int

  type node = { clock : clock_map; initial : P.value; store : entry M.map }

  val clock : node -> clock_map

  val initial : node -> P.value

  val store : node -> entry M.map

  type get_record = { get_own : int; get_depends : vector }

  val get_own : get_record -> int

  val get_depends : get_record -> vector

  type answer_record = { answer_depends : vector; answer_time : int }

  val answer_depends : answer_record -> vector

  val answer_time : answer_record -> int

  type put_record = { number : int; put_depends : vector; put_time : int }

  val number : put_record -> int

  val put_depends : put_record -> vector

  val put_time : put_record -> int

  type client_state = session

  type replica_state = node

  type get_payload = get_record

  type answer_payload = answer_record

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
