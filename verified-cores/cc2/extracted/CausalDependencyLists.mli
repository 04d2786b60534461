
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

module CausalDependencyLists :
 functor (P:PARAMETERS) ->
 sig
  type put_id = P.client * int

  type counts = (P.client * int) list

  val count : P.client -> counts -> int

  val enter : P.client -> int -> counts -> counts

  val is_in : P.client -> int -> counts -> bool

  val all_in : put_id list -> counts -> bool

  val note : P.client -> int -> put_id list -> put_id list

  type entry = { content : P.value; written : put_id option }

  val content : entry -> P.value

  val written : entry -> put_id option

  type client_record = { own : int; nearest : put_id list }

  val own : client_record -> int

  val nearest : client_record -> put_id list

  type replica_record = { applied : counts; store : (P.key -> entry) }

  val applied : replica_record -> counts

  val store : replica_record -> P.key -> entry

  type put_record = { number : int; dependencies : put_id list }

  val number : put_record -> int

  val dependencies : put_record -> put_id list

  type client_state = client_record

  type replica_state = replica_record

  type get_payload = put_id list

  type answer_payload = put_id option

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
